import CRsvg

/// A parsed SVG document and its size.
struct SVGDocument {
    /// CSS pixels.
    let width: Double
    /// CSS pixels.
    let height: Double
    /// Its number in the list that was given, from 1, for errors.
    let picture: Int

    private let handle: Handle

    init(_ svg: String, picture: Int) throws(RasterError) {
        let handle = try Handle(svg, picture: picture)
        let (width, height) = handle.size
        guard width > 0, height > 0, width.isFinite, height.isFinite else { throw .noSize(picture: picture) }
        self.handle = handle
        self.width = width
        self.height = height
        self.picture = picture
    }

    /// Draws the whole document so that it fills `width` × `height` of the context's units.
    func draw(on context: OpaquePointer, width: Double, height: Double) throws(RasterError) {
        var viewport = RsvgRectangle(x: 0, y: 0, width: width, height: height)
        var error: UnsafeMutablePointer<GError>?
        guard rsvg_handle_render_document(handle.pointer, context, &viewport, &error) != 0 else {
            throw .cairo(picture: picture, reason: takeMessage(of: error))
        }
    }
}

/// Owns one handle of librsvg's.
///
/// A class: Swift 6.3.1 compiles the destruction of a noncopyable struct here, with optimization, to an endless loop.
private final class Handle {
    let pointer: UnsafeMutablePointer<RsvgHandle>

    init(_ svg: String, picture: Int) throws(RasterError) {
        var error: UnsafeMutablePointer<GError>?
        var svg = svg
        let handle = svg.withUTF8 { rsvg_handle_new_from_data($0.baseAddress, gsize($0.count), &error) }
        guard let handle else { throw .malformed(picture: picture, reason: takeMessage(of: error)) }
        rsvg_handle_set_dpi(handle, 96)  // CSS's own: a pixel is 1/96 inch
        pointer = handle
    }

    deinit {
        g_object_unref(pointer)
    }

    /// Width and height in CSS pixels: the attributes', else the viewBox's, else zero.
    var size: (width: Double, height: Double) {
        var width = 0.0
        var height = 0.0
        if rsvg_handle_get_intrinsic_size_in_pixels(pointer, &width, &height) != 0 { return (width, height) }
        var viewBox = RsvgRectangle()
        var hasViewBox: gboolean = 0
        rsvg_handle_get_intrinsic_dimensions(pointer, nil, nil, nil, nil, &hasViewBox, &viewBox)
        return hasViewBox == 0 ? (0, 0) : (viewBox.width, viewBox.height)
    }
}

/// The error's message; frees the error.
private func takeMessage(of error: UnsafeMutablePointer<GError>?) -> String {
    guard let error else { return "no reason was given" }
    defer { g_error_free(error) }
    return error.pointee.message.map { String(cString: $0) } ?? "no reason was given"
}
