/// Hands out addresses as a small-block allocator does: blocks of one size side by side, the block that was given back
/// last is the next one used.
struct AddressSpace: Sendable {
    /// Where the model's memory begins. A real address depends on the machine and the run; this one never does.
    static let base = 0x7f00_0000_0000
    static let unit = 16
    /// Blocks of one size are cut from pools of this many units, as pymalloc's pools of 16 KiB (Objects/obmalloc.c).
    private static let poolUnits: Int32 = 1024

    private struct SizeClass {
        var free: [Int32] = []
        var next: Int32 = 0
        var end: Int32 = 0
    }

    /// By their size in units; larger blocks do not come from pools.
    private var classes = [SizeClass](repeating: SizeClass(), count: Int(AddressSpace.poolUnits / 4))
    private var top: Int32

    /// Memory that begins so many units above the base.
    init(from top: Int32 = 64) {
        self.top = top
    }

    /// What the interpreter is born with lies apart, as static data does, so that one more built-in object moves nothing
    /// that a program makes.
    static let staticData = AddressSpace(from: 1 << 30)

    /// The place, in units above the base, of a new block of so many bytes.
    mutating func allocate(_ bytes: Int) -> Int32 {
        let units = AddressSpace.units(bytes)
        if units >= AddressSpace.poolUnits / 4 { return takeFromTop(units) }
        let kind = Int(units)
        if let free = classes[kind].free.popLast() { return free }
        if classes[kind].next + units > classes[kind].end {
            classes[kind].next = takeFromTop(AddressSpace.poolUnits)
            classes[kind].end = classes[kind].next + AddressSpace.poolUnits
        }
        classes[kind].next += units
        return classes[kind].next - units
    }

    mutating func release(_ place: Int32, _ bytes: Int) {
        let units = AddressSpace.units(bytes)
        guard units < AddressSpace.poolUnits / 4 else { return }
        classes[Int(units)].free.append(place)
    }

    private mutating func takeFromTop(_ units: Int32) -> Int32 {
        let place = top
        top = top.addingReportingOverflow(units).partialValue & Int32.max
        return place
    }

    private static func units(_ bytes: Int) -> Int32 {
        Int32(clamping: (max(bytes, 1) + unit - 1) / unit)
    }

    /// Built-in types lie below the blocks, as they do in the interpreter's own data: 416 bytes each
    /// (Include/cpython/object.h, PyTypeObject).
    static func placeOfBuiltinType(_ number: Int) -> Int32 { -Int32(number + 1) * 26 }

    /// Strings of the interpreter's own data lie below the built-in types, 64 bytes each.
    static func placeOfOwnString(_ number: Int) -> Int32 { -0x1_0000 - Int32(number) * 4 }

    static func address(_ place: Int32) -> Int { base + Int(place) * unit }
}
