import Diagnostics

/// A tree as text: a node a line, indented by its depth, with its place as `line:column-line:column`.
///
/// It goes by reflection, so that a node that is added to the tree is in the dump without a word here.
///
/// - Parameter places: whether places are in it.
package func dump(_ scenario: Scenario, places: Bool = true) -> String {
    var dumper = TreeDumper(file: scenario.file, places: places)
    dumper.line("scenario", scenario.isPlain ? "plain" : "blocks", nil)
    dumper.nested {
        $0.field("header", scenario.header)
        if let setup = scenario.setup { $0.field("setup", setup) }
        for step in scenario.steps { $0.field("step", step) }
    }
    return dumper.text
}

private struct TreeDumper {
    let file: SourceFile
    let places: Bool
    var text = ""
    private var depth = 0

    init(file: SourceFile, places: Bool) {
        self.file = file
        self.places = places
    }

    mutating func nested(_ body: (inout TreeDumper) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    mutating func line(_ label: String, _ value: String, _ span: Span?) {
        let place = (places ? span : nil).map { " [\(describe($0))]" } ?? ""
        text += String(repeating: "  ", count: depth) + label + (value.isEmpty ? "" : " \(value)") + place + "\n"
    }

    private func describe(_ span: Span) -> String {
        let (start, end) = (file.position(at: span.start), file.position(at: span.end))
        return "\(start.line):\(start.column)-\(end.line):\(end.column)"
    }

    mutating func field(_ label: String, _ value: Any) {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            if let wrapped = mirror.children.first { field(label, wrapped.value) }
        case .collection:
            for child in mirror.children { field(label, child.value) }
        case .enum:
            enumeration(label, value, mirror, nil)
        case .struct:
            structure(label, value, mirror)
        case .tuple:
            for child in mirror.children { field(child.label.map(plainLabel) ?? label, child.value) }
        default:
            line(label, quote(value), nil)
        }
    }

    private func plainLabel(_ label: String) -> String { label.hasPrefix(".") ? "-" : label }

    private func quote(_ value: Any) -> String {
        if let text = value as? String { return text.debugDescription }
        return "\(value)"
    }

    private mutating func structure(_ label: String, _ value: Any, _ mirror: Mirror) {
        if let span = value as? Span {
            line(label, "", span)
            return
        }
        if value is String || value is Int || value is Bool {
            line(label, quote(value), nil)
            return
        }
        let span = mirror.children.first { $0.label == "span" }?.value as? Span
        let fields = mirror.children.filter { $0.label != "span" && $0.label != "kind" }
        if let kind = mirror.children.first(where: { $0.label == "kind" })?.value {
            enumeration(label, kind, Mirror(reflecting: kind), span)
        } else {
            line(label, "", span)
        }
        nested { for child in fields { $0.field(child.label ?? "-", child.value) } }
    }

    private mutating func enumeration(_ label: String, _ value: Any, _ mirror: Mirror, _ span: Span?) {
        guard let payload = mirror.children.first else {
            line(label, "\(value)", span)
            return
        }
        line(label, payload.label ?? "", span)
        nested { dumper in
            let inner = Mirror(reflecting: payload.value)
            if inner.displayStyle == .tuple {
                for child in inner.children { dumper.field(dumper.plainLabel(child.label ?? "-"), child.value) }
            } else {
                dumper.field("-", payload.value)
            }
        }
    }
}
