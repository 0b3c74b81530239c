/// Code of the program that the death of an object makes run.
package enum DeathCall: Sendable {
    /// `__del__` of an object.
    case finalizer(Ref)
    /// GeneratorExit in a generator that waits.
    case closing(Ref)
    /// The callback of a weak reference whose target is gone.
    case callback(WeakCallback)
}

/// Deallocations that hang together, and where they stand.
struct Cascade: Sendable {
    /// Objects whose deallocation has begun, each inside the one before.
    var dying: [Dying] = []
    /// What must run before the cascade goes on.
    var call: DeathCall?
    /// References whose last one goes once the cascade is over, in order; each is still counted as hidden.
    var postponed: [Ref] = []
    var nextPostponed = 0
}

// Cascades that pause while code of the program runs.
extension Heap {
    /// Whether code of the program must run before anything else does. (Asked after each instruction: were it not
    /// mutating, the heap would be copied around the call.)
    package var hasDeathCall: Bool { mutating get { cascade.call != nil } }

    /// Hands out what must run now. Until `closeDeathCall` the cascade waits, and what dies meanwhile dies at once.
    package mutating func openDeathCall() -> DeathCall? {
        guard let call = cascade.call else { return nil }
        waitingCascades.append(cascade)
        cascade = Cascade()
        return call
    }

    /// What was to run has run: the cascade goes on until it ends or code must run again.
    package mutating func closeDeathCall() {
        guard var resumed = waitingCascades.popLast(), let call = resumed.call else { return }
        resumed.call = nil
        cascade = resumed
        switch call {
        case .finalizer(let ref), .closing(let ref): endFinalizer(ref)
        case .callback: break
        }
        runCascade()
    }

    /// Starts the next death that had to wait; false where there is none.
    mutating func startPostponed() -> Bool {
        guard cascade.nextPostponed < cascade.postponed.count else {
            if !cascade.postponed.isEmpty {
                cascade.postponed = []
                cascade.nextPostponed = 0
            }
            return false
        }
        let ref = cascade.postponed[cascade.nextPostponed]
        cascade.nextPostponed += 1
        giveBackHidden([ref])
        return true
    }

    // MARK: - Stages

    /// What an object goes through before it gives back its references, the first stage last.
    func stages(of ref: Ref) -> [DeathStage] {
        let isWeaklyReferenced = records[ref.index].flags.contains(.weaklyReferenced)
        guard hasFinalizer(ref) else { return isWeaklyReferenced ? [.weakReferences] : [] }
        return callbacksComeFirst(ref) ? [.finalizer, .weakReferences] : [.weakReferences, .finalizer]
    }

    private func callbacksComeFirst(_ ref: Ref) -> Bool {
        if case .generator = records[ref.index].value { return true }
        return facts.callbacksComeBeforeFinalizer
    }

    /// Whether a collection ends an object before it counts the garbage: what it lets go of is not counted then. A
    /// generator lets go of its variables even where no code of its own is left to run.
    package func isEndedByCollection(_ ref: Ref) -> Bool {
        guard case .generator(let info) = records[ref.index].value else { return hasFinalizer(ref) }
        switch info.state {
        case .created: return !facts.unstartedGeneratorsKeepTheirFrame
        case .suspended: return true
        case .running, .finished: return false
        }
    }

    /// Whether an object's death runs code of its own.
    package func hasFinalizer(_ ref: Ref) -> Bool {
        if case .generator(let info) = records[ref.index].value {
            return info.state == .suspended && !records[ref.index].flags.contains(.finalized)
                && !(info.resumption.handlers.isEmpty && info.stack.isEmpty)
        }
        guard definesFinalizers, !(records[ref.index].flags.contains(.finalized) && facts.finalizesOnce) else {
            return false
        }
        return finalizer(of: ref) != nil
    }

    /// `__del__` of an object's class, borrowed; nil where it has none.
    package func finalizer(of ref: Ref) -> Ref? {
        guard definesFinalizers, case .userClass(let info) = self[self[ref].type].value else { return nil }
        for type in info.resolutionOrder {
            if case .userClass(let info) = self[type].value, let method = info.namespace[finalizerName] {
                return method
            }
        }
        return nil
    }

    mutating func pass(_ stage: DeathStage, at top: Int) {
        let ref = cascade.dying[top].ref
        switch stage {
        case .finalizer: cascade.call = beginFinalizer(ref)
        case .weakReferences: passWeakReferences(ref, at: top)
        }
    }

    /// The object lives while its finalizer runs, by one reference of the interpreter's (Objects/object.c,
    /// PyObject_CallFinalizerFromDealloc).
    private mutating func beginFinalizer(_ ref: Ref) -> DeathCall {
        records[ref.index].hidden += 1
        records[ref.index].flags.insert(.finalized)
        if records[ref.index].flags.contains(.tracked) {
            records[ref.index].generation = 0
            lists.append(ref, to: .young)
        }
        if case .generator = records[ref.index].value { return .closing(ref) }
        return .finalizer(ref)
    }

    private mutating func endFinalizer(_ ref: Ref) {
        guard let top = cascade.dying.indices.last else { return }
        cascade.dying[top].stages.removeLast()
        records[ref.index].hidden -= 1
        if realCount(ref) == 0 {
            lists.remove(ref)
            if records[ref.index].flags.contains(.weaklyReferenced), cascade.dying[top].stages.isEmpty {
                cascade.dying[top].stages = [.weakReferences]
            }
            return
        }
        if recorder.isOn { recorder.record(.resurrect, storyID(ref)) }
        let dying = cascade.dying.removeLast()
        if dying.isInTrashcan { leaveTrashcan() }
    }

    private mutating func passWeakReferences(_ ref: Ref, at top: Int) {
        if records[ref.index].flags.contains(.weaklyReferenced) {
            let references = clearWeakReferences(to: ref)
            cascade.dying[top].callbacks = references.compactMap { takeCallback(of: $0) }
        }
        let next = cascade.dying[top].nextCallback
        if next < cascade.dying[top].callbacks.count {
            cascade.dying[top].nextCallback += 1
            cascade.call = .callback(cascade.dying[top].callbacks[next])
            return
        }
        let done = cascade.dying[top].callbacks
        cascade.dying[top].stages.removeLast()
        cascade.dying[top].callbacks = []
        if !done.isEmpty { giveBackHidden(done.reversed().flatMap { [$0.callback, $0.reference] }) }
    }

    // MARK: - What a cascade holds

    /// Visits the references of cascades that are paused.
    func forEachReferenceOfCascades(_ visit: (Ref) -> Void) {
        for cascade in waitingCascades + [cascade] {
            for dying in cascade.dying {
                if dying.isOpen {
                    for (target, _) in dying.pending[dying.next...] { visit(target) }
                } else if !dying.ref.isNull {
                    visit(dying.ref)
                }
                for call in dying.callbacks {
                    visit(call.reference)
                    visit(call.callback)
                }
            }
            for ref in cascade.postponed[cascade.nextPostponed...] { visit(ref) }
        }
        for ref in trashcan.refs { visit(ref) }
    }
}
