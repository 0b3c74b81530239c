// What a call needs to know of a function, without a copy of the whole of it.
extension Heap {
    /// The code that a function runs; nil where the object is no function written in Python.
    @inlinable
    package func code(ofFunction ref: Ref) -> Ref? {
        if case .function(let info) = records[ref.index].value { return info.code }
        return nil
    }

    /// The number of the program text that a code object was compiled from.
    @inlinable
    package func unit(ofCode ref: Ref) -> Int? {
        if case .code(let info) = records[ref.index].value { return info.unit }
        return nil
    }

    @inlinable
    package func name(ofFunction ref: Ref) -> String {
        if case .function(let info) = records[ref.index].value { return info.name }
        return ""
    }

    @inlinable
    package func qualifiedName(ofFunction ref: Ref) -> String {
        if case .function(let info) = records[ref.index].value { return info.qualifiedName }
        return ""
    }
}
