import HeapModel

// The methods of sets and frozensets (Objects/setobject.c).
extension Natives {
    static let setMethods: [NativeFunction] =
        changingSetMethods + [BuiltinType.set, .frozenset].flatMap { readingSetMethods($0) }

    /// What both kinds of sets have.
    private static func readingSetMethods(_ type: BuiltinType) -> [NativeFunction] {
        [
            NativeFunction(name: "copy", type: type) { (interpreter, set, arguments, _) throws(Interruption) in
                try exactly(0, arguments, "\(type.rawValue).copy")
                if type == .frozenset { return interpreter.heap.shared(set) }
                return try interpreter.copy(set: set)
            },
            NativeFunction(name: "union", type: type) { (interpreter, set, arguments, _) throws(Interruption) in
                let result = try interpreter.copy(set: set)
                interpreter.push(result)
                for other in arguments where other != set { try interpreter.update(set: result, from: other) }
                return interpreter.pop()
            },
            NativeFunction(name: "intersection", type: type) {
                (interpreter, set, arguments, _) throws(Interruption) in
                try interpreter.intersection(set, ofAll: arguments)
            },
            NativeFunction(name: "difference", type: type) { (interpreter, set, arguments, _) throws(Interruption) in
                guard let first = arguments.first else { return try interpreter.copy(set: set) }
                let result = try interpreter.difference(set, first)
                interpreter.push(result)
                for other in arguments.dropFirst() { try interpreter.removeAll(of: other, from: result) }
                return interpreter.pop()
            },
            NativeFunction(name: "symmetric_difference", type: type) {
                (interpreter, set, arguments, _) throws(Interruption) in
                try exactly(1, arguments, "\(type.rawValue).symmetric_difference")
                return try interpreter.symmetricDifference(set, arguments[0])
            },
            question("isdisjoint", type) { (interpreter, set, other) throws(Interruption) in
                try interpreter.isDisjoint(set, other)
            },
            question("issubset", type) { (interpreter, set, other) throws(Interruption) in
                try interpreter.isSubset(set, of: other)
            },
            question("issuperset", type) { (interpreter, set, other) throws(Interruption) in
                try interpreter.isSuperset(set, of: other)
            },
        ]
    }

    private static func question(
        _ name: String, _ type: BuiltinType,
        _ answer: @escaping @Sendable (Interpreter, Ref, Ref) throws(Interruption) -> Bool
    ) -> NativeFunction {
        NativeFunction(name: name, type: type) { (interpreter, set, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "\(type.rawValue).\(name)")
            return interpreter.heap.makeBool(try answer(interpreter, set, arguments[0]))
        }
    }

    private static let changingSetMethods: [NativeFunction] = [
        NativeFunction(name: "add", type: .set) { (interpreter, set, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "set.add")
            try interpreter.checkObjects()
            try interpreter.add(arguments[0], to: set)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "discard", type: .set) { (interpreter, set, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "set.discard")
            _ = try interpreter.discard(arguments[0], from: set)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "remove", type: .set) { (interpreter, set, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "set.remove")
            guard try interpreter.discard(arguments[0], from: set) else { throw interpreter.keyError(arguments[0]) }
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "pop", type: .set) { (interpreter, set, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "set.pop")
            guard let key = interpreter.heap.popMember(of: set) else {
                throw .raise("KeyError", "pop from an empty set")
            }
            return key
        },
        NativeFunction(name: "clear", type: .set) { (interpreter, set, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "set.clear")
            interpreter.heap.clearSet(set)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "update", type: .set) { (interpreter, set, arguments, _) throws(Interruption) in
            for other in arguments { try interpreter.update(set: set, from: other) }
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "intersection_update", type: .set) {
            (interpreter, set, arguments, _) throws(Interruption) in
            let result = try interpreter.intersection(set, ofAll: arguments)
            interpreter.heap.swapSets(set, result)
            interpreter.heap.release(result)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "difference_update", type: .set) {
            (interpreter, set, arguments, _) throws(Interruption) in
            for other in arguments { try interpreter.removeAll(of: other, from: set) }
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "symmetric_difference_update", type: .set) {
            (interpreter, set, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "set.symmetric_difference_update")
            try interpreter.exchange(set, with: arguments[0])
            return interpreter.heap.makeNone()
        },
    ]
}

extension Interpreter {
    /// set_intersection_multi: owned.
    func intersection(_ set: Ref, ofAll others: [Ref]) throws(Interruption) -> Ref {
        guard let first = others.first else { return try copy(set: set) }
        push(try intersection(set, first))
        for other in others.dropFirst() {
            let result = try intersection(heap.stack[heap.stack.count - 1], other)
            heap.release(pop())
            push(result)
        }
        return pop()
    }
}
