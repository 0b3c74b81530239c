import Timelines

// What the interactive prompt keeps between lines.
extension Heap {
    /// Binds a name of the module `builtins` to an object whose temporary reference the caller owned.
    package mutating func bindShown(_ name: Symbol, to value: Ref) {
        settle(value, .name(name))
        let old = shownNames.set(name, value)
        if recorder.isOn { recorder.record(.bind, storyID(value), by: "name \(symbols.name(name))") }
        if let old { drop(old, .name(name)) }
    }

    /// Keeps the exception that ended a line, as `sys.last_value` and its like, in place of the one before. The
    /// exception is borrowed.
    package mutating func keepLastError(_ exception: Ref) {
        guard case .exception(let info) = self[exception].value else { return }
        let kept = facts.lastErrorNames.map { reason in
            switch reason {
            case .lastErrorType: self[exception].type
            case .lastErrorTraceback: info.traceback.isNull ? none : info.traceback
            default: exception
            }
        }
        for (place, ref) in kept.enumerated() {
            retain(ref)
            if lastError.indices.contains(place) {
                let old = lastError[place]
                lastError[place] = ref
                release(old)
            } else {
                lastError.append(ref)
            }
        }
    }
}
