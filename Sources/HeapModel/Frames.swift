import Timelines

// Frames and the names in them.
extension Heap {
    /// Enters a frame. References to the function and the code are taken.
    package mutating func enterFrame(
        _ kind: FrameRecord.Kind, name: String, variables: [Symbol] = [], function: Ref = .null, code: Ref
    ) {
        framesEntered += 1
        var frame = FrameRecord(number: framesEntered, kind: kind, name: name)
        frame.variables = variables
        frame.localsBase = locals.count
        frame.stackBase = stack.count
        frame.function = function
        frame.code = code
        if !function.isNull { retain(function) }
        retain(code)
        for _ in variables { locals.append(.null) }
        frames.append(frame)
    }

    /// Leaves the innermost frame: temporaries go, then the variables in the order of their slots, then the function
    /// and the code (Python/ceval.c, _PyEvalFrameClearAndPop; Objects/frameobject.c, _PyFrame_Clear).
    package mutating func leaveFrame() {
        guard let frame = frames.last else { return }
        while stack.count > frame.stackBase, let ref = stack.popLast() {
            if !ref.isNull { release(ref) }
        }
        for slot in frame.variables.indices { unbindLocal(slot) }
        let namespace = frame.namespace
        frames.removeLast()
        locals.removeLast(frame.variables.count)
        for (key, value) in zip(namespace.keys, namespace.values) { drop(value, .name(key)) }
        if !frame.function.isNull { release(frame.function) }
        release(frame.code)
    }

    // MARK: - Names of a module or class body

    /// Binds a name to an object whose temporary reference the caller owned.
    package mutating func bind(_ name: Symbol, to value: Ref, inFrame index: Int) {
        settle(value, .name(name))
        let old = frames[index].namespace.set(name, value)
        if recorder.isOn { recorder.record(.bind, storyID(value), by: "name \(symbols.name(name))") }
        if let old { drop(old, .name(name)) }
    }

    /// Removes a name; false where it is not bound.
    package mutating func unbind(_ name: Symbol, inFrame index: Int) -> Bool {
        guard let old = frames[index].namespace.remove(name) else { return false }
        if recorder.isOn { recorder.record(.unbind, storyID(old), by: "name \(symbols.name(name))") }
        drop(old, .name(name))
        return true
    }

    // MARK: - Variables of a function

    /// The variable in a slot of the innermost frame, null where it is unbound.
    @inline(__always)
    package func local(_ slot: Int) -> Ref { locals[frames[frames.count - 1].localsBase + slot] }

    package mutating func bindLocal(_ slot: Int, to value: Ref) {
        let frame = frames[frames.count - 1]
        let name = frame.variables[slot]
        settle(value, .name(name))
        let old = locals[frame.localsBase + slot]
        locals[frame.localsBase + slot] = value
        if recorder.isOn { recorder.record(.bind, storyID(value), by: "name \(symbols.name(name))") }
        if !old.isNull { drop(old, .name(name)) }
    }

    @discardableResult
    package mutating func unbindLocal(_ slot: Int) -> Bool {
        let frame = frames[frames.count - 1]
        let old = locals[frame.localsBase + slot]
        guard !old.isNull else { return false }
        locals[frame.localsBase + slot] = .null
        let name = frame.variables[slot]
        if recorder.isOn { recorder.record(.unbind, storyID(old), by: "name \(symbols.name(name))") }
        drop(old, .name(name))
        return true
    }

    // MARK: - Cells

    package mutating func setCell(_ cell: Ref, to value: Ref) {
        guard case .cell(let old) = self[cell].value else { return }
        settle(value, .slot(cell, .contents))
        self[cell].value = .cell(value)
        if !old.isNull { drop(old, .slot(cell, .contents)) }
    }

    /// Empties a cell; false where it is empty.
    package mutating func clearCell(_ cell: Ref) -> Bool {
        guard case .cell(let old) = self[cell].value, !old.isNull else { return false }
        self[cell].value = .cell(.null)
        drop(old, .slot(cell, .contents))
        return true
    }
}
