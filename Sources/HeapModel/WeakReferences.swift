/// What a weak reference knows. Its target is not counted.
package struct WeakReferenceInfo: Sendable {
    /// The object it points at; null once that is gone.
    package var target: Ref
    /// What is called when the target goes; null where there is nothing to call.
    package var callback: Ref
    /// The target's hash, once it was asked for (Objects/weakrefobject.c, weakref_hash).
    package var hash: Int?
    /// Whether it stands for its target in every operation.
    package var isProxy: Bool

    package init(target: Ref, callback: Ref, isProxy: Bool) {
        self.target = target
        self.callback = callback
        self.isProxy = isProxy
    }
}

/// A weak reference whose target is gone, and what it calls; the interpreter holds both.
package struct WeakCallback: Sendable {
    package var reference: Ref
    package var callback: Ref
}

extension RuntimeFacts {
    /// Whether a weak reference has its callback as an attribute, `__callback__` (Objects/weakrefobject.c, from 3.4 on).
    package var weakReferencesShowTheirCallback: Bool { since(3, 4) }

    /// Whether a proxy that is compared with something else stands for its target only where one of them has a rich
    /// comparison (Objects/weakrefobject.c of 2.7, proxy_compare); measured.
    package var proxiesCompareByType: Bool { !since(3, 0) }
}

// Weak references (Objects/weakrefobject.c). Those to one object stand in a list: the reference and the proxy that have
// no callback first, then the others, the newest one first.
extension Heap {
    package func weakReference(_ ref: Ref) -> WeakReferenceInfo? {
        if case .weakReference(let info) = self[ref].value { return info }
        return nil
    }

    /// The weak references to an object, in CPython's order.
    package func weakReferences(to target: Ref) -> [Ref] {
        self[target].flags.contains(.weaklyReferenced) ? weakLists[target] ?? [] : []
    }

    /// A weak reference to an object, owned. One without a callback exists once for each object.
    ///
    /// - Parameters:
    ///   - callback: borrowed; null for none.
    ///   - type: the class of the reference; a subclass makes a new one each time.
    package mutating func makeWeakReference(to target: Ref, callback: Ref, type: Ref, isProxy: Bool) -> Ref {
        let list = weakReferences(to: target)
        if callback.isNull, let known = list.first(where: { isPlain($0, type, isProxy) }) { return shared(known) }
        if !callback.isNull { retain(callback) }
        let info = WeakReferenceInfo(target: target, callback: callback, isProxy: isProxy)
        let reference = allocate(.weakReference(info), type: type)
        if !callback.isNull {
            if facts.weakReferencesShowTheirCallback {
                settle(callback, .slot(reference, .fixed("__callback__")))
            } else if !isNativeMethod(callback) {
                enterStory(callback)
            }
        }
        weakLists[target] = insert(reference, into: list)
        self[target].flags.insert(.weaklyReferenced)
        return reference
    }

    private func isPlain(_ reference: Ref, _ type: Ref, _ isProxy: Bool) -> Bool {
        guard let info = weakReference(reference) else { return false }
        return info.callback.isNull && info.isProxy == isProxy && self[reference].type == type
            && (isProxy || type == self.type(.weakReference))
    }

    private func insert(_ reference: Ref, into list: [Ref]) -> [Ref] {
        guard let info = weakReference(reference) else { return list }
        let isBasic = info.callback.isNull && (info.isProxy || self[reference].type == type(.weakReference))
        let basics = list.prefix { isPlain($0, self[$0].type, false) || isPlain($0, self[$0].type, true) }
        var place = basics.count
        if isBasic, !info.isProxy { place = 0 }
        return list[..<place] + [reference] + list[place...]
    }

    /// Empties every weak reference to an object and returns those that have a callback, in the order of the list
    /// (Objects/weakrefobject.c, PyObject_ClearWeakRefs).
    mutating func clearWeakReferences(to target: Ref) -> [Ref] {
        guard let list = weakLists.removeValue(forKey: target) else { return [] }
        self[target].flags.remove(.weaklyReferenced)
        for reference in list {
            guard case .weakReference(var info) = self[reference].value else { continue }
            info.target = .null
            self[reference].value = .weakReference(info)
            if recorder.isOn { recorder.record(.weakrefCleared, storyID(reference)) }
        }
        return list.filter { weakReference($0)?.callback.isNull == false }
    }

    /// Takes the callback out of a reference that has been cleared; the interpreter holds both from now on.
    mutating func takeCallback(of reference: Ref) -> WeakCallback? {
        guard case .weakReference(var info) = self[reference].value, !info.callback.isNull else { return nil }
        let callback = info.callback
        info.callback = .null
        self[reference].value = .weakReference(info)
        retain(reference)
        if facts.weakReferencesShowTheirCallback { unsettle(callback, .slot(reference, .fixed("__callback__"))) }
        return WeakCallback(reference: reference, callback: callback)
    }

    /// The callbacks that no slot shows, where the version has such. They belong to the story nevertheless, methods of
    /// built-in classes excepted.
    func hiddenCallbacks() -> Set<Ref> {
        if facts.weakReferencesShowTheirCallback || weakLists.isEmpty { return [] }
        return Set(weakLists.values.joined().compactMap { weakReference($0)?.callback }.filter { !isNativeMethod($0) })
    }

    private func isNativeMethod(_ ref: Ref) -> Bool {
        if !ref.isNull, case .native = self[ref].value { return true }
        return false
    }

    /// Lets go of a callback that no slot shows.
    mutating func dropHiddenCallback(of reference: Ref) {
        guard !facts.weakReferencesShowTheirCallback, case .weakReference(var info) = self[reference].value,
            !info.callback.isNull
        else { return }
        let callback = info.callback
        info.callback = .null
        self[reference].value = .weakReference(info)
        release(callback)
    }

    /// A weak reference goes itself: its target knows it no longer.
    mutating func forgetWeakReference(_ reference: Ref) {
        guard case .weakReference(let info) = self[reference].value, !info.target.isNull else { return }
        let rest = (weakLists[info.target] ?? []).filter { $0 != reference }
        weakLists[info.target] = rest.isEmpty ? nil : rest
        if rest.isEmpty { self[info.target].flags.remove(.weaklyReferenced) }
    }
}
