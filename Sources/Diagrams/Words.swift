import Timelines

/// The short texts of a picture.
enum Words {
    /// A count as a badge says it, with the count before where that was another: `1 ref`, `2 → 3 refs`.
    static func badge(from before: Int?, to now: Int) -> String {
        let unit = now == 1 ? "ref" : "refs"
        if let before, before != now { return "\(before) → \(now) \(unit)" }
        return "\(now) \(unit)"
    }

    /// An object as it is written inside the slot or the name that refers to it.
    static func inline(_ object: HeapObject) -> String {
        if let repr = object.repr { return repr }
        let name = object.name ?? "?"
        switch object.type {
        case "list": return "[]"
        case "tuple": return "()"
        case "dict": return "{}"
        case "set": return "set()"
        case "frozenset": return "frozenset()"
        case "function": return name + "()"
        case "type": return "class " + name
        case "module": return "module " + name
        default: return object.type + "()"
        }
    }

    /// The heading of a frame.
    static func heading(_ kind: Frame.Kind, _ name: String) -> String {
        switch kind {
        case .module: "global names"
        case .function: "\(name)() frame"
        case .class: "class \(name) body"
        case .generator: "\(name)() generator"
        case .thread: "thread \(name)"
        }
    }

    /// A text without what XML cannot hold and what no reader can see: line ends and tabs become spaces, other control
    /// characters, those that turn the direction of writing and non-characters U+FFFD.
    static func clean(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var cleaned = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: cleaned.append(" ")
            case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: cleaned.append("\u{FFFD}")
            case let value where value & 0xFFFE == 0xFFFE: cleaned.append("\u{FFFD}")
            default: cleaned.append(scalar)
            }
        }
        return String(cleaned)
    }
}
