import HeapModel
import ScenarioSyntax

// What operations do by themselves, as methods: `list.__len__`, `super().__setitem__` (Objects/typeobject.c, slotdefs).
extension Natives {
    static let slotWrappers: [NativeFunction] =
        wrapperFunctions(BuiltinNames.wrappers, .wrapper) + wrapperFunctions(BuiltinNames.specialMethods, .method)

    private static func wrapperFunctions(
        _ names: [BuiltinType: [String]], _ form: NativeFunction.Form
    ) -> [NativeFunction] {
        names.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { type, names in
            names.compactMap { name in
                if type == .type, name != "__call__" { return nil }
                return implementation(name, type).map { run in
                    NativeFunction(
                        name: name, type: type, takesKeywords: ["__init__", "__call__"].contains(name), form: form,
                        run: run)
                }
            }
        }
    }

    private static func implementation(_ name: String, _ type: BuiltinType) -> NativeFunction.Body? {
        if type == .weakReference, let run = weakReference[name] { return run }
        if let run = object[name],
            type == .object || !["__repr__", "__str__", "__eq__", "__ne__", "__hash__"].contains(name)
        {
            return run
        }
        if let run = plain[name] ?? initialisers[name] { return run }
        if let op = binaryNames[name] { return binary(name, op.op, op.form) }
        if let op = comparisonNames[name] { return comparison(name, op) }
        return nil
    }

    /// A method without arguments.
    private static func none(
        _ name: String, _ run: @escaping @Sendable (Interpreter, Ref) throws(Interruption) -> Ref
    ) -> NativeFunction.Body {
        { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(0, arguments)
            return try run(interpreter, owner)
        }
    }

    /// Objects/typeobject.c, check_num_args.
    static func expect(_ count: Int, _ arguments: [Ref]) throws(Interruption) {
        guard arguments.count != count else { return }
        throw .typeError("expected \(count) argument\(count == 1 ? "" : "s"), got \(arguments.count)")
    }

    private static let plain: [String: NativeFunction.Body] = [
        "__len__": none("__len__") { (interpreter, owner) throws(Interruption) in
            interpreter.heap.makeInt(try interpreter.plainLength(owner))
        },
        "__repr__": none("__repr__") { (interpreter, owner) throws(Interruption) in
            interpreter.heap.makeNewString(try interpreter.plainRepresentation(of: owner))
        },
        "__str__": none("__str__") { (interpreter, owner) throws(Interruption) in
            if interpreter.heap.isException(owner) {
                return interpreter.heap.makeNewString(try interpreter.exceptionText(owner))
            }
            return interpreter.exact(owner)
        },
        "__hash__": none("__hash__") { (interpreter, owner) throws(Interruption) in
            interpreter.heap.makeInt(try interpreter.plainHash(owner))
        },
        "__bool__": none("__bool__") { (interpreter, owner) throws(Interruption) in
            interpreter.heap.makeBool(interpreter.isTrue(owner))
        },
        "__iter__": none("__iter__") { (interpreter, owner) throws(Interruption) in
            try interpreter.makePlainIterator(owner)
        },
        "__next__": none("__next__") { (interpreter, owner) throws(Interruption) in
            guard let value = try interpreter.next(owner) else { throw .raise("StopIteration", "") }
            return value
        },
        "__reversed__": none("__reversed__") { (interpreter, owner) throws(Interruption) in
            try interpreter.makeReversedIterator(owner)
        },
        "__int__": none("__int__") { (interpreter, owner) throws(Interruption) in try interpreter.plainInteger(owner) },
        "__index__": none("__index__") { (interpreter, owner) throws(Interruption) in
            try interpreter.plainInteger(owner)
        },
        "__trunc__": none("__trunc__") { (interpreter, owner) throws(Interruption) in
            try interpreter.plainInteger(owner)
        },
        "__float__": none("__float__") { (interpreter, owner) throws(Interruption) in
            interpreter.heap.makeFloat(try interpreter.double(owner))
        },
        "__abs__": none("__abs__") { (interpreter, owner) throws(Interruption) in try interpreter.magnitude(owner) },
        "__neg__": none("__neg__") { (interpreter, owner) throws(Interruption) in
            try interpreter.plainUnary(.negative, owner)
        },
        "__pos__": none("__pos__") { (interpreter, owner) throws(Interruption) in
            try interpreter.plainUnary(.positive, owner)
        },
        "__invert__": none("__invert__") { (interpreter, owner) throws(Interruption) in
            try interpreter.plainUnary(.invert, owner)
        },
        "__round__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "__round__")
            return try interpreter.plainRound(owner, digits: arguments.first)
        },
        "__getitem__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            return try interpreter.plainElement(of: owner, arguments[0])
        },
        "__setitem__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(2, arguments)
            try interpreter.setPlainElement(of: owner, arguments[0], to: arguments[1])
            return interpreter.heap.makeNone()
        },
        "__delitem__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            try interpreter.deletePlainElement(of: owner, arguments[0])
            return interpreter.heap.makeNone()
        },
        "__contains__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            return interpreter.heap.makeBool(try interpreter.plainContains(owner, arguments[0]))
        },
    ]

    /// What a weak reference does, whatever a class that extends it says.
    private static let weakReference: [String: NativeFunction.Body] = [
        "__call__": { (interpreter, owner, arguments, keywords) throws(Interruption) in
            guard let info = interpreter.heap.weakReference(owner) else { return interpreter.heap.makeNone() }
            return try interpreter.dereference(info, count: arguments.count + keywords.count)
        },
        "__hash__": none("__hash__") { (interpreter, owner) throws(Interruption) in
            guard let info = interpreter.heap.weakReference(owner) else { return interpreter.heap.makeNone() }
            return interpreter.heap.makeInt(try interpreter.hash(ofReference: owner, info))
        },
        "__eq__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            return try interpreter.compareReferences(.equal, owner, arguments[0])
        },
        "__ne__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            return try interpreter.compareReferences(.notEqual, owner, arguments[0])
        },
    ]

    private static let initialisers: [String: NativeFunction.Body] = [
        "__init__": { (interpreter, owner, arguments, keywords) throws(Interruption) in
            let layout = interpreter.heap.layout(owner) ?? .object
            try interpreter.initialise(owner, layout, arguments, keywords, isNewOwn: false)
            return interpreter.heap.makeNone()
        },
        "__call__": { (interpreter, owner, arguments, keywords) throws(Interruption) in
            try interpreter.callFunction(owner, arguments, keywords)
        },
    ]

    // MARK: - Operators

    /// Which side of an operation a method stands for.
    private enum OperandForm {
        case left, right, inPlace
    }

    private static let binaryNames: [String: (op: BinaryOperator, form: OperandForm)] = {
        var names: [String: (op: BinaryOperator, form: OperandForm)] = [:]
        for (op, middle) in SpecialMethods.binary {
            names["__\(middle)__"] = (op, .left)
            names["__r\(middle)__"] = (op, .right)
            names["__i\(middle)__"] = (op, .inPlace)
        }
        return names
    }()

    private static func binary(_ name: String, _ op: BinaryOperator, _ form: OperandForm) -> NativeFunction.Body {
        { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            guard interpreter.takesPart(owner, arguments[0], op) else {
                return interpreter.heap.shared(interpreter.heap.notImplemented)
            }
            switch form {
            case .left: return try interpreter.plainBinary(op, owner, arguments[0], inPlace: false)
            case .right: return try interpreter.plainBinary(op, arguments[0], owner, inPlace: false)
            case .inPlace: return try interpreter.plainInPlace(op, owner, arguments[0])
            }
        }
    }

    private static let comparisonNames: [String: ComparisonOperator] = {
        var names: [String: ComparisonOperator] = [:]
        for (op, pair) in SpecialMethods.comparisons { names[pair.name] = op }
        return names
    }()

    private static func comparison(_ name: String, _ op: ComparisonOperator) -> NativeFunction.Body {
        { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            guard let result = try interpreter.comparePlainly(op, owner, arguments[0]) else {
                return interpreter.heap.shared(interpreter.heap.notImplemented)
            }
            return interpreter.heap.makeBool(result)
        }
    }

    // MARK: - Attributes

    private static let object: [String: NativeFunction.Body] = [
        "__init__": { (interpreter, owner, arguments, keywords) throws(Interruption) in
            let layout = interpreter.heap.layout(owner) ?? .object
            if [.list, .dict, .set, .baseException, .weakReference].contains(layout) {
                try interpreter.initialise(owner, layout, arguments, keywords, isNewOwn: false)
            } else {
                try interpreter.checkObjectInitialiser(owner, arguments.count + keywords.count)
            }
            return interpreter.heap.makeNone()
        },
        "__repr__": none("__repr__") { (interpreter, owner) throws(Interruption) in
            interpreter.heap.makeNewString(try interpreter.standardRepresentation(owner))
        },
        "__str__": none("__str__") { (interpreter, owner) throws(Interruption) in
            interpreter.heap.makeNewString(try interpreter.representation(owner))
        },
        "__hash__": none("__hash__") { (interpreter, owner) throws(Interruption) in
            interpreter.heap.makeInt(interpreter.heap.identityHash(owner))
        },
        "__eq__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            return owner == arguments[0]
                ? interpreter.heap.makeBool(true) : interpreter.heap.shared(interpreter.heap.notImplemented)
        },
        "__ne__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            guard let method = try interpreter.ownSpecialMethod("__eq__", of: owner) else {
                return owner == arguments[0]
                    ? interpreter.heap.makeBool(false) : interpreter.heap.shared(interpreter.heap.notImplemented)
            }
            defer { interpreter.heap.release(method) }
            let value = try interpreter.callFunction(method, arguments)
            if value == interpreter.heap.notImplemented { return value }
            defer { interpreter.heap.release(value) }
            return interpreter.heap.makeBool(!(try interpreter.truth(value)))
        },
        "__format__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            guard let text = interpreter.string(arguments[0]) else {
                throw .typeError(
                    "__format__() argument must be str, not \(interpreter.heap.typeName(arguments[0]))")
            }
            if !text.isEmpty {
                throw .typeError(
                    "unsupported format string passed to \(interpreter.heap.typeName(owner)).__format__")
            }
            return try interpreter.displayObject(owner)
        },
        "__getattribute__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            return try interpreter.genericAttribute(of: owner, try name(interpreter, arguments[0]))
        },
        "__setattr__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(2, arguments)
            try interpreter.setGenericAttribute(of: owner, try name(interpreter, arguments[0]), to: arguments[1])
            return interpreter.heap.makeNone()
        },
        "__delattr__": { (interpreter, owner, arguments, _) throws(Interruption) in
            try expect(1, arguments)
            try interpreter.setGenericAttribute(of: owner, try name(interpreter, arguments[0]), to: nil)
            return interpreter.heap.makeNone()
        },
    ]

    private static func name(_ interpreter: Interpreter, _ argument: Ref) throws(Interruption) -> Symbol {
        guard case .string(let text) = interpreter.heap[argument].value else {
            throw .typeError("attribute name must be string, not '\(interpreter.heap.typeName(argument))'")
        }
        return interpreter.heap.symbols.symbol(text)
    }
}

extension Interpreter {
    /// Whether the method of a built-in class for an operator knows what to do with the other operand; where it does
    /// not it answers NotImplemented.
    func takesPart(_ owner: Ref, _ other: Ref, _ op: BinaryOperator) -> Bool {
        switch heap[owner].value {
        case .int, .bigInt: heap.number(other).map { !$0.isFloat } ?? false
        case .float: heap.number(other) != nil
        case .complex: if case .complex = heap[other].value { true } else { heap.number(other) != nil }
        case .set: heap.isSet(other)
        case .dict: if case .dict = heap[other].value { true } else { false }
        default: true
        }
    }

    /// The comparison of values of built-in classes, nil where the class does not compare with the other one.
    func comparePlainly(_ op: ComparisonOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Bool? {
        guard isComparable(op, left, right) else { return nil }
        switch op {
        case .equal: return try isPlainlyEqual(left, right)
        case .notEqual: return !(try isPlainlyEqual(left, right))
        default: return try compare(op, left, right)
        }
    }

    private func isComparable(_ op: ComparisonOperator, _ left: Ref, _ right: Ref) -> Bool {
        switch (heap[left].value, heap[right].value) {
        case (.int, .int), (.int, .bigInt), (.bigInt, .int), (.bigInt, .bigInt), (.float, .int), (.float, .bigInt),
            (.float, .float), (.string, .string), (.bytes, .bytes), (.list, .list), (.tuple, .tuple), (.set, .set):
            return true
        case (.complex, _), (.dict, .dict), (.range, .range): return op == .equal || op == .notEqual
        default: return false
        }
    }

    /// The value of an instance of a class that extends a built-in one, as an object of that one; owned.
    func exact(_ ref: Ref) -> Ref {
        guard heap.isOwnInstance(ref) else { return heap.shared(ref) }
        switch heap[ref].value {
        case .int(let value): return heap.makeInt(value)
        case .bigInt(let value): return heap.makeInt(value)
        case .float(let value): return heap.makeFloat(value)
        case .complex(let value): return heap.makeComplex(value)
        case .string(let text): return heap.makeNewString(text)
        case .bytes(let bytes): return heap.makeBytes(bytes)
        case .tuple(let items): return heap.makeTuple(items.map { heap.shared($0) })
        default: return heap.shared(ref)
        }
    }
}
