import BigInt
import HeapModel

// `long` of 2.7.
extension Interpreter {
    /// The result of an operation, owned: an int becomes a long where an operand was one, and is a new object then.
    func widened(_ result: Ref, from operands: [Ref]) -> Ref {
        guard heap.facts.hasLong, heap.kind(result) == .int, operands.contains(where: { heap.kind($0) == .long }),
            case .int(let value) = heap[result].value
        else { return result }
        heap.release(result)
        return heap.allocate(.int(value), .long)
    }
}
