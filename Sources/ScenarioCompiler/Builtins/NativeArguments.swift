import HeapModel

// How functions written in C read their arguments (Python/getargs.c, and what Argument Clinic generates).
extension Natives {
    /// The arguments by position and name, in the order of the parameters; nil where one is not given.
    static func named(
        _ arguments: [Ref], _ keywords: [KeywordArgument], _ parameters: [String], _ function: String,
        positional: Int? = nil
    ) throws(Interruption) -> [Ref?] {
        let most = positional ?? parameters.count
        if arguments.count + keywords.count > parameters.count || arguments.count > most {
            let isPositional = most < parameters.count && arguments.count > most
            let limit = isPositional ? most : parameters.count
            let kind =
                isPositional
                ? "positional argument" : keywords.isEmpty || !arguments.isEmpty ? "argument" : "keyword argument"
            let given = isPositional ? arguments.count : arguments.count + keywords.count
            throw .typeError("\(function)() takes at most \(limit) \(kind)\(limit == 1 ? "" : "s") (\(given) given)")
        }
        var values: [Ref?] = Array(repeating: nil, count: parameters.count)
        for (place, argument) in arguments.enumerated() { values[place] = argument }
        for keyword in keywords {
            guard let place = parameters.firstIndex(of: keyword.name) else {
                throw .typeError("'\(keyword.name)' is an invalid keyword argument for \(function)()")
            }
            if place < arguments.count {
                throw .typeError(
                    "argument for \(function)() given by name ('\(keyword.name)') and position (\(place + 1))")
            }
            values[place] = keyword.value
        }
        return values
    }

    /// Checks the number of arguments of a function that takes a range of them and parses them by a format.
    static func parsed(
        _ least: Int, _ most: Int, _ arguments: [Ref], _ name: String
    ) throws(Interruption) {
        guard arguments.count < least || arguments.count > most else { return }
        let bound = arguments.count < least ? least : most
        let quantity = least == most ? "exactly" : arguments.count < least ? "at least" : "at most"
        throw .typeError(
            "\(name)() takes \(quantity) \(bound) argument\(bound == 1 ? "" : "s") (\(arguments.count) given)")
    }

    /// `start` and `end` of a search: None, or an int that is clamped to what fits.
    static func sliceBound(_ interpreter: Interpreter, _ argument: Ref?) throws(Interruption) -> Int? {
        guard let argument, argument != interpreter.heap.none else { return nil }
        guard let number = try interpreter.indexNumber(argument) else {
            throw .typeError("slice indices must be integers or None or have an __index__ method")
        }
        if case .int(let value) = number { return value }
        return number.asBig < 0 ? Int.min / 2 : Int.max
    }

    /// An argument that says how many or where (Argument Clinic's `Py_ssize_t`).
    static func size(_ interpreter: Interpreter, _ argument: Ref) throws(Interruption) -> Int {
        if interpreter.heap.number(argument)?.isFloat == true {
            throw .typeError("'float' object cannot be interpreted as an integer that is a size")
        }
        return try index(interpreter, argument)
    }

    /// An argument that says yes or no.
    static func flag(_ interpreter: Interpreter, _ argument: Ref, _ function: String) throws(Interruption) -> Bool {
        if interpreter.heap.facts.flagsTakeAnyObject { return try interpreter.truth(argument) }
        return try cInt(interpreter, argument, function) != 0
    }

    /// The value of an int that has to fit in C's int.
    static func cInt(_ interpreter: Interpreter, _ argument: Ref, _ function: String) throws(Interruption) -> Int {
        guard let number = try interpreter.indexNumber(argument) else {
            let type = interpreter.heap.typeName(argument)
            throw .typeError("'\(type)' object cannot be interpreted as an integer by \(function)")
        }
        guard case .int(let value) = number, Int32(exactly: value) != nil else {
            throw .raise("OverflowError", "Python int too large to convert to C int by \(function)")
        }
        return value
    }
}

extension Interpreter {
    /// Runs a function on values; what it raises becomes a Python exception.
    func python<Result>(_ body: () throws(TextError) -> Result) throws(Interruption) -> Result {
        do {
            return try body()
        } catch {
            if error.type.isEmpty { throw .unsupported(error.message) }
            throw .raise(error.type, error.message)
        }
    }

    /// The text of a str; nil for any other object.
    func string(_ ref: Ref) -> String? {
        if case .string(let text) = heap[ref].value { return text }
        return nil
    }

    func scalars(_ ref: Ref) -> [Unicode.Scalar] { string(ref).map { Array($0.unicodeScalars) } ?? [] }

    func makeString(_ scalars: some Sequence<Unicode.Scalar>) -> Ref {
        heap.makeString(String(String.UnicodeScalarView(scalars)))
    }

    func makeNewString(_ scalars: some Sequence<Unicode.Scalar>) -> Ref {
        heap.makeNewString(String(String.UnicodeScalarView(scalars)))
    }

    /// A part of a str; the whole is the same object.
    func part(_ range: Range<Int>, of scalars: [Unicode.Scalar], _ whole: Ref) -> Ref {
        range.count == scalars.count ? exact(whole) : makeString(scalars[range])
    }

    /// The list that splitting makes: with room for 12 items, or for one more than the cuts that were allowed
    /// (Objects/stringlib/split.h, PREALLOC_SIZE).
    func makeSplitList(_ parts: [Ref], limit: Int) -> Ref {
        let room = limit < 0 || limit >= 12 ? 12 : limit + 1
        let list = heap.makeList(Array(parts.prefix(room)), allocated: room)
        for part in parts.dropFirst(room) { heap.append(part, to: list) }
        return list
    }
}
