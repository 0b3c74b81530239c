// Which ints are new objects although they are small ones that exist already. Each was measured by comparing the result
// with `int(str(result))`, for 28 operations and functions.
extension RuntimeFacts {
    /// Sums and differences of ints of several digits, where digits are subtracted (Objects/longobject.c, x_sub, until
    /// 3.8).
    package var differencesAreNew: Bool { !since(3, 9) }

    /// Remainders of a division by an int of several digits (Objects/longobject.c, x_divrem), and what
    /// `int.from_bytes` makes (_PyLong_FromByteArray), until 3.10.
    package var remaindersAreNew: Bool { !since(3, 11) }

    /// What `round`, `math.floor` and `math.ceil` make of a float (Objects/longobject.c, PyLong_FromDouble, until 3.8).
    package var roundedFloatsAreNew: Bool { !since(3, 9) }
}
