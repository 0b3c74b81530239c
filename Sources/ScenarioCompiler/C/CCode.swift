import CellModel
import Diagnostics

/// An expression of C with its type, every conversion written out: what the machine runs.
struct CCode: Sendable {
    indirect enum Kind: Sendable {
        case constant(Int128)
        case null

        // Places: what stands at the left of '=' and behind '&'.
        case variable(Int)
        case dereference(CCode)

        /// What is stored at a place.
        case load(CCode)
        case address(CCode)
        /// An array as a pointer to its first element.
        case decay(CCode)
        /// To this expression's own type.
        case convert(CCode)
        case negate(CCode)
        case complement(CCode)
        case not(CCode)
        /// Both operands have one type.
        case arithmetic(String, CCode, CCode)
        case shift(String, CCode, CCode)
        case comparePointers(String, CCode, CCode)
        case move(CCode, by: CCode, isBackwards: Bool)
        case difference(CCode, CCode)
        case both(CCode, CCode)
        case either(CCode, CCode)
        case choose(CCode, then: CCode, otherwise: CCode)
        /// The value is converted to the place's type, and what is lost by it is noted.
        case assign(CCode, value: CCode)
        /// Like `assign`; the value is calculated from the one at the place, which `current` stands for.
        case update(CCode, value: CCode, isOldWanted: Bool)
        /// The value of the place that the innermost `update` is about.
        case current
        case allocate(count: CCode?, size: CCode)
        case free(CCode)
        case question(CQuestion, [CCode], expected: String?)
    }

    var kind: Kind
    var type: CellType
    var span: Span

    init(_ kind: Kind, _ type: CellType, _ span: Span) {
        self.kind = kind
        self.type = type
        self.span = span
    }

    var isPlace: Bool {
        switch kind {
        case .variable, .dereference: true
        default: false
        }
    }
}

/// What an expectation can ask beside ordinary C.
enum CQuestion: Hashable, Sendable {
    case dangling, freed, leaks, leakedBytes, undefined, bits, address, truncated, initialised
    /// Whether this happened in the step.
    case hazard(HazardKind)

    private static let plain: [String: CQuestion] = [
        "dangling": .dangling, "freed": .freed, "leaks": .leaks, "leaked_bytes": .leakedBytes,
        "undefined": .undefined, "bits": .bits, "address": .address, "truncated": .truncated,
        "initialised": .initialised,
    ]

    init?(_ name: String) {
        if let plain = Self.plain[name] {
            self = plain
        } else if let kind = HazardKind(rawValue: name) {
            self = .hazard(kind)
        } else {
            return nil
        }
    }

    static var names: [String] { plain.keys.sorted() + HazardKind.allCases.map(\.rawValue) }

    /// What it is asked about.
    enum Subject {
        case nothing, pointer, place
    }

    var subject: Subject {
        switch self {
        case .dangling, .freed: .pointer
        case .bits, .address, .truncated, .initialised: .place
        case .leaks, .leakedBytes, .undefined, .hazard: .nothing
        }
    }
}

/// A statement of C, checked.
enum CInstruction: Sendable {
    /// A variable begins; its number, name and type.
    case declare(Int, name: String, CellType, Span)
    case evaluate(CCode)
    /// The elements of an array that an initialiser leaves out are zero (C11, 6.7.9).
    case fill(Int, Span)
    /// The variables that were declared in these braces end.
    case block([CInstruction], depth: Int, end: Span)
}
