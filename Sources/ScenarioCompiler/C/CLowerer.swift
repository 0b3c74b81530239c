import CellModel
import Diagnostics
import ScenarioSyntax

/// Thrown to leave a statement that is wrong; its diagnostic is recorded.
struct CRefusal: Error {}

/// Checks C statements and gives every expression its type: what is outside the subset, or no C at all, is refused.
///
/// This file has statements and declarations; `CExpressionLowering` has expressions.
final class CLowerer {
    let file: SourceFile
    var scopes = CScopes()
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether the expression is asked and not run.
    var isQuestion = false

    init(_ file: SourceFile) {
        self.file = file
    }

    func refuse(
        _ code: String, _ title: String, _ span: Span, _ explanation: String = "", help: String = "",
        related: [RelatedPlace] = []
    ) -> CRefusal {
        diagnostics.append(
            Diagnostic(code, title, in: file, at: span, explanation: explanation, help: help, related: related))
        return CRefusal()
    }

    /// The instructions of a statement; none where it is wrong.
    func lower(_ statement: CStatement) -> [CInstruction] {
        do throws(CRefusal) {
            switch statement.kind {
            case .empty: return []
            case .expression(let expression): return [.evaluate(try lower(expression))]
            case .block(let statements):
                scopes.open()
                let depth = scopes.depth
                let inner = statements.flatMap { lower($0) }
                scopes.close()
                let end = Span(max(statement.span.start, statement.span.end - 1), statement.span.end)
                return [.block(inner, depth: depth, end: end)]
            case .declaration(let declarators):
                var instructions: [CInstruction] = []
                for declarator in declarators { instructions += try declare(declarator) }
                return instructions
            }
        } catch {
            return []
        }
    }

    /// The type that a name of a type stands for.
    func type(_ name: CTypeName, count: Int? = nil) throws(CRefusal) -> CellType {
        guard let base = name.base else {
            throw refuse(
                "E1007", "'\(name.words.joined(separator: " "))' is no type", name.span,
                help: "The integer types are char, short, int, long and long long, each also signed or unsigned.")
        }
        guard let first = name.sizes.first else { return base }
        if name.sizes.count > 1 {
            throw refuse("E1003", "an array of arrays is not supported in a C scenario", name.span)
        }
        if base == .void {
            throw refuse("E1007", "an array cannot be made of void", name.span, "void has no size.")
        }
        let size: Int
        if let first {
            size = try arraySize(first)
        } else if let count {
            size = count
        } else {
            throw refuse(
                "E1007", "the array has no size", name.span, help: "Write how many elements it has: int a[3];")
        }
        return .array(base, count: size)
    }

    private func arraySize(_ expression: CExpression) throws(CRefusal) -> Int {
        let size = try lower(expression)
        guard let number = constant(size) else {
            throw refuse(
                "E1003", "an array whose size is no constant is not supported in a C scenario", expression.span,
                help: "Write a number.")
        }
        guard number > 0, number <= Int128(Machine.mostCells) else {
            throw refuse(
                "E1007", "an array cannot have \(number) elements here", expression.span,
                number > 0
                    ? "More than \(Machine.mostCells) cannot be drawn." : "C asks for one or more (C11, 6.7.6.2).")
        }
        return Int(number)
    }

    /// The value of an expression that needs no memory.
    func constant(_ code: CCode) -> Int128? {
        var machine = CMachine(file, limit: 10_000)
        guard !code.readsMemory, case .integer(let number, _)? = try? machine.evaluate(code) else { return nil }
        return number
    }

    // MARK: - Declarations

    private func declare(_ declarator: CDeclarator) throws(CRefusal) -> [CInstruction] {
        let type = try type(declarator.type, count: Self.count(of: declarator.initializer))
        if type == .void {
            throw refuse("E1007", "'\(declarator.name)' cannot be a void", declarator.nameSpan, "void has no value.")
        }
        if let earlier = scopes.findHere(declarator.name) {
            throw refuse(
                "E1008", "'\(declarator.name)' is declared twice", declarator.nameSpan,
                "Both stand in the same braces.", help: "Choose another name, or assign: \(declarator.name) = …;",
                related: [RelatedPlace(earlier.span, "the first one")])
        }
        if CQuestion(declarator.name) != nil || ["malloc", "calloc", "free", "NULL"].contains(declarator.name) {
            throw refuse(
                "E1008", "'\(declarator.name)' has a meaning of its own here", declarator.nameSpan,
                help: "Choose another name.")
        }
        let number = scopes.declare(declarator.name, type, declarator.nameSpan)
        let place = CCode(.variable(number), type, declarator.nameSpan)
        var instructions: [CInstruction] = [.declare(number, name: declarator.name, type, declarator.span)]
        guard let initializer = declarator.initializer else { return instructions }
        if case .array(let element, let count) = type {
            instructions.append(.fill(number, declarator.span))
            for (index, value) in try elements(initializer, count, declarator).enumerated() {
                let target = self.element(index, of: place, element, value.span)
                instructions.append(.evaluate(try assignment(target, value, value.span)))
            }
            return instructions
        }
        switch initializer {
        case .value(let value):
            instructions.append(.evaluate(try assignment(place, try lower(value), declarator.span)))
        case .list(let values, let span):
            guard values.count == 1 else {
                throw refuse("E1009", "'\(declarator.name)' holds one value", span, help: "Write: = 5")
            }
            instructions.append(.evaluate(try assignment(place, try lower(values[0]), span)))
        }
        return instructions
    }

    private static func count(of initializer: CDeclarator.Initializer?) -> Int? {
        switch initializer {
        case .list(let values, _): values.count
        case .value(let value): if case .string(let bytes) = value.kind { bytes.count + 1 } else { nil }
        case nil: nil
        }
    }

    private func elements(
        _ initializer: CDeclarator.Initializer, _ count: Int, _ declarator: CDeclarator
    ) throws(CRefusal) -> [CCode] {
        switch initializer {
        case .list(let values, let span):
            if values.count > count {
                throw refuse(
                    "E1009", "there are \(values.count) values for \(count) elements", span,
                    help: "Leave some out, or make the array larger.")
            }
            var codes: [CCode] = []
            for value in values { codes.append(try lower(value)) }
            return codes
        case .value(let value):
            guard case .string(let bytes) = value.kind, declarator.type.base?.size == 1 else {
                throw refuse(
                    "E1009", "an array takes a list of values", value.span, help: "Write: int a[3] = {1, 2, 3};")
            }
            // C11, 6.7.9: the closing zero is left out where it has no room.
            if bytes.count > count {
                throw refuse("E1009", "the text has \(bytes.count) characters for \(count) elements", value.span)
            }
            return bytes.map { CCode(.constant(Int128(Int8(bitPattern: $0))), .int, value.span) }
        }
    }

    private func element(_ index: Int, of array: CCode, _ type: CellType, _ span: Span) -> CCode {
        let start = CCode(.decay(array), .pointer(type), span)
        let offset = CCode(.constant(Int128(index)), .integer(.long), span)
        let pointer = CCode(.move(start, by: offset, isBackwards: false), .pointer(type), span)
        return CCode(.dereference(pointer), type, span)
    }
}

extension CCode {
    /// Whether its value hangs on what is stored.
    var readsMemory: Bool {
        switch kind {
        case .constant, .null: false
        case .convert(let value), .negate(let value), .complement(let value), .not(let value): value.readsMemory
        case .arithmetic(_, let left, let right), .shift(_, let left, let right), .both(let left, let right),
            .either(let left, let right):
            left.readsMemory || right.readsMemory
        case .choose(let condition, let then, let otherwise):
            condition.readsMemory || then.readsMemory || otherwise.readsMemory
        default: true
        }
    }
}
