import HeapModel

extension Interpreter {
    /// `round` of 2.7 (Objects/floatobject.c, float_round; Python/bltinmodule.c, builtin_round): a float, and of two that
    /// are equally near the one that is further from zero.
    func roundToFloat(_ ref: Ref, _ digits: Ref?) throws(Interruption) -> Ref {
        guard heap.number(ref) != nil else { throw .typeError("a float is required") }
        let value = try double(ref)
        let places = try digits.map { (digits) throws(Interruption) in try Natives.index(self, digits) } ?? 0
        guard places != 0 else { return heap.makeFloat(value.rounded(.toNearestOrAwayFromZero)) }
        guard (1...15).contains(places) else {
            throw .unsupportedInVersion("'round' to \(places) digits")
        }
        let scaled = value * Double(sign: .plus, exponent: places + 1, significand: 1)
        let isTie = scaled.isFinite && scaled == scaled.rounded() && scaled.truncatingRemainder(dividingBy: 2) != 0
        if isTie { throw .unsupportedInVersion("'round' of a value halfway between two") }
        guard let rounded = Numbers.round(value, digits: places) else {
            throw .raise("OverflowError", "rounded value too large to represent")
        }
        return heap.makeFloat(rounded)
    }
}
