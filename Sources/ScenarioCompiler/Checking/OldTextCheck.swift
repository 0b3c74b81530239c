import Diagnostics
import HeapModel
import ScenarioSyntax

/// Refuses what 2.7 has and the model of it lacks: `str` is a string of bytes there and `unicode` is text, and only
/// what both are the same for, ASCII, is modelled.
func checkOldText(_ scenario: Scenario, for facts: RuntimeFacts) -> [Diagnostic] {
    guard facts.textIsBytes else { return [] }
    var check = OldTextCheck(file: scenario.file, version: facts.version)
    for statement in scenario.blocks.flatMap(\.statements) { check.check(statement) }
    return check.diagnostics
}

private struct OldTextCheck {
    let file: SourceFile
    let version: RuntimeVersion
    private(set) var diagnostics: [Diagnostic] = []

    init(file: SourceFile, version: RuntimeVersion) {
        self.file = file
        self.version = version
    }

    /// Built-ins that do something else in 2.7 than the model does.
    private static let otherFunctions: Set<String> = ["oct", "hex", "ascii", "bytearray"]
    /// Built-ins that only 2.7 has.
    private static let oldNames: Set<String> = [
        "apply", "basestring", "buffer", "cmp", "coerce", "execfile", "file", "intern", "long", "raw_input", "reduce",
        "reload", "unichr", "unicode", "xrange",
    ]
    private static let otherMethods: Set<String> = [
        "encode", "decode", "has_key", "iteritems", "iterkeys", "itervalues", "viewitems", "viewkeys", "viewvalues",
        "translate", "with_traceback", "__traceback__", "__context__", "__cause__",
    ]

    mutating func check(_ statement: Statement) {
        for expression in statement.expressions + statement.targets { check(expression) }
        for block in statement.blocks { for inner in block { check(inner) } }
    }

    private mutating func check(_ expression: Expression) {
        let span = expression.span
        switch expression.kind {
        case .string(let text): checkText(span, isASCII: text.utf8.allSatisfy { $0 < 0x80 })
        case .bytes(let bytes): checkText(span, isASCII: bytes.allSatisfy { $0 < 0x80 })
        case .name(let name):
            if OldTextCheck.otherFunctions.contains(name) || OldTextCheck.oldNames.contains(name) {
                refuse("the built-in '\(name)'", span)
            }
        case .attribute(_, let name, let nameSpan):
            if OldTextCheck.otherMethods.contains(name) { refuse("an attribute '\(name)'", nameSpan) }
        default: break
        }
        for child in expression.children { check(child) }
    }

    private mutating func checkText(_ span: Span, isASCII: Bool) {
        let source = file.text(span)
        let prefix = source.prefix { $0 != "'" && $0 != "\"" }.lowercased()
        if prefix.contains("u") {
            refuse("text of the class 'unicode'", span)
        } else if !isASCII || source.contains("\\u") || source.contains("\\U") || source.contains("\\N") {
            refuse("text beyond ASCII", span)
        }
    }

    private mutating func refuse(_ what: String, _ span: Span) {
        diagnostics.note(
            Diagnostic(
                "E0410", "\(what) is not supported under cpython \(version)", in: file, at: span,
                explanation: "Python \(version) does something of its own there, which the model does not know.",
                help: "Write it without, or choose another runtime."))
    }
}
