import HeapModel

// Which constants a code object keeps: those that only unreachable instructions load may be left out.
extension CodeUnit {
    /// The numbers of the constants that the code object has under a rule.
    ///
    /// - Parameter table: the constants of the whole program.
    /// - Parameter units: the code of the whole program.
    func keptConstants(_ table: [Constant], _ units: [CodeUnit], _ rule: UnusedConstants) -> [Int] {
        let constants = self.constants + lateConstants.filter { !self.constants.contains($0) }
        if rule == .kept || constants.isEmpty { return constants }
        let loaded = loadedConstants(table, units)
        // The first constant is where a documentation text stands, and is never left out.
        let isKept = constants.enumerated().map {
            $0.offset == 0 || loaded.contains($0.element) || $0.element == documentation
        }
        switch rule {
        case .kept: return constants
        case .trimmedAtEnd: return Array(constants[...(isKept.lastIndex(of: true) ?? 0)])
        case .removed: return zip(constants, isKept).filter(\.1).map(\.0)
        }
    }

    /// The constants that some instruction loads which can run.
    private func loadedConstants(_ table: [Constant], _ units: [CodeUnit]) -> Set<Int> {
        var codes: [Int: Int] = [:]
        for number in constants {
            if case .code(let unit) = table[number] { codes[unit] = number }
        }
        var loaded: Set<Int> = []
        var isReached = [Bool](repeating: false, count: instructions.count)
        var work = [0]
        while let place = work.popLast() {
            guard instructions.indices.contains(place), !isReached[place] else { continue }
            isReached[place] = true
            switch instructions[place] {
            case .loadConstant(let number):
                loaded.insert(number)
                work.append(placeAfterConstant(at: place))
            case .makeFunction(let unit, _), .buildClass(let unit, _, _):
                if let number = codes[unit] { loaded.insert(number) }
                if let name = units[unit].qualifiedNameConstant { loaded.insert(name) }
                work.append(place + 1)
            case .call(_, let names), .callMethod(_, let names):
                if table[names].isTrue { loaded.insert(names) }
                work.append(place + 1)
            default: work += successors(of: place)
            }
        }
        return loaded
    }

    /// Jumps that ask for the truth of a constant are decided when the code is optimised, and the constant is not loaded
    /// (Python/compile.c, optimize_basic_block).
    ///
    /// - Parameter table: the constants of the whole program.
    mutating func decideJumps(_ table: [Constant]) {
        for place in instructions.indices.dropLast() {
            guard case .loadConstant(let number) = instructions[place] else { continue }
            let isTrue = table[number].isTrue
            switch instructions[place + 1] {
            case .popJumpIfFalse(let target): instructions[place] = .jump(isTrue ? place + 2 : target)
            case .popJumpIfTrue(let target): instructions[place] = .jump(isTrue ? target : place + 2)
            case .jumpIfFalseOrPop where isTrue: instructions[place] = .jump(place + 2)
            case .jumpIfTrueOrPop where !isTrue: instructions[place] = .jump(place + 2)
            default: break
            }
        }
    }

    /// Where the code goes on behind a constant: a jump that keeps it is taken for sure, since `decideJumps` has left only
    /// those.
    private func placeAfterConstant(at place: Int) -> Int {
        guard place + 1 < instructions.count else { return place + 1 }
        switch instructions[place + 1] {
        case .jumpIfFalseOrPop(let target), .jumpIfTrueOrPop(let target): return target
        default: return place + 1
        }
    }

    private func successors(of place: Int) -> [Int] {
        switch instructions[place] {
        case .jump(let target): [target]
        case .popJumpIfFalse(let target), .popJumpIfTrue(let target), .jumpIfFalseOrPop(let target),
            .jumpIfTrueOrPop(let target), .forIteration(let target), .pushHandler(let target),
            .pushContextHandler(let target), .send(let target):
            [target, place + 1]
        case .returnValue, .raise, .reraise, .end: []
        default: [place + 1]
        }
    }
}

extension Constant {
    fileprivate var isTrue: Bool {
        switch self {
        case .none: false
        case .bool(let value): value
        case .ellipsis, .code: true
        case .int(let value): value != 0
        case .float(let bits): Double(bitPattern: bits) != 0
        case .complex(let real, let imaginary): Double(bitPattern: real) != 0 || Double(bitPattern: imaginary) != 0
        case .bytes(let bytes): !bytes.isEmpty
        case .string(let text): !text.isEmpty
        case .tuple(let items), .frozenset(let items): !items.isEmpty
        }
    }
}
