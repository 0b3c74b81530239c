import HeapModel

// The module copy (Lib/copy.py), which CPython has in Python: its frames count against the limit of recursion.
extension Natives {
    static let copyFunctions: [NativeFunction] = [
        NativeFunction(name: "copy.copy", takesKeywords: true, isWrittenInPython: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try parameters(["x"], required: 1, arguments, keywords, "copy")
            return try interpreter.shallowCopy(of: given[0] ?? interpreter.heap.none)
        },
        NativeFunction(name: "copy.deepcopy", takesKeywords: true, isWrittenInPython: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try parameters(["x", "memo", "_nil"], required: 1, arguments, keywords, "deepcopy")
            if given[2] != nil { throw .unsupported("the argument '_nil' of deepcopy") }
            let value = given[0] ?? interpreter.heap.none
            if let memo = given[1], memo != interpreter.heap.none {
                guard case .dict = interpreter.heap[memo].value else {
                    throw .unsupported("a memo of deepcopy that is no dict")
                }
                return try interpreter.deepCopy(of: value, memo: memo)
            }
            let memo = interpreter.heap.makeDict()
            defer { interpreter.heap.release(memo) }
            return try interpreter.deepCopy(of: value, memo: memo)
        },
    ]

    /// The arguments of a function of the standard library that is written in Python, in the order of its parameters.
    static func parameters(
        _ names: [String], required: Int, _ arguments: [Ref], _ keywords: [KeywordArgument], _ function: String
    ) throws(Interruption) -> [Ref?] {
        if arguments.count > names.count {
            let takes = required < names.count ? "from \(required) to \(names.count)" : "\(names.count)"
            throw .typeError(
                "\(function)() takes \(takes) positional argument\(names.count == 1 ? "" : "s") but \(arguments.count) "
                    + "were given")
        }
        var values: [Ref?] = arguments + Array(repeating: nil, count: names.count - arguments.count)
        for keyword in keywords {
            guard let place = names.firstIndex(of: keyword.name) else {
                throw .typeError("\(function)() got an unexpected keyword argument '\(keyword.name)'")
            }
            if values[place] != nil {
                throw .typeError("\(function)() got multiple values for argument '\(keyword.name)'")
            }
            values[place] = keyword.value
        }
        if let missing = (0..<required).first(where: { values[$0] == nil }) {
            throw .typeError("\(function)() missing 1 required positional argument: '\(names[missing])'")
        }
        return values
    }
}

// MARK: - Shallow copies

extension Interpreter {
    /// `copy.copy(ref)`; owned.
    fileprivate func shallowCopy(of ref: Ref) throws(Interruption) -> Ref {
        guard case .userClass = heap[heap.typeOf(ref)].value else { return try shallowCopyOfBuiltin(ref) }
        if let method = try optionalAttribute(of: heap.typeOf(ref), "__copy__") {
            defer { heap.release(method) }
            return try callFunction(method, [ref])
        }
        return try atDepth(.libraryFrame, levels: 2, "") { () throws(Interruption) in try self.rebuild(ref, memo: nil) }
    }

    private func shallowCopyOfBuiltin(_ ref: Ref) throws(Interruption) -> Ref {
        switch heap[ref].value {
        case .list(let list): return heap.makeList(list.items.map { heap.shared($0) })
        case .dict:
            let copy = heap.makeDict()
            try update(copy, from: ref)
            return copy
        case .set where heap.kind(ref) == .set: return try makeSet(.set, from: ref)
        case .tuple, .set, .slice, .property: return heap.shared(ref)
        case .array(let array): return heap.makeArray(ArrayValue(array.element, array.cells))
        default: return isAtom(ref) ? heap.shared(ref) : try rebuild(ref, memo: nil)
        }
    }

    /// What both kinds of copy share with the original.
    private func isAtom(_ ref: Ref) -> Bool {
        if heap.isOwnInstance(ref) { return false }
        return switch heap[ref].value {
        case .int, .bigInt, .float, .complex, .string, .bytes, .range, .userClass, .builtinType, .function, .code,
            .property:
            true
        case .native(_, let receiver): !receiver.isNull || heap.kind(ref) != .methodDescriptor
        case .none: [.noneType, .ellipsisType, .notImplementedType].contains(heap.kind(ref))
        default: false
        }
    }

    /// An attribute, owned; nil where the object has none of that name.
    private func optionalAttribute(of owner: Ref, _ name: String) throws(Interruption) -> Ref? {
        let symbol = heap.symbols.symbol(name)
        if let info = classInfo(owner) { return lookUp(symbol, in: info).map { heap.shared($0) } }
        guard let info = classInfo(heap.typeOf(owner)) else { return nil }
        let asksClass = heap.symbols.find("__getattr__").map { lookUp($0, in: info) != nil } ?? false
        guard asksClass || lookUp(symbol, in: info) != nil || heap.ownAttribute(owner, symbol) != nil else {
            return nil
        }
        return try catching("AttributeError") { () throws(Interruption) in try self.attribute(of: owner, symbol) }
    }

    /// Makes an object anew from what `__reduce_ex__` says of it (Objects/typeobject.c, object___reduce_ex__; Lib/copy.py,
    /// _reconstruct); a deep copy has a memo.
    private func rebuild(_ ref: Ref, memo: Ref?) throws(Interruption) -> Ref {
        switch heap[ref].value {
        case .instance:
            noteSlotNames(of: heap.typeOf(ref))
            let copy = heap.allocate(.instance(Namespace()), type: heap.typeOf(ref))
            heap.noteInstance(copy)
            return try fill(copy, like: ref, memo)
        case .exception(let info):
            return try fill(try sameException(ref, info.arguments, memo), like: ref, memo)
        case _ where heap.isOwnInstance(ref):
            let layout = heap.layout(ref)?.rawValue ?? "object"
            throw .unsupported("copying an instance of a class that extends '\(layout)'")
        case .boundMethod(let receiver, let function):
            guard case .function(let info) = heap[function].value else { return heap.shared(ref) }
            return try attribute(of: receiver, heap.symbols.symbol(info.name))
        case .none where heap.kind(ref) == .object: return heap.allocate(.none, .object)
        case .module where heap.facts.copiesModules: throw .unsupportedInVersion("copying a module")
        case .generator, .module, .dictView, .frame, .traceback, .wrappedMethod, .cell:
            throw .typeError("cannot pickle '\(heap.typeName(ref))' object")
        default: throw .unsupported("copying a \(heap.typeName(ref))")
        }
    }

    /// A class whose instance is copied keeps the names of its slots in a list (Lib/copyreg.py, _slotnames).
    private func noteSlotNames(of type: Ref) {
        let name = heap.symbols.symbol("__slotnames__")
        guard let info = classInfo(type), info.namespace[name] == nil else { return }
        let members = heap.members(ofClass: type).map { heap.internString(heap.symbols.name($0.name)) }
        heap.setAttribute(of: type, name, to: heap.makeList(members))
    }

    /// A new exception of the same class and with the same arguments (Objects/exceptions.c, BaseException_reduce); a
    /// shallow copy has the same tuple of them.
    private func sameException(_ ref: Ref, _ arguments: Ref, _ memo: Ref?) throws(Interruption) -> Ref {
        var given = heap.shared(arguments)
        if let memo, case .tuple(let items) = heap[arguments].value {
            heap.release(given)
            given = heap.makeTuple(try deepCopies(of: items, memo), isConstant: true)
        } else if heap.facts.spreadCallsCopyTuples, case .tuple(let items) = heap[arguments].value, !items.isEmpty {
            heap.release(given)
            given = heap.makeTuple(items.map { heap.shared($0) }, isConstant: true)
        }
        let copy = heap.makeException(heap.typeOf(ref), arguments: given)
        guard let info = classInfo(heap.typeOf(ref)),
            let initialiser = lookUpOwn(heap.symbols.symbol("__init__"), in: info),
            case .tuple(let items) = heap[given].value
        else { return copy }
        do throws(Interruption) {
            heap.release(try callFunction(initialiser, [copy] + items))
        } catch {
            heap.release(copy)
            throw error
        }
        return copy
    }

    /// Gives a copy the attributes of the original. The copy is owned and handed on.
    private func fill(_ copy: Ref, like ref: Ref, _ memo: Ref?) throws(Interruption) -> Ref {
        let attributes = heap.ownAttributes(ref)
        let members = heap.members(ofClass: heap.typeOf(ref)).compactMap { info in
            heap.member(info.place, of: ref).map { (info, $0) }
        }
        do throws(Interruption) {
            if let memo { try remember(copy, as: ref, memo) }
            if !attributes.isEmpty || !members.isEmpty,
                let method = try optionalAttribute(of: copy, "__setstate__")
            {
                heap.release(method)
                throw .unsupported("the special method '__setstate__'")
            }
            // The state of an object with attributes is its `__dict__`, and goes into that of the copy.
            for object in [ref, copy] where !attributes.isEmpty { _ = heap.makeOwnDict(of: object) }
            if memo != nil { heap.forgetDictSize(ofInstance: copy) }
            for (name, value) in attributes {
                heap.setAttribute(of: copy, name, to: try copied(value, memo))
            }
            for (info, value) in members { _ = heap.setMember(info, of: copy, to: try copied(value, memo)) }
        } catch {
            heap.release(copy)
            throw error
        }
        return copy
    }

    private func copied(_ ref: Ref, _ memo: Ref?) throws(Interruption) -> Ref {
        guard let memo else { return heap.shared(ref) }
        return try deepCopy(of: ref, memo: memo)
    }
}

// MARK: - Deep copies

extension Interpreter {
    /// `copy.deepcopy(ref, memo)`; owned. The memo is a dict: copies by the ids of their originals.
    fileprivate func deepCopy(of ref: Ref, memo: Ref) throws(Interruption) -> Ref {
        // The frame of deepcopy, a call of id, and the frame of the function for the type.
        try atDepth(.libraryFrame, "") { () throws(Interruption) in
            try self.atDepth(.nativeCall, " while calling a Python object") {}
            if let known = try self.remembered(ref, memo) { return known }
            if self.isAtom(ref) { return self.heap.shared(ref) }
            let copy = try self.atDepth(.libraryFrame, "") { () throws(Interruption) in
                try self.newDeepCopy(of: ref, memo)
            }
            return copy == ref ? copy : try self.memorized(copy, of: ref, memo)
        }
    }

    /// Enters a copy in the memo and hands it on.
    private func memorized(_ copy: Ref, of ref: Ref, _ memo: Ref) throws(Interruption) -> Ref {
        do throws(Interruption) {
            try remember(copy, as: ref, memo)
            try keepAlive(ref, memo)
        } catch {
            heap.release(copy)
            throw error
        }
        return copy
    }

    private func newDeepCopy(of ref: Ref, _ memo: Ref) throws(Interruption) -> Ref {
        if case .userClass = heap[heap.typeOf(ref)].value {
            guard let method = try optionalAttribute(of: ref, "__deepcopy__") else {
                return try rebuild(ref, memo: memo)
            }
            defer { heap.release(method) }
            return try callFunction(method, [memo])
        }
        switch heap[ref].value {
        case .list: return try deepCopyOfList(ref, memo)
        case .tuple(let items): return try deepCopyOfTuple(ref, items, memo)
        case .dict: return try deepCopyOfDict(ref, memo)
        case .set: return try deepCopyOfSet(ref, memo)
        case .array(let array): return heap.makeArray(ArrayValue(array.element, array.cells))
        case .boundMethod(let receiver, let function):
            let copy = try deepCopy(of: receiver, memo: memo)
            return heap.allocate(.boundMethod(receiver: copy, function: heap.shared(function)), .method)
        default: return try rebuild(ref, memo: memo)
        }
    }

    private func deepCopyOfList(_ ref: Ref, _ memo: Ref) throws(Interruption) -> Ref {
        let copy = heap.makeList([])
        do throws(Interruption) {
            try remember(copy, as: ref, memo)
            var place = 0
            while place < heap.listItems(ref).count {
                heap.append(try deepCopy(of: heap.listItems(ref)[place], memo: memo), to: copy)
                place += 1
            }
        } catch {
            heap.release(copy)
            throw error
        }
        return copy
    }

    private func deepCopies(of items: [Ref], _ memo: Ref) throws(Interruption) -> [Ref] {
        var copies: [Ref] = []
        do throws(Interruption) {
            for item in items { copies.append(try deepCopy(of: item, memo: memo)) }
        } catch {
            release(copies)
            throw error
        }
        return copies
    }

    /// A tuple of nothing but what is shared is shared itself.
    private func deepCopyOfTuple(_ ref: Ref, _ items: [Ref], _ memo: Ref) throws(Interruption) -> Ref {
        let copies = try deepCopies(of: items, memo)
        if let known = try remembered(ref, memo) {
            release(copies)
            return known
        }
        guard copies == items else { return heap.makeTuple(copies) }
        release(copies)
        return heap.shared(ref)
    }

    private func deepCopyOfDict(_ ref: Ref, _ memo: Ref) throws(Interruption) -> Ref {
        let copy = heap.makeDict()
        do throws(Interruption) {
            try remember(copy, as: ref, memo)
            let entries = heap.dictTable(ref).live.map(\.entry)
            for entry in entries {
                if heap.dictTable(ref).count != entries.count {
                    throw .raise("RuntimeError", "dictionary changed size during iteration")
                }
                let value = try deepCopy(of: entry.value, memo: memo)
                let key: Ref
                do throws(Interruption) {
                    key = try deepCopy(of: entry.key, memo: memo)
                } catch {
                    heap.release(value)
                    throw error
                }
                try setEntry(copy, key: key, to: value)
            }
        } catch {
            heap.release(copy)
            throw error
        }
        return copy
    }

    /// A set goes by way of a list of its members, which is copied first (Objects/setobject.c, set_reduce).
    private func deepCopyOfSet(_ ref: Ref, _ memo: Ref) throws(Interruption) -> Ref {
        let members = heap.makeList(heap.setTable(ref).live.map { heap.shared($0.key) })
        defer { heap.release(members) }
        let copies = try deepCopy(of: members, memo: memo)
        defer { heap.release(copies) }
        return try makeSet(heap.kind(ref) == .frozenset ? .frozenset : .set, from: copies)
    }

    // MARK: - The memo

    private func remembered(_ ref: Ref, _ memo: Ref) throws(Interruption) -> Ref? {
        let key = heap.makeInt(heap.address(ref))
        defer { heap.release(key) }
        return try value(in: memo, for: key).map { heap.shared($0) }
    }

    private func remember(_ copy: Ref, as ref: Ref, _ memo: Ref) throws(Interruption) {
        try setEntry(memo, key: heap.makeInt(heap.address(ref)), to: heap.shared(copy))
    }

    /// The memo keeps a list of the originals, so that no other object gets the id of one.
    private func keepAlive(_ ref: Ref, _ memo: Ref) throws(Interruption) {
        if let known = try remembered(memo, memo) {
            heap.append(heap.shared(ref), to: known)
            heap.release(known)
        } else {
            let list = heap.makeList([heap.shared(ref)])
            defer { heap.release(list) }
            try remember(list, as: memo, memo)
        }
    }
}
