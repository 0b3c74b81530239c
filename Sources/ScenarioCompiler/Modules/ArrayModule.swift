import BigInt
import HeapModel

// The module array (Modules/arraymodule.c).
extension Natives {
    static let arrayConstructors: [NativeFunction] = [
        NativeFunction(name: "array.array") { (interpreter, _, arguments, _) throws(Interruption) in
            if arguments.isEmpty { throw .typeError("array() takes at least 1 argument (0 given)") }
            if arguments.count > 2 {
                throw .typeError("array() takes at most 2 arguments (\(arguments.count) given)")
            }
            let element = try element(interpreter, arguments[0])
            return try interpreter.makeArray(element, from: arguments.count > 1 ? arguments[1] : nil)
        }
    ]

    private static func element(
        _ interpreter: Interpreter, _ argument: Ref
    ) throws(Interruption) -> ArrayValue.Element {
        guard let code = interpreter.string(argument), code.unicodeScalars.count == 1 else {
            throw .typeError(
                "array() argument 1 must be a unicode character, not \(interpreter.heap.typeName(argument))")
        }
        if code == "u" { throw .unsupported("the typecode 'u' of array") }
        guard let element = ArrayValue.Element(rawValue: code) else {
            throw .valueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        }
        return element
    }

    static let arrayMethods: [NativeFunction] = [
        one("append") { (interpreter, array, argument) throws(Interruption) in
            try interpreter.insert(argument, into: array, at: interpreter.array(array).count)
        },
        one("extend") { (interpreter, array, argument) throws(Interruption) in
            try interpreter.extend(array: array, from: argument)
        },
        NativeFunction(name: "insert", type: .array) { (interpreter, array, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "insert")
            let count = interpreter.array(array).count
            let wanted = try index(interpreter, arguments[0])
            let place = wanted < 0 ? max(0, wanted + count) : min(wanted, count)
            try interpreter.insert(arguments[1], into: array, at: place)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "pop", type: .array) { (interpreter, array, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "pop")
            var place = -1
            if let argument = arguments.first { place = try index(interpreter, argument) }
            let value = interpreter.array(array)
            if value.count == 0 { throw .indexError("pop from empty array") }
            if place < 0 { place += value.count }
            guard place >= 0, place < value.count else { throw .indexError("pop index out of range") }
            interpreter.heap.changeArray(array) { $0.replace(place..<place + 1, with: []) }
            return interpreter.heap.makeNumber(value.number(at: place))
        },
        one("remove") { (interpreter, array, argument) throws(Interruption) in
            guard let place = try interpreter.place(of: argument, in: array) else {
                throw .valueError("array.remove(x): x not in array")
            }
            interpreter.heap.changeArray(array) { $0.replace(place..<place + 1, with: []) }
        },
        NativeFunction(name: "index", type: .array) { (interpreter, array, arguments, _) throws(Interruption) in
            try between(1, 3, arguments, "index")
            if arguments.count > 1 { throw .unsupported("the bounds of array.index") }
            guard let place = try interpreter.place(of: arguments[0], in: array) else {
                throw .valueError("array.index(x): x not in array")
            }
            return interpreter.heap.makeInt(place)
        },
        NativeFunction(name: "count", type: .array) { (interpreter, array, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "array.count")
            return interpreter.heap.makeInt(try interpreter.places(of: arguments[0], in: array).count)
        },
        none("reverse") { interpreter, array in interpreter.heap.changeArray(array) { $0.reverse() } },
        NativeFunction(name: "tolist", type: .array) { (interpreter, array, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "array.tolist")
            let value = interpreter.array(array)
            return interpreter.heap.makeList(
                (0..<value.count).map { interpreter.heap.makeNumber(value.number(at: $0)) })
        },
        NativeFunction(name: "tobytes", type: .array) { (interpreter, array, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "array.tobytes")
            return interpreter.heap.makeBytes(interpreter.array(array).bytes)
        },
        one("fromlist") { (interpreter, array, argument) throws(Interruption) in
            guard case .list(let list) = interpreter.heap[argument].value else { throw .typeError("arg must be list") }
            let element = interpreter.array(array).element
            var cells: [UInt64] = []
            for item in list.items { cells.append(try interpreter.cell(of: item, element)) }
            interpreter.append(cells, to: array)
        },
        one("frombytes") { (interpreter, array, argument) throws(Interruption) in
            guard case .bytes(let bytes) = interpreter.heap[argument].value else {
                throw .typeError("a bytes-like object is required, not '\(interpreter.heap.typeName(argument))'")
            }
            interpreter.append(try interpreter.cells(of: bytes, interpreter.array(array).element), to: array)
        },
    ]

    private static func one(
        _ name: String, _ run: @escaping @Sendable (Interpreter, Ref, Ref) throws(Interruption) -> Void
    ) -> NativeFunction {
        NativeFunction(name: name, type: .array) { (interpreter, array, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "array.\(name)")
            try run(interpreter, array, arguments[0])
            return interpreter.heap.makeNone()
        }
    }

    private static func none(_ name: String, _ run: @escaping @Sendable (Interpreter, Ref) -> Void) -> NativeFunction {
        NativeFunction(name: name, type: .array) { (interpreter, array, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "array.\(name)")
            run(interpreter, array)
            return interpreter.heap.makeNone()
        }
    }
}

// MARK: - Numbers in and out

extension Interpreter {
    func array(_ ref: Ref) -> ArrayValue { heap.arrayValue(ref) ?? ArrayValue(.int) }

    /// `array(code, source)`: a list or tuple tells how much memory it takes, anything else is gone through.
    fileprivate func makeArray(_ element: ArrayValue.Element, from source: Ref?) throws(Interruption) -> Ref {
        guard let source else { return heap.makeArray(ArrayValue(element)) }
        switch heap[source].value {
        case .list, .tuple:
            var cells: [UInt64] = []
            let items = try values(of: source)
            defer { release(items) }
            for item in items { cells.append(try cell(of: item, element)) }
            return heap.makeArray(ArrayValue(element, cells))
        case .array(let other):
            var cells: [UInt64] = []
            for place in 0..<other.count {
                let number = heap.makeNumber(other.number(at: place))
                defer { heap.release(number) }
                cells.append(try cell(of: number, element))
            }
            return heap.makeArray(ArrayValue(element, cells))
        case .bytes(let bytes):
            let result = heap.makeArray(ArrayValue(element))
            do throws(Interruption) {
                append(try cells(of: bytes, element), to: result)
            } catch {
                heap.release(result)
                throw error
            }
            return result
        case .string:
            throw .typeError("cannot use a str to initialize an array with typecode '\(element.rawValue)'")
        default:
            let result = heap.makeArray(ArrayValue(element))
            push(result)
            try extend(array: result, from: source)
            return pop()
        }
    }

    fileprivate func cells(
        of bytes: [UInt8], _ element: ArrayValue.Element
    ) throws(Interruption) -> [UInt64] {
        guard bytes.count % element.size == 0 else { throw .valueError("bytes length not a multiple of item size") }
        return ArrayValue.cells(of: bytes, element)
    }

    /// A number as the array keeps it.
    func cell(of ref: Ref, _ element: ArrayValue.Element) throws(Interruption) -> UInt64 {
        if element.isFloat {
            let value = try double(ref)
            return (element == .float ? Double(Float(value)) : value).bitPattern
        }
        guard let number = heap.number(ref), !number.isFloat else {
            let place = element.isCheckedAsUnsigned ? "an unsigned array" : "an array"
            throw .typeError("'\(heap.typeName(ref))' object cannot be interpreted as an integer by \(place)")
        }
        let value = number.asBig
        for bound in ArrayBound.bounds(of: element) {
            if value < bound.lowest { throw .raise("OverflowError", bound.tooSmall) }
            if value > bound.highest { throw .raise("OverflowError", bound.tooLarge) }
        }
        return UInt64(truncatingIfNeeded: value)
    }

    fileprivate func insert(_ value: Ref, into array: Ref, at place: Int) throws(Interruption) {
        let cell = try cell(of: value, self.array(array).element)
        try checkSize(self.array(array).count + 1)
        heap.changeArray(array) { $0.replace(place..<place, with: [cell]) }
    }

    fileprivate func append(_ cells: [UInt64], to array: Ref) {
        let count = self.array(array).count
        if !cells.isEmpty { heap.changeArray(array) { $0.replace(count..<count, with: cells) } }
    }

    /// `array.extend(source)`.
    fileprivate func extend(array: Ref, from source: Ref) throws(Interruption) {
        if let other = heap.arrayValue(source) {
            guard other.element == self.array(array).element else {
                throw .typeError("can only extend with array of same kind")
            }
            append(other.cells, to: array)
            return
        }
        try forEachItem(of: source) { (item) throws(Interruption) in
            try self.insert(item, into: array, at: self.array(array).count)
            return true
        }
    }

    fileprivate func place(of value: Ref, in array: Ref) throws(Interruption) -> Int? {
        try places(of: value, in: array, upTo: 1).first
    }

    /// Where numbers stand that equal a value.
    fileprivate func places(of value: Ref, in array: Ref, upTo most: Int = .max) throws(Interruption) -> [Int] {
        var found: [Int] = []
        var place = 0
        while place < self.array(array).count, found.count < most {
            let number = heap.makeNumber(self.array(array).number(at: place))
            defer { heap.release(number) }
            if try isEqual(number, value) { found.append(place) }
            place += 1
        }
        return found
    }

    func containsNumber(_ array: Ref, _ value: Ref) throws(Interruption) -> Bool {
        try place(of: value, in: array) != nil
    }
}

/// What the conversion of an int to a C type allows, and what it says otherwise (Python/getargs.c, convertsimple;
/// Modules/arraymodule.c).
private struct ArrayBound {
    var lowest: BigInt
    var highest: BigInt
    var tooSmall: String
    var tooLarge: String

    private init(_ lowest: BigInt, _ highest: BigInt, _ tooSmall: String, _ tooLarge: String) {
        (self.lowest, self.highest, self.tooSmall, self.tooLarge) = (lowest, highest, tooSmall, tooLarge)
    }

    private init(_ name: String, _ lowest: Int, _ highest: Int) {
        self.init(
            BigInt(lowest), BigInt(highest), "\(name) is less than minimum", "\(name) is greater than maximum")
    }

    private static let long = ArrayBound(
        BigInt(Int.min), BigInt(Int.max), "Python int too large to convert to C long",
        "Python int too large to convert to C long")
    private static let short = ArrayBound("signed short integer", -32768, 32767)
    private static let int = ArrayBound("signed integer", Int(Int32.min), Int(Int32.max))
    private static let negative = "can't convert negative value to unsigned int"

    /// The bounds that are checked one after the other.
    static func bounds(of element: ArrayValue.Element) -> [ArrayBound] {
        switch element {
        case .signedChar: [long, short, ArrayBound("signed char", -128, 127)]
        case .unsignedChar: [long, short, ArrayBound("unsigned byte integer", 0, 255)]
        case .short: [long, short]
        case .unsignedShort: [long, int, ArrayBound("unsigned short", 0, 65535)]
        case .int: [long, int]
        case .unsignedInt:
            [
                ArrayBound(0, BigInt(UInt.max), negative, "Python int too large to convert to C unsigned long"),
                ArrayBound(0, BigInt(UInt32.max), negative, "unsigned int is greater than maximum"),
            ]
        case .long: [long]
        case .unsignedLong:
            [ArrayBound(0, BigInt(UInt.max), negative, "Python int too large to convert to C unsigned long")]
        case .longLong:
            [ArrayBound(BigInt(Int.min), BigInt(Int.max), "int too big to convert", "int too big to convert")]
        case .unsignedLongLong:
            [ArrayBound(0, BigInt(UInt.max), "can't convert negative int to unsigned", "int too big to convert")]
        case .float, .double: []
        }
    }
}
