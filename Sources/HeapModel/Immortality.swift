// Objects that are never counted and never freed (PEP 683, from 3.12 on).
extension RuntimeFacts {
    /// Whether there are such objects. (3.11 lets those of the interpreter start with a count of a thousand million, and
    /// counts on.)
    package var hasImmortalObjects: Bool { since(3, 12) }

    /// Whether a text becomes immortal with its entry in the table of interned strings (Objects/unicodeobject.c,
    /// PyUnicode_InternInPlace, in 3.12 alone). In 3.13 those of the interpreter itself are immortal, and the others are
    /// counted. Measured with `sys.getrefcount`.
    package var internedTextsAreImmortal: Bool { since(3, 12) && !since(3, 13) }
}

extension Heap {
    /// Whether an object is never counted: what exists once for the whole interpreter, its own classes, and interned texts
    /// in 3.12.
    package func isImmortal(_ ref: Ref) -> Bool {
        guard facts.hasImmortalObjects, ref.index < firstOwnRecord || self[ref].flags.contains(.interned) else {
            return false
        }
        switch self[ref].value {
        case .none, .int, .tuple, .bytes: return true
        case .builtinType(let info): return !(info.builtin.map { facts.isMadeByModule($0) } ?? false)
        case .string(let text):
            if self[ref].flags.contains(.interned), facts.internedTextsAreImmortal { return true }
            return text.unicodeScalars.count < 2 && ref.index < firstOwnRecord
        default: return false
        }
    }
}
