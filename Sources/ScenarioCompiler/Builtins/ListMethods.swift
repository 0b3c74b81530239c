import HeapModel

extension Natives {
    static let listMethods: [NativeFunction] = [
        NativeFunction(name: "append", type: .list) { (interpreter, list, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "list.append")
            try interpreter.checkObjects()
            try interpreter.checkSize(interpreter.heap.listItems(list).count + 1)
            interpreter.heap.append(interpreter.heap.shared(arguments[0]), to: list)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "extend", type: .list) { (interpreter, list, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "list.extend")
            try interpreter.extend(list, from: arguments[0])
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "insert", type: .list) { (interpreter, list, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "insert")
            let count = interpreter.heap.listItems(list).count
            let wanted = try size(interpreter, arguments[0])
            let at = wanted < 0 ? max(0, wanted + count) : min(wanted, count)
            interpreter.heap.insert(interpreter.heap.shared(arguments[1]), into: list, at: at)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "pop", type: .list) { (interpreter, list, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "pop")
            let wanted =
                try arguments.first.map { (argument) throws(Interruption) in try size(interpreter, argument) } ?? -1
            let count = interpreter.heap.listItems(list).count
            if count == 0 { throw .indexError("pop from empty list") }
            let at = wanted < 0 ? wanted + count : wanted
            guard at >= 0, at < count else { throw .indexError("pop index out of range") }
            return interpreter.heap.removeItem(of: list, at: at, by: .pop)
        },
        NativeFunction(name: "remove", type: .list) { (interpreter, list, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "list.remove")
            guard let at = try position(interpreter, list, arguments[0]) else {
                throw .valueError("list.remove(x): x not in list")
            }
            interpreter.heap.release(interpreter.heap.removeItem(of: list, at: at, by: .remove))
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "clear", type: .list) { (interpreter, list, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "list.clear")
            interpreter.heap.clearList(list)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "count", type: .list) { (interpreter, list, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "list.count")
            return try interpreter.occurrences(of: arguments[0], in: list)
        },
        NativeFunction(name: "reverse", type: .list) { (interpreter, list, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "list.reverse")
            interpreter.heap.reverseList(list)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "copy", type: .list) { (interpreter, list, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "list.copy")
            return interpreter.heap.makeList(interpreter.heap.listItems(list).map { interpreter.heap.shared($0) })
        },
    ]

    private static func position(_ interpreter: Interpreter, _ list: Ref, _ value: Ref) throws(Interruption) -> Int? {
        for (index, item) in interpreter.heap.listItems(list).enumerated() {
            if try interpreter.isSameOrEqual(item, value) { return index }
        }
        return nil
    }
}
