import Diagnostics

/// For which runtimes an expectation is meant: the `on …` of `expect on >= 3.8 and < 3.12: x is y`.
package struct RuntimeCondition: Sendable {
    package enum Relation: String, Sendable {
        case equal = "==", less = "<", atMost = "<=", greater = ">", atLeast = ">="
    }

    /// One comparison with a version.
    package struct Bound: Sendable {
        package var relation: Relation
        package var major: Int
        package var minor: Int

        func holds(_ version: (major: Int, minor: Int)) -> Bool {
            switch relation {
            case .equal: version == (major, minor)
            case .less: version < (major, minor)
            case .atMost: version <= (major, minor)
            case .greater: version > (major, minor)
            case .atLeast: version >= (major, minor)
            }
        }
    }

    /// All of them must hold.
    package var bounds: [Bound]
    /// Whether it is meant for the interactive prompt alone.
    package var needsPrompt: Bool
    /// Whether it is meant for `textbook`, and for no CPython.
    package var isForTextbook = false
    package var span: Span

    /// Whether the expectation is to be checked there.
    package func applies(
        to version: (major: Int, minor: Int), atPrompt: Bool, isTextbook: Bool = false
    ) -> Bool {
        (atPrompt || !needsPrompt) && isForTextbook == isTextbook && bounds.allSatisfy { $0.holds(version) }
    }
}

extension Parser {
    private static let example = "Write: expect on cpython 2.7: x is y, or a range: expect on >= 3.8 and < 3.12: x is y"
    private static let way = example + ". A question about an object named 'on' needs brackets: expect (on)"

    /// Reads what stands between `expect` and the colon; the word `on` is next.
    mutating func parseRuntimeCondition() throws(Unreadable) -> RuntimeCondition {
        let start = advance().span.start
        if current.isName("textbook") {
            advance()
            let span = Span(start, previousEnd)
            guard current.isOp(":") else { throw failAfterRuntime([]) }
            advance()
            return RuntimeCondition(bounds: [], needsPrompt: false, isForTextbook: true, span: span)
        }
        var bounds = [try parseBound()]
        while takeKeyword("and") { bounds.append(try parseBound()) }
        let needsPrompt = current.isName("repl")
        if needsPrompt { advance() }
        let span = Span(start, previousEnd)
        guard current.isOp(":") else { throw failAfterRuntime(bounds) }
        advance()
        return RuntimeCondition(bounds: bounds, needsPrompt: needsPrompt, span: span)
    }

    private mutating func failAfterRuntime(_ bounds: [RuntimeCondition.Bound]) -> Unreadable {
        if current.isOp("+") {
            return fail(
                "E0236", "'+' after a version says nothing here", at: current.span,
                help: "For this version and all later ones write '>=' before it.")
        }
        if current.isOp(",") {
            return fail(
                "E0236", "an expectation names one runtime or one range", at: current.span,
                help: "Write a line for each, or a range: expect on >= 3.8 and < 3.12: x is y")
        }
        return fail(
            "E0215", "expected ':' after the runtime, found \(describe(current))", at: place(current),
            help: Parser.example)
    }

    private mutating func parseBound() throws(Unreadable) -> RuntimeCondition.Bound {
        var relation = RuntimeCondition.Relation.equal
        if current.kind == .op, let given = RuntimeCondition.Relation(rawValue: current.text) {
            relation = given
            advance()
        }
        if current.isName("cpython") {
            advance()
        } else if current.kind == .name || current.kind == .string {
            throw fail(
                "E0236", "expected a runtime after 'on', found \(describe(current))", at: place(current),
                explanation: "'expect on' checks an expectation under some runtimes only.",
                help: Parser.way)
        }
        let token = current
        let parts = token.text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard token.kind == .float, parts.count == 2, let major = parts[0], let minor = parts[1] else {
            throw fail(
                "E0236", "expected a version such as 3.11, found \(describe(token))", at: place(token),
                help: Parser.way)
        }
        advance()
        return RuntimeCondition.Bound(relation: relation, major: major, minor: minor)
    }
}
