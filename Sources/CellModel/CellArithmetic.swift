/// Integers as C calculates with them.
package enum CellArithmetic {
    /// The result of an operator on two numbers of one type, the common type of its operands.
    ///
    /// - Throws: where C leaves the result undefined.
    package static func apply(
        _ op: String, _ left: Int128, _ right: Int128, _ type: IntegerType
    ) throws(Hazard) -> CellValue {
        switch op {
        case "+": return try fitted(left + right, type, op, left, right)
        case "-": return try fitted(left - right, type, op, left, right)
        case "*":
            if !type.isSigned {
                let product = UInt128(left) * UInt128(right)
                return .integer(Int128(product & UInt128(type.range.upperBound)), type)
            }
            return try fitted(left * right, type, op, left, right)
        case "/", "%":
            guard right != 0 else {
                throw Hazard(.divisionByZero, "\(left) is divided by zero")
            }
            if type.isSigned, right == -1, left == type.range.lowerBound {
                throw overflow(op, left, right, type)
            }
            return .integer(op == "/" ? left / right : left % right, type)
        case "&": return .integer(left & right, type)
        case "|": return .integer(left | right, type)
        case "^": return .integer(left ^ right, type)
        case "==": return .truth(left == right)
        case "!=": return .truth(left != right)
        case "<": return .truth(left < right)
        case ">": return .truth(left > right)
        case "<=": return .truth(left <= right)
        default: return .truth(left >= right)
        }
    }

    /// `<<` and `>>`, whose type is that of the left operand alone.
    package static func shift(
        _ op: String, _ left: Int128, _ type: IntegerType, by count: Int128
    ) throws(Hazard) -> CellValue {
        guard count >= 0, count < Int128(type.bits) else {
            throw Hazard(
                .shiftOutOfRange, "a value of \(type.bits) bits is shifted by \(count)")
        }
        if op == ">>" { return .integer(left >> count, type) }
        if !type.isSigned { return .integer(type.wrapped(left << count), type) }
        guard left >= 0 else { throw Hazard(.shiftOutOfRange, "the negative value \(left) is shifted to the left") }
        let result = left << count
        guard type.range.contains(result) else {
            throw Hazard(.shiftOutOfRange, "\(left) shifted by \(count) does not fit \(type.rawValue.withArticle)")
        }
        return .integer(result, type)
    }

    package static func negated(_ value: Int128, _ type: IntegerType) throws(Hazard) -> CellValue {
        if type.isSigned, value == type.range.lowerBound {
            throw Hazard(
                .signedOverflow,
                "\(-value) does not fit \(type.rawValue.withArticle), which ends at \(type.range.upperBound)")
        }
        return .integer(type.wrapped(-value), type)
    }

    package static func complement(_ value: Int128, _ type: IntegerType) -> CellValue {
        .integer(type.wrapped(~value), type)
    }

    private static func fitted(
        _ result: Int128, _ type: IntegerType, _ op: String, _ left: Int128, _ right: Int128
    ) throws(Hazard) -> CellValue {
        if type.range.contains(result) { return .integer(result, type) }
        if !type.isSigned { return .integer(type.wrapped(result), type) }
        throw overflow(op, left, right, type)
    }

    private static func overflow(_ op: String, _ left: Int128, _ right: Int128, _ type: IntegerType) -> Hazard {
        Hazard(
            .signedOverflow,
            "\(left) \(op) \(right) does not fit \(type.rawValue.withArticle), which goes from "
                + "\(type.range.lowerBound) to \(type.range.upperBound)")
    }
}
