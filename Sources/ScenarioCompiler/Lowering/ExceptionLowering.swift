import Diagnostics
import ScenarioSyntax

// `try`, `with`, `raise` and `assert`.
extension Lowerer {
    func lowerTry(
        _ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement]?, _ finally: [Statement]?,
        _ unit: UnitBuilder
    ) {
        guard let finally else {
            lowerHandlers(body, handlers, otherwise, unit)
            return
        }
        let handler = unit.emit(.pushHandler(0))
        unit.blocks.append(.finallyBody(finally))
        if handlers.isEmpty { lower(body, unit) } else { lowerHandlers(body, handlers, otherwise, unit) }
        unit.emit(.popHandler)
        unit.blocks.removeLast()
        lower(finally, unit)
        let end = unit.emit(.jump(0))
        unit.patch(handler)
        if facts.finallyHandlesExceptions { unit.emit(.enterHandler) }
        let cleanup = unit.emit(.pushHandler(0))
        unit.blocks.append(.finallyHandler)
        lower(finally, unit)
        unit.blocks.removeLast()
        unit.emit(.popHandler)
        lowerReraise(unit)
        unit.patch(cleanup)
        lowerReraiseFromHandler(unit)
        unit.patch(end)
    }

    /// The handled exception, which is on top of the stack, is raised again.
    private func lowerReraise(_ unit: UnitBuilder) {
        unit.emit(.leaveHandler)
        unit.emit(.reraise)
    }

    /// What ran because of an exception has raised another: the first lies below it.
    private func lowerReraiseFromHandler(_ unit: UnitBuilder) {
        unit.emit(.leaveHandler)
        unit.emit(.swap(2))
        unit.emit(.pop)
        unit.emit(.reraise)
    }

    private func lowerHandlers(
        _ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement]?, _ unit: UnitBuilder
    ) {
        let start = unit.emit(.pushHandler(0))
        unit.blocks.append(.tryBody)
        lower(body, unit)
        unit.blocks.removeLast()
        unit.emit(.popHandler)
        lower(otherwise ?? [], unit)
        var exits = [unit.emit(.jump(0))]
        unit.patch(start)
        unit.emit(.enterHandler)
        for handler in handlers { exits.append(lowerHandler(handler, unit)) }
        lowerReraise(unit)
        for exit in exits { unit.patch(exit) }
    }

    /// The exception is on top of the stack. Returns the jump to the end.
    private func lowerHandler(_ handler: ExceptHandler, _ unit: UnitBuilder) -> Int {
        unit.span = handler.span
        var skip: Int?
        if let type = handler.type {
            lower(type, unit)
            unit.span = type.span
            unit.emit(.matchException)
            skip = unit.emit(.popJumpIfFalse(0))
        }
        if let name = handler.name { store(name, unit) } else { unit.emit(.pop) }
        if facts.handlingHoldsTheTraceback { unit.emit(.dropTraceback) }
        let forgetsName = handler.name != nil && facts.handlersForgetTheirName
        let exit = !forgetsName ? lowerPlainHandler(handler, unit) : lowerNamedHandler(handler, unit)
        if let skip { unit.patch(skip) }
        return exit
    }

    /// What a handler raises leaves it: then the exception handled before is the handled one again.
    private func lowerPlainHandler(_ handler: ExceptHandler, _ unit: UnitBuilder) -> Int {
        let cleanup = unit.emit(.pushHandler(0))
        unit.blocks.append(.plainHandler)
        lower(handler.body, unit)
        unit.blocks.removeLast()
        unit.emit(.popHandler)
        unit.emit(.leaveHandler)
        let exit = unit.emit(.jump(0))
        unit.patch(cleanup)
        lowerReraise(unit)
        return exit
    }

    private func lowerNamedHandler(_ handler: ExceptHandler, _ unit: UnitBuilder) -> Int {
        let name = handler.name ?? ""
        let cleanup = unit.emit(.pushHandler(0))
        unit.blocks.append(.handler(name: name))
        lower(handler.body, unit)
        unit.blocks.removeLast()
        unit.emit(.popHandler)
        unit.emit(.leaveHandler)
        clearName(name, unit)
        let exit = unit.emit(.jump(0))
        unit.patch(cleanup)
        clearName(name, unit)
        lowerReraise(unit)
        return exit
    }

    // MARK: - with

    func lowerWith(_ items: ArraySlice<WithItem>, _ body: [Statement], _ unit: UnitBuilder) {
        guard let item = items.first else {
            lower(body, unit)
            return
        }
        lower(item.context, unit)
        unit.span = item.context.span
        unit.emit(.enterContext)
        let handler = unit.emit(.pushContextHandler(0))
        unit.blocks.append(.with)
        if let target = item.target { lowerStore(target, unit) } else { unit.emit(.pop) }
        lowerWith(items.dropFirst(), body, unit)
        unit.blocks.removeLast()
        unit.span = item.context.span
        unit.emit(.popHandler)
        callExit(unit)
        let end = unit.emit(.jump(0))
        unit.patch(handler)
        unit.emit(.enterHandler)
        let cleanup = unit.emit(.pushHandler(0))
        unit.emit(.callExit(afterException: true))
        let suppressed = unit.emit(.popJumpIfTrue(0))
        unit.emit(.popHandler)
        lowerReraise(unit)
        unit.patch(suppressed)
        unit.emit(.popHandler)
        unit.emit(.pop)
        unit.emit(.leaveHandler)
        unit.emit(.pop)
        let done = unit.emit(.jump(0))
        unit.patch(cleanup)
        lowerReraiseFromHandler(unit)
        unit.patch(end)
        unit.patch(done)
    }

    /// `expect raises TYPE: STATEMENT` runs as `try: STATEMENT` with `except TYPE: pass`, and is an error where nothing
    /// is raised.
    func lowerExpectRaises(_ type: Expression, _ statements: [Statement], _ span: Span, _ unit: UnitBuilder) {
        if let first = statements.first, let last = statements.last {
            awaitedErrors.append(AwaitedError(type: file.text(type.span), span: first.span.union(last.span)))
        }
        let handler = unit.emit(.pushHandler(0))
        lower(statements, unit)
        unit.span = span
        unit.emit(.popHandler)
        unit.emit(.expectRaised(name(file.text(type.span))))
        let end = unit.emit(.jump(0))
        unit.patch(handler)
        unit.emit(.enterHandler)
        lower(type, unit)
        unit.span = type.span
        unit.emit(.matchException)
        let differs = unit.emit(.popJumpIfFalse(0))
        unit.emit(.pop)
        if facts.handlingHoldsTheTraceback { unit.emit(.dropTraceback) }
        unit.emit(.leaveHandler)
        let done = unit.emit(.jump(0))
        unit.patch(differs)
        lowerReraise(unit)
        unit.patch(end)
        unit.patch(done)
    }

    // MARK: - raise and assert

    func lowerRaise(_ value: Expression?, _ cause: Expression?, _ span: Span, _ unit: UnitBuilder) {
        if let value { lower(value, unit) }
        if let cause { lower(cause, unit) }
        unit.span = span
        unit.emit(.raise(hasValue: value != nil, hasCause: cause != nil))
    }

    func lowerAssert(_ condition: Expression, _ message: Expression?, _ span: Span, _ unit: UnitBuilder) {
        let holds = lowerCondition(condition, jumpingWhen: true, unit)
        unit.span = span
        unit.emit(.loadAssertionError)
        if let message {
            lower(message, unit)
            unit.span = span
            unit.emit(.call(positional: 1, keywords: constant(.tuple([]))))
        }
        unit.emit(.raise(hasValue: true, hasCause: false))
        for jump in holds { unit.patch(jump) }
    }
}
