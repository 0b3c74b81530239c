import Timelines

/// Why the interpreter holds a reference that the taught count does not count.
package enum HiddenReason: String, Sendable {
    case constant = "the code's constants"
    case type = "the class of an object"
    case typeInternals = "the class's own tables"
    case running = "a call that is running"
    case temporary = "the evaluation stack"
    case interpreter = "the interpreter"
    case smallInt = "the interpreter's small integers"
    case character = "the interpreter's one-character strings"
    case iterator = "an iterator"
    case method = "a method that is being called"
    case code = "a function's code"
    case annotations = "annotations"
    case documentation = "a documentation string"
    case exception = "an exception that is being handled"
    case generator = "a generator that waits"
    case deallocation = "a deallocation that is under way"
    case collector = "the collector"
    case garbage = "gc.garbage"
    case collectorCallbacks = "gc.callbacks"
    case callback = "a weak reference whose callback it is"
    case traceback = "an exception with its traceback"
    case lastError = "sys.last_exc"
    case lastErrorType = "sys.last_type"
    case lastErrorValue = "sys.last_value"
    case lastErrorTraceback = "sys.last_traceback"
}

/// One reference that an object holds.
package enum Reference {
    case slot(SlotPlace)
    case hidden(HiddenReason)
}

// What objects refer to: the single source for reachability, collection, deallocation and the list of holders.
extension Heap {
    /// Visits what a reader can be shown, in Python's own order.
    package func forEachSlot(of ref: Ref, _ visit: (Ref, SlotPlace) -> Void) {
        if self[ref].flags.contains(.hasParts) { forEachPart(of: ref, visit) }
        switch self[ref].value {
        case .list(let list):
            for (index, item) in list.items.enumerated() { visit(item, .item(index)) }
        case .tuple(let items):
            for (index, item) in items.enumerated() { visit(item, .item(index)) }
        case .dict(let table):
            if facts.dictsAreOrdered {
                for (place, entry) in table.entries.enumerated() where !entry.key.isNull {
                    visit(entry.key, .dictKey(place))
                    visit(entry.value, .dictValue(place))
                }
            } else {
                for (place, entry) in table.live {
                    visit(entry.key, .dictKey(place))
                    visit(entry.value, .dictValue(place))
                }
            }
        case .instance(let namespace):
            visitNamespace(namespace, visit)
        case .userClass(let info):
            for base in info.bases where !isBuiltinType(base) { visit(base, .fixed("__bases__")) }
            visitNamespace(info.namespace, ofClass: info) { value, place in
                if case .attribute(let key) = place, isMachinery(key, value) { return }
                visit(value, place)
            }
        case .function(let info):
            if !info.defaults.isNull { visit(info.defaults, .fixed("__defaults__")) }
            if !info.keywordDefaults.isNull { visit(info.keywordDefaults, .fixed("__kwdefaults__")) }
            if info.showsAnnotations { visit(info.annotations, .fixed("__annotations__")) }
            for (cell, name) in zip(info.closure, info.closureNames) { visit(cell, .cell(name)) }
            visitNamespace(info.attributes, visit)
        case .boundMethod(let receiver, let function):
            visit(receiver, .fixed("__self__"))
            visit(function, .fixed("__func__"))
        case .unboundMethod(_, let function):
            visit(function, .fixed("__func__"))
        case .native(_, let receiver):
            if !receiver.isNull { visit(receiver, .fixed("__self__")) }
        case .iterator(let state):
            if !state.source.isNull { visit(state.source, .source) }
        case .adapter(let state):
            if !state.function.isNull { visit(state.function, .fixed("function")) }
            let isAlone = state.sources.count == 1
            for (index, source) in state.sources.enumerated() where !source.isNull {
                visit(source, isAlone ? .source : .drawsOn(index))
            }
            if !state.sentinel.isNull { visit(state.sentinel, .fixed("sentinel")) }
        case .dictView(_, let dict):
            visit(dict, .source)
        case .set(let table):
            for slot in table.slots where !slot.key.isNull { visit(slot.key, .member(slot.key)) }
        case .slice(let slice):
            visit(slice.start, .fixed("start"))
            visit(slice.stop, .fixed("stop"))
            visit(slice.step, .fixed("step"))
        case .cell(let contents):
            if !contents.isNull { visit(contents, .contents) }
        case .exception(let info):
            visit(info.arguments, .fixed("args"))
            let links = [("__traceback__", info.traceback), ("__context__", info.context), ("__cause__", info.cause)]
            for (name, target) in links where !target.isNull { visit(target, .fixed(name)) }
            visitNamespace(info.attributes, visit)
        case .traceback(let frame, let next, _):
            visit(frame, .fixed("tb_frame"))
            if !next.isNull { visit(next, .fixed("tb_next")) }
        case .frame(let info):
            Heap.visitLocals(info.variables, info.values, visit)
        case .generator(let info):
            Heap.visitLocals(info.variables, info.values, visit)
        case .property(let get, let set, let delete):
            for (name, target) in [("fget", get), ("fset", set), ("fdel", delete)] where !target.isNull {
                visit(target, .fixed(name))
            }
        case .wrappedMethod(let function, _):
            visit(function, .fixed("__func__"))
        case .superObject(let type, let subject):
            visit(type, .fixed("__thisclass__"))
            visit(subject, .fixed("__self__"))
        case .weakReference(let info):
            if !info.callback.isNull, facts.weakReferencesShowTheirCallback {
                visit(info.callback, .fixed("__callback__"))
            }
        case .none, .int, .bigInt, .float, .complex, .string, .bytes, .array, .builtinType, .code, .module, .range,
            .rangeIterator, .member, .classDict:
            return
        }
    }

    private func visitNamespace(
        _ namespace: Namespace, ofClass info: ClassInfo? = nil, _ visit: (Ref, SlotPlace) -> Void
    ) {
        if facts.dictsAreOrdered {
            for (key, value) in zip(namespace.keys, namespace.values) { visit(value, .attribute(key)) }
        } else {
            for (key, value) in inOrder(namespace, ofClass: info) { visit(value, .attribute(key)) }
        }
    }

    private static func visitLocals(_ names: [Symbol], _ values: [Ref], _ visit: (Ref, SlotPlace) -> Void) {
        for (name, value) in zip(names, values) where !value.isNull { visit(value, .local(name)) }
    }

    package func isBuiltinType(_ ref: Ref) -> Bool {
        if case .builtinType = self[ref].value { return true }
        return false
    }

    /// Visits every reference that an object holds, those of the interpreter included, each as often as it is counted.
    package func forEachReference(of ref: Ref, _ visit: (Ref, Reference) -> Void) {
        let record = self[ref]
        if record.flags.contains(.showsReferences) {
            forEachSlot(of: ref) { target, place in visit(target, .slot(place)) }
        } else {
            // A closure that used `self` would copy the heap.
            let isHandedOut = record.flags.contains(.handedOut)
            let reason = isHandedOut ? HiddenReason.iterator : Heap.reasonForHolding(record.value)
            forEachSlot(of: ref) { target, _ in visit(target, .hidden(reason)) }
        }
        switch record.value {
        case .userClass(let info):
            for _ in 0..<internalReferences(of: info) { visit(ref, .hidden(.typeInternals)) }
            for base in hiddenBases(of: info) { visit(base, .hidden(.typeInternals)) }
            for own in [info.orderTuple, info.basesTuple, info.qualifiedNameText] where !own.isNull {
                visit(own, .hidden(.typeInternals))
            }
            for (key, value) in zip(info.namespace.keys, info.namespace.values) where isMachinery(key, value) {
                visit(value, .hidden(.typeInternals))
            }
        case .member(let info):
            visit(info.owner, .hidden(.typeInternals))
        case .boundMethod(let receiver, _) where facts.methodsHoldTheirClass:
            if !isBuiltinType(typeOf(receiver)) { visit(typeOf(receiver), .hidden(.method)) }
        case .unboundMethod(let type, _):
            visit(type, .hidden(.method))
        case .weakReference(let info) where !facts.weakReferencesShowTheirCallback:
            if !info.callback.isNull { visit(info.callback, .hidden(.callback)) }
        case .function(let info):
            visit(info.code, .hidden(.code))
            if !info.qualifiedNameText.isNull { visit(info.qualifiedNameText, .hidden(.code)) }
            if !info.annotations.isNull, !info.showsAnnotations { visit(info.annotations, .hidden(.annotations)) }
            if !info.documentation.isNull { visit(info.documentation, .hidden(.documentation)) }
        case .iterator(let state):
            if !state.result.isNull { visit(state.result, .hidden(.iterator)) }
        case .adapter(let state):
            if !state.result.isNull { visit(state.result, .hidden(.iterator)) }
        case .code(let info):
            visit(info.constants, .hidden(.constant))
            for names in info.names { visit(names, .hidden(.constant)) }
        case .exception(let info):
            if !info.subject.isNull { visit(info.subject, .hidden(.exception)) }
        case .wrappedMethod(let function, _):
            for copied in copiedByWrapper(function) { visit(copied, .hidden(.annotations)) }
        case .frame(let info):
            visit(info.code, .hidden(.running))
            for ref in [info.function, info.back] where !ref.isNull { visit(ref, .hidden(.running)) }
        case .generator(let info):
            for ref in info.stack + info.handled where !ref.isNull { visit(ref, .hidden(.generator)) }
            if info.keepsFrame || info.state != .finished && info.state != .running {
                if !info.frame.function.isNull { visit(info.frame.function, .hidden(.generator)) }
                visit(info.frame.code, .hidden(.generator))
                if !info.frame.object.isNull { visit(info.frame.object, .hidden(.generator)) }
            }
        default: break
        }
        if case .userClass = self[record.type].value { visit(record.type, .hidden(.type)) }
    }

    private static func reasonForHolding(_ value: Value) -> HiddenReason {
        switch value {
        case .tuple, .set: .constant
        case .dict: .annotations
        case .iterator, .dictView, .adapter: .iterator
        case .exception, .traceback, .frame: .traceback
        case .generator: .generator
        default: .method
        }
    }

    /// How often a class is referred to by its own tables: the resolution order and, where it is the first of its line
    /// to give instances a `__dict__` and weak references, the descriptors for them. Exceptions have a `__dict__`
    /// already. Measured on 3.11.7: 3 for a class without bases, 2 for one of Exception, 1 for a subclass.
    func internalReferences(of info: ClassInfo) -> Int {
        guard info.hasTables else { return 0 }
        return (info.orderTuple.isNull ? 1 : 0) + (info.addsDict ? 1 : 0) + (info.addsWeakReferences ? 1 : 0)
    }

    /// What a class has beside what its body says: a picture shows none of it, as it shows no class of an object.
    func isMachinery(_ key: Symbol, _ value: Ref) -> Bool {
        if SymbolTable.isMachinery(key) { return true }
        if case .member = self[value].value { return true }
        return false
    }

    /// The classes of the program that a class refers to beside its tuple of bases: each one in its resolution order
    /// once, and the base whose layout it has once more, as `tp_base` (Objects/typeobject.c, type_new).
    package func hiddenBases(of info: ClassInfo) -> [Ref] {
        let isTuple = !info.orderTuple.isNull || info.orderIsGone
        let order = isTuple ? [] : info.resolutionOrder.dropFirst().filter { !isBuiltinType($0) }
        var hidden = order + [info.layoutBase].filter { !$0.isNull && !isBuiltinType($0) }
        guard !info.basesTuple.isNull else { return hidden }
        for base in info.bases where !isBuiltinType(base) {
            if let place = hidden.firstIndex(of: base) { hidden.remove(at: place) }
        }
        return hidden
    }

    /// How often a class's own tables refer to it: what whoever makes the class has to count.
    package func ownReferences(ofClass ref: Ref) -> Int {
        if case .userClass(let info) = self[ref].value { return internalReferences(of: info) }
        return 0
    }

    /// Visits what the interpreter and the frames hold: where every search for reachable objects starts.
    package func forEachRoot(_ visit: (Ref, Root) -> Void) {
        for ref in interpreterRoots { visit(ref, .hidden(.interpreter)) }
        for (key, value) in zip(shownNames.keys, shownNames.values) { visit(value, .name(nil, key)) }
        for (ref, reason) in zip(lastError, facts.lastErrorNames) { visit(ref, .hidden(reason)) }
        for (index, frame) in frames.enumerated() {
            for (key, value) in zip(frame.namespace.keys, frame.namespace.values) { visit(value, .name(index, key)) }
            for (slot, key) in frame.variables.enumerated() {
                let value = locals[frame.localsBase + slot]
                if !value.isNull { visit(value, .name(index, key)) }
            }
            let hidden = frame.localsBase + frame.variables.count
            for value in locals[hidden..<hidden + frame.hiddenVariables] where !value.isNull {
                visit(value, .hidden(.temporary))
            }
            for value in frame.machinery.values { visit(value, .hidden(.running)) }
            if !frame.function.isNull { visit(frame.function, .hidden(.running)) }
            if !frame.code.isNull { visit(frame.code, .hidden(.running)) }
            if !frame.object.isNull { visit(frame.object, .hidden(.running)) }
            if !frame.caller.isNull { visit(frame.caller, .hidden(.running)) }
        }
        for ref in handledExceptions where !ref.isNull { visit(ref, .hidden(.exception)) }
        for ref in stack where !ref.isNull { visit(ref, .hidden(.temporary)) }
        forEachReferenceOfCascades { visit($0, .hidden(.deallocation)) }
        for ref in heldByCollector { visit(ref, .hidden(.collector)) }
        if !garbageList.isNull { visit(garbageList, .hidden(.garbage)) }
        if !callbackList.isNull { visit(callbackList, .hidden(.collectorCallbacks)) }
    }

    /// Every object that can be reached from the interpreter and the frames, by record.
    package func reachable() -> [Bool] {
        var marks = [Bool](repeating: false, count: records.count)
        var work: [Ref] = []
        func mark(_ ref: Ref) {
            if !marks[ref.index] {
                marks[ref.index] = true
                work.append(ref)
            }
        }
        for index in records.indices where records[index].flags.contains(.shared) { mark(Ref(Int32(index))) }
        forEachRoot { ref, _ in mark(ref) }
        while let ref = work.popLast() { forEachReference(of: ref) { target, _ in mark(target) } }
        return marks
    }

    /// Every object that can be reached from a name by what a reader can be shown.
    package func reachableFromNames() -> [Bool] {
        var marks = [Bool](repeating: false, count: records.count)
        var work: [Ref] = []
        forEachRoot { ref, root in
            guard case .name = root, !marks[ref.index] else { return }
            marks[ref.index] = true
            work.append(ref)
        }
        while let ref = work.popLast() {
            guard self[ref].flags.contains(.showsReferences) else { continue }
            forEachSlot(of: ref) { target, _ in
                if !marks[target.index] {
                    marks[target.index] = true
                    work.append(target)
                }
            }
        }
        return marks
    }

    /// Every record that holds an object.
    package var liveRefs: [Ref] {
        records.indices.filter { !records[$0].flags.contains(.freed) }.map { Ref(Int32($0)) }
    }
}

/// Where a search for reachable objects starts.
package enum Root {
    /// A name in the frame at this place of `Heap.frames`; nil for one that the prompt bound.
    case name(Int?, Symbol)
    case hidden(HiddenReason)
}
