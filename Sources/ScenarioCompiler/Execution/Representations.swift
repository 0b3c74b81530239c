import HeapModel

extension Interpreter {
    /// `str(value)`.
    func display(_ ref: Ref) throws(Interruption) -> String {
        let ref = try referent(ref)
        if let text = try specialText("__str__", ref) { return text }
        if case .string(let text) = heap[ref].value { return text }
        if heap.isException(ref) { return try exceptionText(ref) }
        return try representation(ref)
    }

    /// `str(value)` as an object, owned: a str is its own, and an exception with one str as its argument gives that.
    func displayObject(_ ref: Ref) throws(Interruption) -> Ref {
        let ref = try referent(ref)
        if case .string = heap[ref].value, !heap.isOwnInstance(ref) { return heap.shared(ref) }
        if let text = try callSpecial("__str__", of: ref) {
            guard case .string = heap[text].value else {
                let type = heap.typeName(text)
                heap.release(text)
                throw .typeError("__str__ returned non-string (type \(type))")
            }
            return text
        }
        if case .string = heap[ref].value { return exact(ref) }
        if case .exception(let info) = heap[ref].value, case .tuple(let items) = heap[info.arguments].value,
            items.count == 1, case .string = heap[items[0]].value, !isKeyError(ref)
        {
            return heap.shared(items[0])
        }
        return heap.makeNewString(try display(ref))
    }

    /// `repr(value)`; what has an address in it shows the model's.
    func representation(_ ref: Ref) throws(Interruption) -> String {
        var open: [Ref] = []
        return try representation(ref, &open)
    }

    private func representation(_ ref: Ref, _ open: inout [Ref]) throws(Interruption) -> String {
        if let text = try specialText("__repr__", ref) { return text }
        return try plainRepresentation(ref, &open)
    }

    /// As `representation`, whatever the class says itself.
    func plainRepresentation(of ref: Ref) throws(Interruption) -> String {
        var open: [Ref] = []
        return try plainRepresentation(ref, &open)
    }

    private func plainRepresentation(_ ref: Ref, _ open: inout [Ref]) throws(Interruption) -> String {
        if case .bigInt(let value) = heap[ref].value {
            try python { () throws(TextError) in try Numbers.checkDigits(value) }
        }
        if let own = heap.plainValue(ref) { return own }
        if let info = heap.weakReference(ref) { return try representation(ofReference: ref, info) }
        if let plain = plainRepresentation(ref) { return plain }
        if open.contains(ref) { return shortForm(ref) }
        guard open.count < RuntimeFacts.recursionLimit / 4 else {
            throw .raise("RecursionError", "maximum recursion depth exceeded while getting the repr of an object")
        }
        open.append(ref)
        defer { open.removeLast() }
        return try containerRepresentation(ref, &open)
    }

    /// What `object.__repr__` gives, whatever the class says itself.
    func standardRepresentation(_ ref: Ref) throws(Interruption) -> String {
        if case .userClass(let info) = heap[heap.typeOf(ref)].value {
            return "<__main__.\(info.qualifiedName) object at 0x\(String(heap.address(ref), radix: 16))>"
        }
        return "<\(heap.typeName(ref)) object at 0x\(String(heap.address(ref), radix: 16))>"
    }

    private func plainRepresentation(_ ref: Ref) -> String? {
        let address = "0x" + String(heap.address(ref), radix: 16)
        switch heap[ref].value {
        case .function(let info): return "<function \(info.qualifiedName) at \(address)>"
        case .userClass(let info): return "<class '__main__.\(info.qualifiedName)'>"
        case .builtinType(let info):
            let isWeak = info.builtin.map { Natives.moduleTypes.values.contains($0) } ?? false
            return "<class '\(isWeak ? "weakref." : "")\(info.name)'>"
        case .module(let symbol): return "<module '\(heap.symbols.name(symbol))' (built-in)>"
        case .instance:
            if case .userClass(let info) = heap[heap.typeOf(ref)].value {
                return "<__main__.\(info.qualifiedName) object at \(address)>"
            }
            return "<object object at \(address)>"
        case .native(let number, let receiver):
            let native = Natives.all[Int(number)]
            if receiver.isNull, let type = native.type {
                if native.form == .new { return "<built-in method __new__ of type object at \(address)>" }
                let kind = native.form == .wrapper ? "slot wrapper" : "method"
                return "<\(kind) '\(native.name)' of '\(type.rawValue)' objects>"
            }
            if native.form == .wrapper {
                return "<method-wrapper '\(native.name)' of \(heap.typeName(receiver)) object at 0x"
                    + String(heap.address(receiver), radix: 16) + ">"
            }
            if receiver.isNull { return "<built-in function \(native.ownName)>" }
            return "<built-in method \(native.name) of \(heap.typeName(receiver)) object at 0x"
                + String(heap.address(receiver), radix: 16) + ">"
        case .generator(let info): return "<generator object \(info.name) at \(address)>"
        case .boundMethod, .list, .tuple, .dict, .dictView, .set, .slice, .exception: return nil
        case .none: return "<object object at \(address)>"
        case .member(let info):
            return "<member '\(heap.symbols.name(info.name))' of '\(heap.className(info.owner))' objects>"
        case .classDict: return nil
        default: return "<\(heap.typeName(ref)) object at \(address)>"
        }
    }

    private func shortForm(_ ref: Ref) -> String {
        switch heap[ref].value {
        case .list: "[...]"
        case .tuple: "(...)"
        case .set: "\(heap.typeName(ref))(...)"
        case .dictView, .slice: "..."
        default: "{...}"
        }
    }

    private func containerRepresentation(_ ref: Ref, _ open: inout [Ref]) throws(Interruption) -> String {
        switch heap[ref].value {
        case .list(let list): return "[" + (try join(list.items, &open)) + "]"
        case .tuple(let items): return "(" + (try join(items, &open)) + (items.count == 1 ? ",)" : ")")
        case .dict(let table): return "{" + (try entries(table, &open)) + "}"
        case .set(let table):
            let isPlain = heap.kind(ref) == .set
            if table.count == 0 { return "\(heap.typeName(ref))()" }
            let items = "{" + (try join(table.live.map(\.key), &open)) + "}"
            return isPlain ? items : "\(heap.typeName(ref))(\(items))"
        case .slice(let slice): return "slice(" + (try join([slice.start, slice.stop, slice.step], &open)) + ")"
        case .dictView(let kind, let dict):
            var parts: [String] = []
            for (_, entry) in heap.dictTable(dict).live {
                switch kind {
                case .keys: parts.append(try representation(entry.key, &open))
                case .values: parts.append(try representation(entry.value, &open))
                case .items:
                    let key = try representation(entry.key, &open)
                    parts.append("(\(key), \(try representation(entry.value, &open)))")
                }
            }
            return "dict_\(kind.rawValue)([\(parts.joined(separator: ", "))])"
        case .classDict(let type):
            let dict = try makeDict(ofClass: type)
            defer { heap.release(dict) }
            return "mappingproxy(\(try representation(dict, &open)))"
        case .exception(let info):
            guard case .tuple(let items) = heap[info.arguments].value else { return heap.typeName(ref) }
            return heap.typeName(ref) + "(" + (try join(items, &open)) + ")"
        case .boundMethod(let receiver, let function):
            guard case .function(let info) = heap[function].value else { return "<bound method>" }
            return "<bound method \(info.qualifiedName) of \(try representation(receiver, &open))>"
        default: return "<\(heap.typeName(ref))>"
        }
    }

    private func join(_ items: [Ref], _ open: inout [Ref]) throws(Interruption) -> String {
        var parts: [String] = []
        for item in items { parts.append(try representation(item, &open)) }
        return parts.joined(separator: ", ")
    }

    private func entries(_ table: DictTable, _ open: inout [Ref]) throws(Interruption) -> String {
        var parts: [String] = []
        for (_, entry) in table.live {
            let key = try representation(entry.key, &open)
            parts.append("\(key): \(try representation(entry.value, &open))")
        }
        return parts.joined(separator: ", ")
    }
}
