import BigInt

/// What `array.array` holds: numbers of one C type side by side, which are no objects (Modules/arraymodule.c).
package struct ArrayValue: Sendable, Equatable {
    /// The C types, by their code. 64-bit Linux and macOS agree on the sizes.
    package enum Element: String, CaseIterable, Sendable {
        case signedChar = "b", unsignedChar = "B", short = "h", unsignedShort = "H", int = "i", unsignedInt = "I"
        case long = "l", unsignedLong = "L", longLong = "q", unsignedLongLong = "Q", float = "f", double = "d"

        package var size: Int {
            switch self {
            case .signedChar, .unsignedChar: 1
            case .short, .unsignedShort: 2
            case .int, .unsignedInt, .float: 4
            case .long, .unsignedLong, .longLong, .unsignedLongLong, .double: 8
            }
        }

        /// Whether its numbers are read as unsigned ones that do not fit in C's int (Modules/arraymodule.c, II_setitem and
        /// its like).
        package var isCheckedAsUnsigned: Bool { [.unsignedInt, .unsignedLong, .unsignedLongLong].contains(self) }

        package var isFloat: Bool { self == .float || self == .double }

        package var isUnsigned: Bool {
            switch self {
            case .unsignedChar, .unsignedShort, .unsignedInt, .unsignedLong, .unsignedLongLong: true
            default: false
            }
        }
    }

    package let element: Element
    /// Each number: the pattern of a `Double`, or an integer in 64 bits.
    package private(set) var cells: [UInt64]
    /// How many numbers fit before the memory has to grow.
    package private(set) var allocated: Int

    package init(_ element: Element, _ cells: [UInt64] = []) {
        self.element = element
        self.cells = cells
        allocated = cells.count
    }

    package var count: Int { cells.count }

    package func number(at place: Int) -> PythonNumber {
        let cell = cells[place]
        if element.isFloat { return .float(Double(bitPattern: cell)) }
        if element.isUnsigned, cell > UInt64(Int.max) { return .big(BigInt(cell)) }
        return .int(Int(bitPattern: UInt(cell)))
    }

    package mutating func set(_ place: Int, to cell: UInt64) { cells[place] = cell }

    /// Puts numbers in the place of others.
    package mutating func replace(_ range: Range<Int>, with new: [UInt64]) {
        let count = cells.count + new.count - range.count
        if count != cells.count { resize(to: count) }
        cells.replaceSubrange(range, with: new)
    }

    package mutating func reverse() { cells.reverse() }

    /// Keeps nothing but these numbers, in memory that shrinks as it does where items go.
    package mutating func keep(_ rest: [UInt64]) {
        resize(to: rest.count)
        cells = rest
    }

    /// Arraymodule.c, array_resize; called before the number of items changes.
    private mutating func resize(to count: Int) {
        if allocated >= count, cells.count < count + 16, allocated > 0 { return }
        allocated = count == 0 ? 0 : count + count >> 4 + (cells.count < 8 ? 3 : 7)
    }

    /// The bytes of the numbers as they lie in memory, the lowest first.
    package var bytes: [UInt8] {
        cells.flatMap { cell -> [UInt8] in
            let pattern = element == .float ? UInt64(Float(Double(bitPattern: cell)).bitPattern) : cell
            return (0..<element.size).map { UInt8(truncatingIfNeeded: pattern >> UInt64($0 * 8)) }
        }
    }

    /// The numbers that lie in bytes, whose count is a multiple of the element's size.
    package static func cells(of bytes: [UInt8], _ element: Element) -> [UInt64] {
        stride(from: 0, to: bytes.count, by: element.size).map { start in
            var pattern: UInt64 = 0
            for (place, byte) in bytes[start..<start + element.size].enumerated() {
                pattern |= UInt64(byte) << UInt64(place * 8)
            }
            if element == .float { return Double(Float(bitPattern: UInt32(pattern))).bitPattern }
            let unused = UInt64(64 - element.size * 8)
            if element.isFloat || element.isUnsigned || unused == 0 { return pattern }
            return UInt64(bitPattern: Int64(bitPattern: pattern << unused) >> Int64(unused))
        }
    }

    /// `array('i', [1, 2])`.
    var text: String {
        let items = cells.indices.map { place -> String in
            switch number(at: place) {
            case .int(let value): String(value)
            case .big(let value): value.description
            case .float(let value): PythonText.repr(value)
            }
        }
        return "array('\(element.rawValue)'" + (items.isEmpty ? ")" : ", [\(items.joined(separator: ", "))])")
    }
}

extension Heap {
    package func arrayValue(_ ref: Ref) -> ArrayValue? {
        if case .array(let array) = self[ref].value { return array }
        return nil
    }

    package mutating func makeArray(_ array: ArrayValue) -> Ref { allocate(.array(array), .array) }

    package mutating func changeArray(_ ref: Ref, _ change: (inout ArrayValue) -> Void) {
        guard case .array(var array) = self[ref].value else { return }
        self[ref].value = .none
        change(&array)
        self[ref].value = .array(array)
    }

    package mutating func makeNumber(_ number: PythonNumber) -> Ref {
        switch number {
        case .int(let value): makeInt(value)
        case .big(let value): makeInt(value)
        case .float(let value): makeFloat(value)
        }
    }
}
