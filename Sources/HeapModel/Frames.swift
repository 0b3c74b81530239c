import Timelines

// Frames and the names in them.
extension Heap {
    /// Enters a frame. References to the function and the code are taken.
    package mutating func enterFrame(
        _ kind: FrameRecord.Kind, name: String, variables: [Symbol] = [], function: Ref = .null, code: Ref
    ) {
        framesEntered += 1
        takeFrame(of: code)
        var frame = FrameRecord(number: framesEntered, kind: kind, name: name)
        frame.variables = variables
        frame.localsBase = locals.count
        frame.stackBase = stack.count
        frame.function = function
        frame.code = code
        frame.caller = callerOfNewFrame()
        if !function.isNull { retain(function) }
        if !code.isNull { retain(code) }
        for _ in variables { locals.append(.null) }
        frames.append(frame)
    }

    /// The innermost frame as an object, owned by the frame that it calls (Objects/frameobject.c, f_back); null where no
    /// one has asked for it, or where frames are no objects of their own.
    private mutating func callerOfNewFrame() -> Ref {
        guard facts.framesAreObjects, let caller = frames.last?.object, !caller.isNull else { return .null }
        return shared(caller)
    }

    /// Gives the module's frame, which has just been entered, room for variables that are no names of the module: those of
    /// comprehensions that run in its code (PEP 709, CO_FAST_HIDDEN).
    package mutating func reserveHiddenVariables(_ count: Int) {
        frames[frames.count - 1].hiddenVariables = count
        for _ in 0..<count { locals.append(.null) }
    }

    /// Makes the frame that has just been entered one of a library, with so many slots: none of them is shown.
    package mutating func markFrameOfLibrary(slots: Int) {
        reserveHiddenVariables(slots)
        frames[frames.count - 1].isOfLibrary = true
    }

    /// Leaves the innermost frame: temporaries go, then the variables in the order of their slots, then the function
    /// and the code (Python/ceval.c, _PyEvalFrameClearAndPop; Objects/frameobject.c, _PyFrame_Clear).
    package mutating func leaveFrame() {
        guard let frame = frames.last else { return }
        while stack.count > frame.stackBase, let ref = stack.popLast() {
            if !ref.isNull { release(ref) }
        }
        if !frame.object.isNull, realCount(frame.object) > 1 { moveLocals(of: frame, to: frame.object) }
        let slots = 0..<(frame.isOfLibrary ? frame.slotCount : frame.variables.count)
        for slot in slots where !frame.parameterCells.contains(slot) { unbindLocal(slot) }
        for slot in frame.parameterCells { unbindLocal(slot) }
        let namespace = frame.namespace
        frames.removeLast()
        locals.removeLast(frame.variables.count + frame.hiddenVariables)
        for (key, value) in inOrder(namespace) { drop(value, .name(key)) }
        for value in frame.machinery.values { release(value) }
        if frame.object.isNull { giveBackFrame(of: frame.code) } else { release(frame.object) }
        if !frame.caller.isNull { release(frame.caller) }
        if !frame.function.isNull { release(frame.function) }
        if !frame.code.isNull { release(frame.code) }
    }

    /// Gives the module's frame the code that runs next, whose reference is taken over; null where none does. What the
    /// code before had goes: its frame as an object, where a traceback does not hold it, and itself.
    package mutating func setModuleCode(_ code: Ref) {
        let old = frames[0]
        frames[0].code = code
        frames[0].object = .null
        if !old.object.isNull { release(old.object) }
        if !old.code.isNull { release(old.code) }
    }

    /// The innermost frame as an object, for a traceback; a borrowed reference.
    package mutating func frameObject() -> Ref { frameObject(at: frames.count - 1) }

    private mutating func frameObject(at index: Int) -> Ref {
        if !frames[index].object.isNull { return frames[index].object }
        if !frames[index].code.isNull { retain(frames[index].code) }
        let object = allocate(
            .frame(FrameObject(name: frames[index].name, code: frames[index].code)), .frame,
            memory: facts.framesAreObjects ? .counted : .freeList)
        frames[index].object = object
        return object
    }

    /// A frame that a traceback holds keeps its variables when it is left.
    private mutating func moveLocals(of frame: FrameRecord, to object: Ref) {
        guard case .frame(var info) = self[object].value else { return }
        let range = frame.localsBase..<frame.localsBase + frame.slotCount
        info.variables = frame.variables
        info.values = Array(locals[range])
        if !frame.function.isNull { info.function = shared(frame.function) }
        // A generator's frame has a caller only while it runs (Objects/genobject.c, gen_send_ex).
        if frames.count > 1, !(facts.framesAreObjects && frame.kind == .generator) {
            info.back = shared(frameObject(at: frames.count - 2))
        }
        self[object].value = .frame(info)
        for slot in range { locals[slot] = .null }
        moveHolders(of: info.values, named: frame.variables, to: object)
    }

    /// References that names of a frame held are from now on held by an object's local slots.
    private mutating func moveHolders(of values: [Ref], named names: [Symbol], to object: Ref) {
        let isShown = self[object].flags.contains(.showsReferences)
        for (name, value) in zip(names, values) where !value.isNull {
            unsettle(value, .name(name))
            if isShown { settle(value, .slot(object, .local(name))) }
        }
    }

    /// The module's code has ended with an exception: its frame lives on only where a traceback holds it.
    package mutating func endModuleFrame() {
        guard let frame = frames.first, !frame.object.isNull else { return }
        frames[0].object = .null
        release(frame.object)
    }

    // MARK: - Generators

    /// Takes the innermost frame off and keeps it in a generator, its stack included.
    package mutating func suspendFrame(into generator: Ref, _ resumption: Resumption, _ state: GeneratorInfo.State) {
        guard var frame = frames.last, case .generator(var info) = self[generator].value else { return }
        let caller = frame.caller
        frame.caller = .null
        let range = frame.localsBase..<frame.localsBase + frame.slotCount
        info.values = Array(locals[range])
        info.stack = Array(stack[frame.stackBase...])
        info.frame = frame
        info.resumption = resumption
        info.state = state
        stack.removeLast(stack.count - frame.stackBase)
        locals.removeLast(frame.slotCount)
        frames.removeLast()
        self[generator].value = .generator(info)
        moveHolders(of: info.values, named: info.variables, to: generator)
        hideStack(info.stack)
        if !caller.isNull { release(caller) }
    }

    /// Puts a generator's frame on top again and returns where it goes on.
    package mutating func resumeFrame(of generator: Ref) -> Resumption? {
        guard case .generator(var info) = self[generator].value else { return nil }
        let (values, waiting) = (info.values, info.stack)
        var frame = info.frame
        info.values = []
        info.stack = []
        info.state = .running
        self[generator].value = .generator(info)
        let isShown = self[generator].flags.contains(.showsReferences)
        for (name, value) in zip(info.variables, values) where !value.isNull {
            if isShown { unsettle(value, .slot(generator, .local(name))) }
            settle(value, .name(name))
        }
        frame.localsBase = locals.count
        frame.stackBase = stack.count
        frame.caller = callerOfNewFrame()
        locals += values
        showStack(waiting)
        stack += waiting
        frames.append(frame)
        return info.resumption
    }

    /// The frame of a generator has been left for good.
    package mutating func finishGenerator(_ generator: Ref) {
        guard case .generator(var info) = self[generator].value else { return }
        info.state = .finished
        self[generator].value = .generator(info)
    }

    /// Ends a generator without running it on; its frame stays with it, but no one can see its variables any more.
    /// Those of a generator that was waiting go, those of one that had not started stay until it dies.
    package mutating func closeKeepingFrame(_ generator: Ref) {
        guard case .generator(var info) = self[generator].value else { return }
        let isShown = self[generator].flags.contains(.showsReferences)
        let (values, waiting) = (info.values, info.stack)
        let hasStarted = info.state == .suspended
        info.state = .finished
        info.keepsFrame = true
        info.values = values.map { _ in .null }
        info.stack = hasStarted ? [] : values.filter { !$0.isNull }
        self[generator].value = .generator(info)
        for (name, value) in zip(info.variables, values) where !value.isNull {
            if isShown { unsettle(value, .slot(generator, .local(name))) }
            if hasStarted { release(value) }
        }
        for value in values.dropFirst(info.variables.count) where hasStarted && !value.isNull { release(value) }
        for ref in waiting where !ref.isNull { release(ref) }
    }

    // MARK: - Names of a module or class body

    /// Binds a name to an object whose temporary reference the caller owned.
    package mutating func bind(_ name: Symbol, to value: Ref, inFrame index: Int) {
        settle(value, .name(name))
        let old = frames[index].namespace.set(name, value)
        if recorder.isOn { recorder.record(.bind, storyID(value), by: "name \(symbols.name(name))") }
        if let old { drop(old, .name(name)) }
    }

    /// Binds a name of a class body that belongs to what every class has and no picture shows.
    package mutating func bindMachinery(_ name: Symbol, to value: Ref) {
        if let old = frames[frames.count - 1].machinery.set(name, value) { release(old) }
    }

    /// Removes a name; false where it is not bound.
    package mutating func unbind(_ name: Symbol, inFrame index: Int) -> Bool {
        guard let old = frames[index].namespace.remove(name, isTraced: !facts.dictsAreOrdered) else { return false }
        if recorder.isOn { recorder.record(.unbind, storyID(old), by: "name \(symbols.name(name))") }
        drop(old, .name(name))
        return true
    }

    // MARK: - Variables of a function

    /// The variable in a slot of the innermost frame, null where it is unbound.
    @inline(__always)
    package func local(_ slot: Int) -> Ref { locals[frames[frames.count - 1].localsBase + slot] }

    /// Takes the value out of a slot; the caller owns the reference. Null where the slot has none.
    package mutating func takeLocal(_ slot: Int) -> Ref {
        let place = frames[frames.count - 1].localsBase + slot
        let value = locals[place]
        locals[place] = .null
        if !value.isNull, !isHiddenVariable(slot) {
            let name = frames[frames.count - 1].variables[slot]
            unsettle(value, .name(name))
        }
        return value
    }

    private func isHiddenVariable(_ slot: Int) -> Bool { slot >= frames[frames.count - 1].variables.count }

    private mutating func setHiddenVariable(_ slot: Int, to value: Ref) {
        let place = frames[frames.count - 1].localsBase + slot
        let old = locals[place]
        locals[place] = value
        if !old.isNull { release(old) }
    }

    package mutating func bindLocal(_ slot: Int, to value: Ref) {
        if slot >= frames[frames.count - 1].variables.count {
            setHiddenVariable(slot, to: value)
            return
        }
        let name = frames[frames.count - 1].variables[slot]
        let place = frames[frames.count - 1].localsBase + slot
        settle(value, .name(name))
        let old = locals[place]
        locals[place] = value
        if recorder.isOn { recorder.record(.bind, storyID(value), by: "name \(symbols.name(name))") }
        if !old.isNull { drop(old, .name(name)) }
    }

    @discardableResult
    package mutating func unbindLocal(_ slot: Int) -> Bool {
        let place = frames[frames.count - 1].localsBase + slot
        let old = locals[place]
        guard !old.isNull else { return false }
        if slot >= frames[frames.count - 1].variables.count {
            setHiddenVariable(slot, to: .null)
            return true
        }
        locals[place] = .null
        let name = frames[frames.count - 1].variables[slot]
        if recorder.isOn { recorder.record(.unbind, storyID(old), by: "name \(symbols.name(name))") }
        drop(old, .name(name))
        return true
    }

    // MARK: - Cells

    package mutating func setCell(_ cell: Ref, to value: Ref) {
        guard case .cell(let old) = self[cell].value else { return }
        guard self[cell].flags.contains(.showsReferences) else {
            self[cell].value = .cell(value)
            if !old.isNull { release(old) }
            return
        }
        settle(value, .slot(cell, .contents))
        self[cell].value = .cell(value)
        if !old.isNull { drop(old, .slot(cell, .contents)) }
    }

    /// Gives back a reference that a slot held, shown or hidden.
    mutating func letGo(_ value: Ref, _ holder: @autoclosure () -> Holder, isShown: Bool) {
        if isShown { drop(value, holder()) } else { release(value) }
    }

    /// Empties a cell; false where it is empty.
    package mutating func clearCell(_ cell: Ref) -> Bool {
        guard case .cell(let old) = self[cell].value, !old.isNull else { return false }
        self[cell].value = .cell(.null)
        letGo(old, .slot(cell, .contents), isShown: self[cell].flags.contains(.showsReferences))
        return true
    }
}
