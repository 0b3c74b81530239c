import CGraphviz

/// Our renderer and device inside libgvc: a plugin library with one format that writes nothing itself and hands what
/// libgvc draws to the delegate of the pass.
enum OutputDevice {
    /// The name of renderer and device.
    static let format = "heapbook"
    /// Room around the drawing, in points.
    static let padding = 14.0

    /// Final coordinates with y downwards, without the renderer transforming them itself (gvcjob.h).
    private static let yGoesDown: Int32 = 1 << 12
    /// All nodes first, then all edges (gvcjob.h).
    private static let nodesBeforeEdges: Int32 = 1 << 0

    /// The plugin's tables; libgvc uses them until the process ends.
    static func makeLibrary() -> UnsafeMutablePointer<gvplugin_library_t> {
        let renderFeatures = Immortal.array([
            gvrender_features_t(
                flags: yGoesDown, default_pad: padding, knowncolors: nil, sz_knowncolors: 0, color_type: RGBA_BYTE)
        ])
        let deviceFeatures = Immortal.array([
            gvdevice_features_t(
                flags: nodesBeforeEdges, default_margin: pointf(x: 0, y: 0), default_pagesize: pointf(x: 0, y: 0),
                default_dpi: pointf(x: 72, y: 72))
        ])
        let end = gvplugin_installed_t(id: 0, type: nil, quality: 0, engine: nil, features: nil)
        let renderers = Immortal.array([
            gvplugin_installed_t(
                id: 0, type: Immortal.string(format), quality: 1, engine: Immortal.array([makeEngine()]),
                features: renderFeatures), end,
        ])
        let devices = Immortal.array([
            gvplugin_installed_t(
                id: 0, type: Immortal.string("\(format):\(format)"), quality: 1, engine: nil, features: deviceFeatures),
            end,
        ])
        let interfaces = Immortal.array([
            gvplugin_api_t(api: API_render, types: renderers), gvplugin_api_t(api: API_device, types: devices),
            gvplugin_api_t(api: api_t(rawValue: 0), types: nil),
        ])
        return Immortal.array([gvplugin_library_t(packagename: Immortal.string(format), apis: interfaces)])
    }

    private static func makeEngine() -> gvrender_engine_t {
        var engine = gvrender_engine_t()
        engine.begin_page = { job in
            guard let job, let pass = RenderingPass.of(job) else { return }
            pass.attempt {
                try $0.beginPage(width: Double(job.pointee.width), height: Double(job.pointee.height))
            }
        }
        engine.begin_node = { job in
            guard let job, let pass = RenderingPass.of(job), let node = job.pointee.obj?.pointee.u.n else { return }
            pass.drawNode(node, middle: gvrender_ptf(job, heapbook_node_middle(node)))
        }
        engine.begin_edge = { job in
            guard let job, let pass = RenderingPass.of(job), let edge = job.pointee.obj?.pointee.u.e else { return }
            pass.beginEdge(edge)
        }
        engine.beziercurve = { job, points, count, _, _, _ in
            guard let job, let pass = RenderingPass.of(job) else { return }
            pass.addCurve(UnsafeBufferPointer(start: points, count: Int(count)))
        }
        engine.polygon = { job, points, count, _ in
            guard let job, let pass = RenderingPass.of(job) else { return }
            pass.addArrowhead(UnsafeBufferPointer(start: points, count: Int(count)))
        }
        engine.end_edge = { job in
            guard let job, let pass = RenderingPass.of(job) else { return }
            pass.endEdge()
        }
        engine.end_page = { job in
            guard let job, let pass = RenderingPass.of(job) else { return }
            pass.attempt { try $0.endPage() }
        }
        return engine
    }
}

/// The state of one rendering pass; it travels through libgvc as the job's context.
///
/// C callbacks cannot throw: the first error is kept here, and nothing is drawn after it.
final class RenderingPass {
    /// The first error that the delegate threw.
    private(set) var error: (any Error)?

    private let delegate: any RenderingDelegate
    private let nodeIndices: [LaidOutGraph.OpaqueAddress: Int]
    private let edgeIndices: [LaidOutGraph.OpaqueAddress: Int]
    private var currentEdge: Int?
    private var route = Route()

    init(
        delegate: any RenderingDelegate, nodeIndices: [LaidOutGraph.OpaqueAddress: Int],
        edgeIndices: [LaidOutGraph.OpaqueAddress: Int]
    ) {
        self.delegate = delegate
        self.nodeIndices = nodeIndices
        self.edgeIndices = edgeIndices
    }

    /// The pass that a job belongs to; only ours gives a job a context.
    static func of(_ job: UnsafeMutablePointer<GVJ_t>) -> RenderingPass? {
        job.pointee.context.map { Unmanaged<RenderingPass>.fromOpaque($0).takeUnretainedValue() }
    }

    func attempt(_ body: (any RenderingDelegate) throws -> Void) {
        guard error == nil else { return }
        do { try body(delegate) } catch { self.error = error }
    }

    func drawNode(_ node: UnsafeMutablePointer<Agnode_t>, middle: pointf) {
        guard let index = nodeIndices[UInt(bitPattern: node)] else { return }
        let width = heapbook_node_width(node) * 72
        let height = heapbook_node_height(node) * 72
        let box = Rectangle(x: middle.x - width / 2, y: middle.y - height / 2, width: width, height: height)
        attempt { try $0.drawNode(index, in: box) }
    }

    func beginEdge(_ edge: UnsafeMutablePointer<Agedge_t>) {
        currentEdge = edgeIndices[UInt(bitPattern: heapbook_out_edge(edge))]
        route = Route()
    }

    func addCurve(_ points: UnsafeBufferPointer<pointf>) {
        guard currentEdge != nil else { return }
        route.curve += points.map { Point(x: $0.x, y: $0.y) }
    }

    /// Outside an edge a polygon is the background.
    func addArrowhead(_ points: UnsafeBufferPointer<pointf>) {
        guard currentEdge != nil else { return }
        route.arrowhead = points.map { Point(x: $0.x, y: $0.y) }
    }

    func endEdge() {
        guard let index = currentEdge else { return }
        currentEdge = nil
        attempt { try $0.drawEdge(index, along: route) }
    }
}
