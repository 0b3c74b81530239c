import HeapModel

extension Interpreter {
    /// The dict of annotations that a tuple of names and values describes; the tuple goes.
    func makeAnnotations(_ tuple: Ref) -> Ref {
        let dict = heap.makeHiddenDict()
        guard case .tuple(let items) = heap[tuple].value else { return dict }
        for place in stride(from: 0, to: items.count, by: 2) {
            let key = heap.shared(items[place])
            heap.setAnnotation(of: dict, key: key, hash: heap.hash(key) ?? 0, to: heap.shared(items[place + 1]))
            if !heap.facts.annotationsAreATupleUntilAskedFor { heap.trackDict(dict, holding: items[place + 1]) }
        }
        heap.release(tuple)
        return dict
    }

    private var annotationsName: Symbol { heap.symbols.symbol("__annotations__") }

    /// A class keeps them as an attribute; those of the module lie beside its names, where no picture shows them.
    func setUpAnnotations() {
        let frame = heap.frames.count - 1
        guard heap.frames[frame].namespace[annotationsName] == nil else { return }
        heap.bind(annotationsName, to: heap.makeDict(), inFrame: frame)
    }

    /// The dict of the module's annotations, which `__main__` has from the start; a borrowed reference.
    private func makeModuleAnnotations() -> Ref {
        if moduleAnnotations.isNull {
            moduleAnnotations = heap.makeHiddenDict()
            heap.interpreterRoots.append(moduleAnnotations)
        }
        return moduleAnnotations
    }

    /// The same for whoever asks for it by its name.
    func annotationsOfModule() -> Ref {
        let dict = makeModuleAnnotations()
        heap.showReferences(of: dict)
        return dict
    }

    /// The annotation is on top of the stack.
    func storeAnnotation(_ name: Int) throws(Interruption) {
        let annotation = pop()
        let own = heap.frames[heap.frames.count - 1].namespace[annotationsName]
        let dict = own ?? makeModuleAnnotations()
        let key = heap.internString(text(name))
        guard own == nil else {
            try setEntry(dict, key: key, to: annotation)
            return
        }
        heap.setAnnotation(of: dict, key: key, hash: heap.hash(key) ?? 0, to: annotation)
        heap.trackDict(dict, holding: annotation)
    }

    /// The dict of annotations of a function, made where there is none; a borrowed reference.
    func annotations(of function: Ref) -> Ref {
        guard case .function(var info) = heap[function].value else { return .null }
        if info.annotations.isNull { info.annotations = heap.makeDict() }
        let isShownNow = !info.showsAnnotations && heap.dictTable(info.annotations).count > 0
        if isShownNow { info.showsAnnotations = true }
        heap[function].value = .function(info)
        if isShownNow {
            heap.settle(info.annotations, .slot(function, .fixed("__annotations__")))
            for (_, entry) in heap.dictTable(info.annotations).live {
                heap.trackDict(info.annotations, holding: entry.value)
            }
        }
        return info.annotations
    }

    /// A static method or one of the class around what is borrowed here; owned.
    func makeWrapper(of function: Ref, isStatic: Bool) -> Ref {
        if heap.facts.wrappersCopyAttributes { _ = annotations(of: function) }
        for copied in heap.copiedByWrapper(function) { heap.retain(copied) }
        let wrapper = heap.allocate(
            .wrappedMethod(function, isStatic: isStatic), isStatic ? .staticmethod : .classmethod)
        heap.retain(function)
        heap.settle(function, .slot(wrapper, .fixed("__func__")))
        return wrapper
    }
}
