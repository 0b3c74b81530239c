import HeapModel
import Timelines

// The module gc (Modules/gcmodule.c).
extension Natives {
    static let collectorFunctions: [NativeFunction] = [
        NativeFunction(name: "gc.collect", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            if !arguments.isEmpty || !keywords.isEmpty { throw .unsupported("collecting one generation") }
            return interpreter.heap.makeInt(try interpreter.collect(.explicit))
        },
        NativeFunction(name: "gc.isenabled") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "gc.isenabled")
            return interpreter.heap.makeBool(interpreter.settings.isCollectorEnabled)
        },
        collectorSwitch("gc.enable", true),
        collectorSwitch("gc.disable", false),
        NativeFunction(name: "gc.is_tracked") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "gc.is_tracked")
            return interpreter.heap.makeBool(interpreter.heap[arguments[0]].flags.contains(.tracked))
        },
        NativeFunction(name: "gc.get_threshold") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "gc.get_threshold")
            return interpreter.heap.makeTuple(
                interpreter.heap.facts.collectorThresholds.map { interpreter.heap.makeInt($0) })
        },
        NativeFunction(name: "gc.get_referents") { (interpreter, _, arguments, _) throws(Interruption) in
            var found: [Ref] = []
            for argument in arguments { found += try interpreter.referents(of: argument) }
            let list = interpreter.heap.makeList([])
            for ref in found { interpreter.heap.append(interpreter.heap.shared(ref), to: list) }
            return list
        },
    ]

    private static func collectorSwitch(_ name: String, _ isOn: Bool) -> NativeFunction {
        NativeFunction(name: name) { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, name)
            interpreter.settings.isCollectorEnabled = isOn
            return interpreter.heap.makeNone()
        }
    }
}

extension Interpreter {
    /// What the collector visits from an object, borrowed, in its order (`tp_traverse` of each type): lists and tuples
    /// from their last item on; of a dict whose keys are all strings the values alone.
    fileprivate func referents(of ref: Ref) throws(Interruption) -> [Ref] {
        var found: [Ref] = []
        heap.forEachSlot(of: ref) { target, _ in found.append(target) }
        switch heap[ref].value {
        case .list, .tuple: return found.reversed()
        case .set, .cell, .slice: return found
        case .dict(let table):
            let keysAreText = table.live.allSatisfy { string($0.entry.key) != nil }
            return table.live.flatMap { keysAreText ? [$0.entry.value] : [$0.entry.value, $0.entry.key] }
        case .instance: return found + [heap.typeOf(ref)]
        case .none, .int, .bigInt, .float, .complex, .string, .bytes, .range: return []
        default: throw .unsupported("'gc.get_referents' of a \(heap.typeName(ref))")
        }
    }
}
