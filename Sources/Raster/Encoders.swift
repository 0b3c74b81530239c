import CRsvg

/// A document as the bytes of a PNG.
enum PNG {
    static func encode(_ document: SVGDocument, scale: Double) throws(RasterError) -> [UInt8] {
        let width = (document.width * scale).rounded(.up)
        let height = (document.height * scale).rounded(.up)
        let side = Double(Rasterizer.longestSide)
        guard width <= side, height <= side, width * height <= Double(Rasterizer.mostPixels) else {
            throw .tooLarge(
                picture: document.picture, width: width, height: height, unit: "pixels",
                limit: "\(Rasterizer.longestSide) on a side or \(Rasterizer.mostPixels) in all")
        }
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)) else {
            throw .cairo(picture: document.picture, reason: "no surface")
        }
        defer { cairo_surface_destroy(surface) }
        try check(cairo_surface_status(surface), picture: document.picture)
        try withContext(on: surface, picture: document.picture) { context throws(RasterError) in
            try document.draw(on: context, width: document.width * scale, height: document.height * scale)
        }

        var bytes: [UInt8] = []
        let status = withUnsafeMutablePointer(to: &bytes) { cairo_surface_write_to_png_stream(surface, append, $0) }
        try check(status, picture: document.picture)
        return bytes
    }
}

/// Documents as the bytes of one PDF.
enum PDF {
    static func encode(_ svgs: [String], title: String?) throws(RasterError) -> [UInt8] {
        var bytes: [UInt8] = []
        try withUnsafeMutablePointer(to: &bytes) { bytes throws(RasterError) in
            guard let surface = cairo_pdf_surface_create_for_stream(append, bytes, 0, 0) else {
                throw .cairo(picture: 1, reason: "no surface")
            }
            defer { cairo_surface_destroy(surface) }
            // What is no date takes away the time of day that cairo would write.
            cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "none")
            if let title { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title) }
            for (index, svg) in svgs.enumerated() {
                try addPage(with: try SVGDocument(svg, picture: index + 1), to: surface)
            }
            cairo_surface_finish(surface)
            try check(cairo_surface_status(surface), picture: svgs.count)
        }
        return bytes
    }

    private static func addPage(
        with document: SVGDocument, to surface: OpaquePointer
    ) throws(RasterError) {
        let width = document.width * 0.75
        let height = document.height * 0.75
        guard max(width, height) <= Double(Rasterizer.longestPageSide) else {
            throw .tooLarge(
                picture: document.picture, width: width, height: height, unit: "points",
                limit: "\(Rasterizer.longestPageSide) on a side of a page")
        }
        cairo_pdf_surface_set_size(surface, width, height)
        try withContext(on: surface, picture: document.picture) { context throws(RasterError) in
            try document.draw(on: context, width: width, height: height)
        }
        cairo_surface_show_page(surface)
        try check(cairo_surface_status(surface), picture: document.picture)
    }
}

private func withContext(
    on surface: OpaquePointer, picture: Int, _ body: (OpaquePointer) throws(RasterError) -> Void
) throws(RasterError) {
    guard let context = cairo_create(surface) else { throw .cairo(picture: picture, reason: "no context") }
    defer { cairo_destroy(context) }
    try body(context)
    try check(cairo_status(context), picture: picture)
}

private func check(_ status: cairo_status_t, picture: Int) throws(RasterError) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw .cairo(picture: picture, reason: String(cString: cairo_status_to_string(status)))
}

/// cairo's way out: appends to the `[UInt8]` that `bytes` points at.
private let append: cairo_write_func_t = { bytes, data, length in
    guard let bytes else { return CAIRO_STATUS_WRITE_ERROR }
    bytes.assumingMemoryBound(to: [UInt8].self).pointee
        .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
}
