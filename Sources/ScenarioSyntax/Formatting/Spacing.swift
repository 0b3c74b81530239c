/// Where in a line a space stands, by PEP 8: none inside brackets and around the `=` of an argument, one around every
/// operator that has two operands.
struct Spacing {
    /// What the innermost open bracket holds.
    private enum Bracket {
        case none, round, subscripted, display
    }

    private struct Context {
        var bracket = Bracket.none
        /// How many lambdas wait for their colon.
        var lambdas = 0
        /// Whether the parameter that is being read has an annotation.
        var isAnnotated = false
    }

    private let startsWithDirective: Bool
    private var contexts = [Context()]
    private var before: Token?
    /// What the token before is, as far as its text does not say.
    private var wasOperand = false
    private var wasPrefix = false
    private var wasTightEquals = false
    private var wasSliceColon = false

    init(startsWithDirective: Bool) {
        self.startsWithDirective = startsWithDirective
    }

    /// Whether a space stands between the token and the one before it. Takes the tokens of a line in order.
    mutating func needsSpace(before token: Token) -> Bool {
        let isPrefix = token.kind == .op && !wasOperand && ["+", "-", "~", "*", "**", "@"].contains(token.text)
        let isTight = token.isOp("=") && isTightEquals
        let isSlice = token.isOp(":") && isSliceColon
        let result =
            becomesOneOperator(with: token) || needsSpace(before: token, isTightEquals: isTight, isSliceColon: isSlice)
        follow(token)
        wasPrefix = isPrefix
        wasTightEquals = isTight
        wasSliceColon = isSlice
        return result
    }

    /// Whether the token and the one before it are apart in the file and would be read otherwise together: no expression
    /// has them so, but the words of a header line may.
    private func becomesOneOperator(with token: Token) -> Bool {
        guard let before, before.kind == .op, token.kind == .op, before.span.end < token.span.start else {
            return false
        }
        return Lexer.wouldBeReadAsOne(before.text, token.text)
    }

    private var context: Context { contexts[contexts.count - 1] }

    private var isTightEquals: Bool {
        context.lambdas > 0 || context.bracket == .round && !context.isAnnotated
    }

    private var isSliceColon: Bool { context.lambdas == 0 && context.bracket == .subscripted }

    private func needsSpace(before token: Token, isTightEquals: Bool, isSliceColon: Bool) -> Bool {
        guard let before else { return false }
        if token.kind == .op {
            switch token.text {
            case ")", "]", "}", ",", ";": return false
            case ".": return before.kind == .integer
            case ":": return isSliceColon && before.isOp(",")
            case "(", "[": if wasOperand { return false }
            case "=": if isTightEquals { return false }
            default: break
            }
        }
        if before.kind == .op, ["(", "[", "{", "."].contains(before.text) { return false }
        return !wasPrefix && !wasTightEquals && !wasSliceColon
    }

    private mutating func follow(_ token: Token) {
        let isDirectiveWord = before == nil && startsWithDirective
        let innermost = contexts.count - 1
        if token.kind == .op {
            switch token.text {
            case "(": contexts.append(Context(bracket: .round))
            case "[": contexts.append(Context(bracket: wasOperand ? .subscripted : .display))
            case "{": contexts.append(Context(bracket: .display))
            case ")", "]", "}": if contexts.count > 1 { contexts.removeLast() }
            case ",": contexts[innermost].isAnnotated = false
            case ":":
                if context.lambdas > 0 {
                    contexts[innermost].lambdas -= 1
                } else {
                    contexts[innermost].isAnnotated = true
                }
            default: break
            }
        } else if token.isKeyword("lambda") {
            contexts[innermost].lambdas += 1
        }
        wasOperand = !isDirectiveWord && Self.isOperand(token)
        before = token
    }

    private static func isOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .name, .integer, .float, .imaginary, .string: true
        case .keyword: ["None", "True", "False"].contains(token.text)
        case .op: [")", "]", "}", "..."].contains(token.text)
        default: false
        }
    }
}
