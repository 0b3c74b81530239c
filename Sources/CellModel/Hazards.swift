/// What goes wrong in C programs, or may: each with its name in timelines and expectations.
package enum HazardKind: String, CaseIterable, Sendable {
    // C defines what happens.
    case truncation
    case leak

    // C leaves it undefined.
    case signedOverflow = "signed_overflow"
    case divisionByZero = "division_by_zero"
    case shiftOutOfRange = "shift_out_of_range"
    case uninitialisedRead = "uninitialised_read"
    case nullDereference = "null_dereference"
    case outOfBounds = "out_of_bounds"
    case pointerOutOfBounds = "pointer_out_of_bounds"
    case useAfterFree = "use_after_free"
    case useAfterScope = "use_after_scope"
    case danglingPointerUsed = "dangling_pointer_used"
    case doubleFree = "double_free"
    case badFree = "bad_free"
    case misalignedAccess = "misaligned_access"
    case wrongTypeAccess = "wrong_type_access"
    case unrelatedPointers = "unrelated_pointers"
    case unsequenced

    /// Whether C leaves undefined what happens then.
    package var isUndefined: Bool {
        switch self {
        case .truncation, .leak: false
        default: true
        }
    }

    /// What C says about it, and where.
    package var rule: String {
        switch self {
        case .truncation:
            "A value that does not fit an unsigned type loses its upper bits (C11, 6.3.1.3); of a signed type each "
                + "compiler says what becomes of it, and gcc and clang keep the lower bits."
        case .leak: "No pointer leads to the memory any more, so nothing can free it."
        case .signedOverflow: "A result that does not fit its signed type is undefined (C11, 6.5)."
        case .divisionByZero: "Dividing by zero is undefined (C11, 6.5.5)."
        case .shiftOutOfRange:
            "Shifting by a negative number or by as many bits as the type has, or shifting a negative value to the "
                + "left, is undefined (C11, 6.5.7)."
        case .uninitialisedRead: "What nothing has been stored into has no value that could be read (C11, 6.3.2.1)."
        case .nullDereference: "Nothing is at NULL (C11, 6.5.3.2)."
        case .outOfBounds: "What lies outside an object may not be read or written (C11, 6.5.6)."
        case .pointerOutOfBounds:
            "A pointer may move within its object and just behind it, and nowhere else (C11, 6.5.6)."
        case .useAfterFree: "Memory that has been freed may not be used (C11, 6.2.4)."
        case .useAfterScope: "A variable ends with its braces and may not be used then (C11, 6.2.4)."
        case .danglingPointerUsed: "A pointer to what is gone has no value that could be used (C11, 6.2.4)."
        case .doubleFree: "Memory may be freed once (C11, 7.22.3.3)."
        case .badFree: "Only what malloc or calloc returned may be freed (C11, 7.22.3.3)."
        case .misalignedAccess: "An address must suit the type that is read or written there (C11, 6.3.2.3)."
        case .wrongTypeAccess: "What was stored with one type may not be read or written with another (C11, 6.5)."
        case .unrelatedPointers: "Only pointers into one object can be subtracted or ordered (C11, 6.5.6 and 6.5.8)."
        case .unsequenced:
            "Changing a variable twice, or changing and reading it, in no fixed order is undefined (C11, 6.5)."
        }
    }
}

/// One thing that went wrong.
package struct Hazard: Error, Equatable, Sendable {
    package var kind: HazardKind
    /// What happened, in a sentence without a full stop.
    package var message: String
    package var block: Int?
    package var address: UInt64?
    package var width: Int

    package init(_ kind: HazardKind, _ message: String, block: Int? = nil, address: UInt64? = nil, width: Int = 0) {
        self.kind = kind
        self.message = message
        self.block = block
        self.address = address
        self.width = width
    }
}
