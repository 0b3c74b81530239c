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

    private var classes: [Int32: SizeClass] = [:]
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
        var sizeClass = classes[units] ?? SizeClass()
        defer { classes[units] = sizeClass }
        if let free = sizeClass.free.popLast() { return free }
        if sizeClass.next + units > sizeClass.end {
            sizeClass.next = takeFromTop(AddressSpace.poolUnits)
            sizeClass.end = sizeClass.next + AddressSpace.poolUnits
        }
        sizeClass.next += units
        return sizeClass.next - units
    }

    mutating func release(_ place: Int32, _ bytes: Int) {
        let units = AddressSpace.units(bytes)
        guard units < AddressSpace.poolUnits / 4 else { return }
        classes[units, default: SizeClass()].free.append(place)
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
