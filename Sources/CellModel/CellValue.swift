/// A value of C while a program calculates with it.
package enum CellValue: Equatable, Sendable {
    /// Always within its type's range.
    case integer(Int128, IntegerType)
    case pointer(Pointer, to: CellType)
    /// Of `free`, and of what `void` casts.
    case void

    /// A truth value of C.
    package static func truth(_ holds: Bool) -> CellValue { .integer(holds ? 1 : 0, .int) }
}

/// An address, and the block that it came from; NULL comes from none.
package struct Pointer: Hashable, Sendable {
    package var address: UInt64
    /// The number of the block.
    package var block: Int?

    package init(address: UInt64, block: Int?) {
        self.address = address
        self.block = block
    }

    package static let null = Pointer(address: 0, block: nil)
}

extension UInt64 {
    /// `0x3e8`
    package var hexadecimal: String { "0x" + String(self, radix: 16) }
}
