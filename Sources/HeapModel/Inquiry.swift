import Timelines

/// One reference to an object, and what it is.
package struct FoundReference: Equatable, Sendable {
    /// As a program would write it (`name x`, `z[0]`), or what in the interpreter holds it.
    package var text: String
    /// Whether the taught count counts it.
    package var isTaught: Bool
}

// Why a count is what it is.
extension Heap {
    /// Every reference to an object: names in the order of the frames, then slots, then what the interpreter holds.
    ///
    /// They are as many as the object's real count says, except for what the interpreter shares with all else: there
    /// its own references are not told one by one.
    package func references(to target: Ref, labels: [Ref: String] = [:]) -> [FoundReference] {
        var hidden: [FoundReference] = []
        func hide(_ text: String) { hidden.append(FoundReference(text: text, isTaught: false)) }
        forEachRoot { ref, root in
            if ref == target, case .hidden(let reason) = root { hide(reason.rawValue) }
        }
        for holder in liveRefs {
            forEachReference(of: holder) { ref, reference in
                guard ref == target, case .hidden(let reason) = reference else { return }
                hide(describe(reason, of: holder))
            }
        }
        if self[target].flags.contains(.shared) { hide(HiddenReason.interpreter.rawValue) }
        return referrers(of: target, labels: labels).map { FoundReference(text: $0, isTaught: true) } + hidden
    }

    private func describe(_ reason: HiddenReason, of holder: Ref) -> String {
        switch reason {
        case .type: "\(reason.rawValue) (\(typeName(holder)))"
        case .typeInternals: "\(reason.rawValue) (\(className(holder)))"
        default: reason.rawValue
        }
    }
}
