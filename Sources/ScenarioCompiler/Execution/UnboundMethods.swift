import HeapModel

// Methods without an instance, as 2.7 has them.
extension Interpreter {
    /// The first argument of a method without an instance must be one of its class (Objects/classobject.c,
    /// instancemethod_call).
    func checkInstance(_ first: Ref?, of type: Ref, _ function: Ref) throws(Interruption) {
        if let first, heap.isSubclass(heap.typeOf(first), of: type) { return }
        guard case .function(let info) = heap[function].value else { return }
        let found = first.map { "\(heap.typeName($0)) instance" } ?? "nothing"
        throw .typeError(
            "unbound method \(info.name)() must be called with \(heap.className(type)) instance as first argument "
                + "(got \(found) instead)")
    }
}
