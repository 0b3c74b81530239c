// CellModel: C's memory, as buckets of bytes.
//
// In:  declarations, stores, loads, allocations, in the order in which a program does them.
// Out: the state as a `CellMemory` of Timelines, and every hazard by its name.
//
// 1. `CellType` has the types with their sizes and ranges on one data model, LP64.
// 2. `CellMemory` (here `Memory`) holds blocks of bytes: each byte knows whether it has been stored, each pointer which
//    block it came from, so that one that dangles or runs over is told apart from one that is right by its number.
// 3. `CellArithmetic` calculates as C defines it, and says where C does not.
// 4. `HazardKind` names what goes wrong. An undefined operation has no result here: whoever runs the program stops.
//
// It knows no syntax and no place in a file.

import Timelines

/// The facts of the machine that the model is, each with its source.
package enum Machine {
    /// The first variable's address, as on the slide of the talk.
    package static let firstVariable: UInt64 = 0x3E8
    /// Variables lie below the allocations.
    package static let firstAllocation: UInt64 = 0x7D0
    /// What malloc aligns to: suitable for any object (C11, 7.22.3; 16 bytes on x86-64).
    package static let allocationAlignment: UInt64 = 16
    /// Bytes between two allocations, so that the end of one is not the start of another.
    package static let allocationGap: UInt64 = 16
    /// In bytes: LP64 (System V ABI for x86-64, 3.1.2).
    package static let pointerSize = 8
    /// The most bytes that all allocations together may have.
    package static let mostAllocated = 1 << 20
    /// The longest array or allocation that is drawn cell by cell.
    package static let mostCells = 4096
}
