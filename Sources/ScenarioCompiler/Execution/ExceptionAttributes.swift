import HeapModel

// What exceptions have beside what the program gives them (Objects/exceptions.c).
extension Interpreter {
    /// The value of a field of an exception, owned; nil where its class has none of that name.
    func exceptionAttribute(of owner: Ref, _ name: String) throws(Interruption) -> Ref? {
        guard case .exception(let info) = heap[owner].value else { return nil }
        switch name {
        case "args": return heap.shared(info.arguments)
        case "__traceback__": return heap.shared(info.traceback.isNull ? heap.none : info.traceback)
        case "__context__": return heap.shared(info.context.isNull ? heap.none : info.context)
        case "__cause__": return heap.shared(info.cause.isNull ? heap.none : info.cause)
        case "__suppress_context__": return heap.makeBool(info.suppressesContext)
        default: break
        }
        guard let type = classWithField(name, owner), case .tuple(let items) = heap[info.arguments].value else {
            return nil
        }
        switch (type, name) {
        case ("StopIteration", _): return heap.shared(items.first ?? heap.none)
        case ("SystemExit", _):
            return heap.shared(items.count > 1 ? info.arguments : items.first ?? heap.none)
        case ("OSError", "errno"), ("OSError", "strerror"), ("OSError", "filename"), ("OSError", "filename2"):
            return heap.makeNone()
        default: throw .unsupported("the attribute '\(name)' of \(type)")
        }
    }

    /// The built-in class of an exception that has a field of this name.
    func classWithField(_ name: String, _ owner: Ref) -> String? {
        for type in heap.resolutionOrder(heap.typeOf(owner)) where heap.isBuiltinType(type) {
            let own = heap.className(type)
            if name == "name" || name == "obj", own != "ImportError", !heap.facts.missingNamesAreFields { continue }
            if RuntimeFacts.fieldsOfExceptions[own]?.contains(name) == true { return own }
        }
        return nil
    }

    /// Refuses arguments that a class of exceptions does more with than to keep them.
    func checkArguments(ofException type: Ref, _ count: Int, _ keywords: [String]) throws(Interruption) {
        let names = heap.resolutionOrder(type).filter { heap.isBuiltinType($0) }.map { heap.className($0) }
        if let keyword = keywords.first {
            if let own = names.first(where: heap.facts.exceptionsWithKeywords.contains) {
                throw .unsupported("the argument '\(keyword)' of \(own)")
            }
            throw .typeError("\(heap.className(type))() takes no keyword arguments")
        }
        if (2...5).contains(count), names.contains("OSError") {
            throw .unsupported("an OSError with an error number")
        }
        if count == 2, names.contains("SyntaxError") { throw .unsupported("a SyntaxError with its place") }
        if let name = names.first(where: { $0.hasPrefix("Unicode") && $0 != "UnicodeError" && $0 != "UnicodeWarning" })
        {
            throw .unsupported("making a \(name)")
        }
    }
}

extension Natives {
    static let exceptionMethods: [NativeFunction] = [
        NativeFunction(name: "with_traceback", type: .baseException) {
            (interpreter, exception, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "BaseException.with_traceback")
            let isNone = arguments[0] == interpreter.heap.none
            if !isNone {
                guard case .traceback = interpreter.heap[arguments[0]].value else {
                    throw .typeError("__traceback__ must be a traceback or None")
                }
            }
            interpreter.heap.setLink(
                of: exception, \.traceback, "__traceback__",
                to: isNone ? .null : interpreter.heap.shared(arguments[0]))
            return interpreter.heap.shared(exception)
        },
        NativeFunction(name: "add_note", type: .baseException) {
            (interpreter, exception, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "BaseException.add_note")
            guard interpreter.string(arguments[0]) != nil else {
                throw .typeError("note must be a str, not '\(interpreter.heap.typeName(arguments[0]))'")
            }
            let name = interpreter.heap.symbols.symbol("__notes__")
            if interpreter.heap.ownAttribute(exception, name) == nil {
                let list = interpreter.heap.makeList([])
                interpreter.heap.setAttribute(of: exception, name, to: list)
            }
            guard let notes = interpreter.heap.ownAttribute(exception, name),
                case .list = interpreter.heap[notes].value
            else { throw .typeError("Cannot add note: __notes__ is not a list") }
            interpreter.heap.append(interpreter.heap.shared(arguments[0]), to: notes)
            return interpreter.heap.makeNone()
        },
    ]
}
