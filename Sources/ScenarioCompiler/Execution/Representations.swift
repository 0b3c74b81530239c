import HeapModel

extension Interpreter {
    /// `str(value)`.
    func display(_ ref: Ref) throws(Interruption) -> String {
        let ref = try referent(ref)
        if case .string(let text) = heap[ref].value, !heap.isOwnInstance(ref) { return text }
        return try atDepth(.operation, " while getting the str of an object") { () throws(Interruption) in
            if let text = try self.specialText("__str__", ref) { return text }
            if case .string(let text) = self.heap[ref].value { return text }
            if self.heap.facts.floatsAreShort, case .float(let value) = self.heap[ref].value {
                return self.shortText(value)
            }
            if self.heap.kind(ref) == .long, let number = self.heap.number(ref) { return number.asBig.description }
            if self.heap.facts.numbersHaveTheirOwnText, let text = self.heap.plainValue(ref) { return text }
            if self.heap.isException(ref) { return try self.exceptionText(ref) }
            return try self.ownRepresentation(ref)
        }
    }

    /// `str` of a float with 12 digits.
    private func shortText(_ value: Double) -> String {
        FloatDigits.text(value, .general, precision: 12, .addPointZero)
    }

    /// `str(value)` as an object, owned: a str is its own, and an exception with one str as its argument gives that.
    func displayObject(_ ref: Ref) throws(Interruption) -> Ref {
        let ref = try referent(ref)
        if case .string = heap[ref].value, !heap.isOwnInstance(ref) { return heap.shared(ref) }
        let special = try atDepth(.operation, " while getting the str of an object") { () throws(Interruption) in
            try self.callSpecial("__str__", of: ref)
        }
        if let text = special {
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
        if heap.kind(ref) == .bool { return heap.makeText(ofBool: ref == heap.trueObject) }
        return heap.makeText(try display(ref))
    }

    /// `repr(value)` as an object, owned.
    func representationObject(_ ref: Ref) throws(Interruption) -> Ref {
        if heap.kind(ref) == .bool { return heap.makeText(ofBool: ref == heap.trueObject) }
        return heap.makeText(try representation(ref))
    }

    /// `repr(value)`; what has an address in it shows the model's.
    func representation(_ ref: Ref) throws(Interruption) -> String {
        try atDepth(.operation, " while getting the repr of an object") { () throws(Interruption) in
            try self.ownRepresentation(ref)
        }
    }

    private func ownRepresentation(_ ref: Ref) throws(Interruption) -> String {
        try charge(1)
        if let text = try specialText("__repr__", ref) { return text }
        return try plainRepresentation(of: ref)
    }

    /// As `representation`, whatever the class says itself.
    func plainRepresentation(of ref: Ref) throws(Interruption) -> String {
        if case .bigInt(let value) = heap[ref].value {
            try python { () throws(TextError) in try Numbers.checkDigits(value) }
        }
        if let own = heap.plainValue(ref) { return own }
        if let info = heap.weakReference(ref) { return try representation(ofReference: ref, info) }
        if let plain = plainRepresentation(ref) { return plain }
        if openRepresentations.contains(ref) { return shortForm(ref) }
        openRepresentations.append(ref)
        defer { openRepresentations.removeLast() }
        return try containerRepresentation(ref)
    }

    /// What `object.__repr__` gives, whatever the class says itself.
    func standardRepresentation(_ ref: Ref) throws(Interruption) -> String {
        if case .userClass(let info) = heap[heap.typeOf(ref)].value {
            return "<\(name(ofOwnClass: info)) object at 0x\(String(heap.address(ref), radix: 16))>"
        }
        return "<\(heap.typeName(ref)) object at 0x\(String(heap.address(ref), radix: 16))>"
    }

    /// The name of a class of the program with its module's; 2.7 knows no qualified names.
    private func name(ofOwnClass info: ClassInfo) -> String {
        "__main__." + (heap.facts.hasLong ? info.name : info.qualifiedName)
    }

    private func plainRepresentation(_ ref: Ref) -> String? {
        let address = "0x" + String(heap.address(ref), radix: 16)
        switch heap[ref].value {
        case .function(let info):
            let name = heap.facts.hasLong ? info.name : info.qualifiedName
            return "<function \(name) at \(address)>"
        case .userClass(let info):
            return "<class '\(name(ofOwnClass: info))'>"
        case .builtinType(let info):
            if heap.facts.hasLong, info.layout == .baseException { return "<type 'exceptions.\(info.name)'>" }
            let isWeak =
                heap.facts.weakTypesAreQualified
                && info.builtin.map { Natives.moduleTypes.values.contains($0) } ?? false
            return "<\(heap.facts.hasLong ? "type" : "class") '\(isWeak ? "weakref." : "")\(info.name)'>"
        case .module(let symbol): return "<module '\(heap.symbols.name(symbol))' (built-in)>"
        case .instance:
            if case .userClass(let info) = heap[heap.typeOf(ref)].value {
                return "<\(name(ofOwnClass: info)) object at \(address)>"
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
        case .unboundMethod(let type, let function):
            guard case .function(let info) = heap[function].value else { return nil }
            return "<unbound method \(heap.className(type)).\(info.name)>"
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

    private func containerRepresentation(_ ref: Ref) throws(Interruption) -> String {
        switch heap[ref].value {
        case .list(let list): return "[" + (try join(list.items)) + "]"
        case .tuple(let items): return "(" + (try join(items)) + (items.count == 1 ? ",)" : ")")
        case .dict(let table): return "{" + (try entries(table)) + "}"
        case .set(let table):
            let isPlain = heap.kind(ref) == .set
            if heap.facts.iterablesAreLists {
                return heap.typeName(ref) + "([" + (try join(table.live.map(\.key))) + "])"
            }
            if table.count == 0 { return "\(heap.typeName(ref))()" }
            let items = "{" + (try join(table.live.map(\.key))) + "}"
            return isPlain ? items : "\(heap.typeName(ref))(\(items))"
        case .slice(let slice): return "slice(" + (try join([slice.start, slice.stop, slice.step])) + ")"
        case .dictView(let kind, let dict):
            var parts: [String] = []
            for (_, entry) in heap.dictTable(dict).live {
                switch kind {
                case .keys: parts.append(try representation(entry.key))
                case .values: parts.append(try representation(entry.value))
                case .items:
                    let key = try representation(entry.key)
                    parts.append("(\(key), \(try representation(entry.value)))")
                }
            }
            return "dict_\(kind.rawValue)([\(parts.joined(separator: ", "))])"
        case .classDict(let type):
            let dict = try makeDict(ofClass: type)
            defer { heap.release(dict) }
            return "mappingproxy(\(try representation(dict)))"
        case .exception(let info):
            guard case .tuple(let items) = heap[info.arguments].value else { return heap.typeName(ref) }
            let comma = items.count == 1 && heap.facts.oneArgumentIsShownAsATuple ? "," : ""
            return heap.typeName(ref) + "(" + (try join(items)) + comma + ")"
        case .boundMethod(let receiver, let function):
            guard case .function(let info) = heap[function].value else { return "<bound method>" }
            return "<bound method \(info.qualifiedName) of \(try representation(receiver))>"
        default: return "<\(heap.typeName(ref))>"
        }
    }

    private func join(_ items: [Ref]) throws(Interruption) -> String {
        var parts: [String] = []
        for item in items { parts.append(try representation(item)) }
        try checkSize(parts.reduce(0) { $0 + $1.utf8.count })
        return parts.joined(separator: ", ")
    }

    private func entries(_ table: DictTable) throws(Interruption) -> String {
        var parts: [String] = []
        for (_, entry) in table.live {
            let key = try representation(entry.key)
            parts.append("\(key): \(try representation(entry.value))")
        }
        return parts.joined(separator: ", ")
    }
}
