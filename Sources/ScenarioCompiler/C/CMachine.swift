import CellModel
import Diagnostics
import ScenarioSyntax

/// Why a statement of C goes no further.
enum CStop: Error {
    /// Something that C leaves undefined.
    case undefined(Hazard, Span)
    /// Something that this model refuses, or a limit.
    case refused(Diagnostic, isLimit: Bool)
}

/// Runs checked C on the model's memory.
struct CMachine {
    let file: SourceFile
    var memory = Memory()
    /// What happened in this step that a reader is to be warned of.
    private(set) var hazards: [(hazard: Hazard, span: Span)] = []
    /// The blocks of the variables, by their number.
    private var blocks: [Int: Int] = [:]
    /// What the expression that is calculated has read and changed, for operands without an order.
    private var accesses: [Access] = []
    private var current: [CellValue] = []
    /// How many operations are left.
    private var left: Int

    private struct Access {
        var block: Int?
        var bytes: Range<UInt64>
        var isChange: Bool
    }

    /// - Parameter limit: how many operations the program may take.
    init(_ file: SourceFile, limit: Int) {
        self.file = file
        left = limit
    }

    /// A new step begins.
    mutating func beginStep() {
        hazards = []
        memory.forgetTruncations()
    }

    mutating func note(_ hazard: Hazard, _ span: Span) { hazards.append((hazard, span)) }

    /// The block of a variable.
    func block(ofVariable number: Int) -> Int? { blocks[number] }

    private func undefined<Value>(
        _ span: Span, _ body: () throws(Hazard) -> Value
    ) throws(CStop) -> Value {
        do { return try body() } catch { throw .undefined(error, span) }
    }

    private func refusal(
        _ code: String, _ title: String, _ span: Span, _ explanation: String, help: String = "", isLimit: Bool = false
    ) -> CStop {
        .refused(
            Diagnostic(code, title, in: file, at: span, explanation: explanation, help: help), isLimit: isLimit)
    }

    // MARK: - Statements

    /// - Parameter depth: how many braces are open around it.
    mutating func run(_ instruction: CInstruction, depth: Int = 0) throws(CStop) {
        switch instruction {
        case .declare(let number, let name, let type, let span):
            guard memory.hasRoom(for: type) else {
                throw refusal(
                    "E1014", "the variables take too much room", span,
                    "They lie between \(Machine.firstVariable.hexadecimal) and \(Machine.firstAllocation.hexadecimal).",
                    help: "Make an array smaller.", isLimit: true)
            }
            blocks[number] = memory.declare(name, type, depth: depth)
        case .fill(let number, let span): try fill(number, span)
        case .evaluate(let code):
            accesses = []
            _ = try evaluate(code)
            noteLeaks(code.span)
        case .block(let instructions, let depth, let end):
            for instruction in instructions { try run(instruction, depth: depth) }
            memory.end(depth: depth)
            noteLeaks(end)
        }
    }

    private mutating func fill(_ number: Int, _ span: Span) throws(CStop) {
        guard let block = blocks[number], case .array(let element, let count) = memory.blocks[block].type else {
            return
        }
        let zero: CellValue =
            switch element {
            case .integer(let type): .integer(0, type)
            default: .pointer(.null, to: element.target ?? .void)
            }
        for index in 0..<count {
            let address = memory.blocks[block].address + UInt64(index * element.size)
            do {
                try memory.store(zero, Pointer(address: address, block: block), element)
            } catch {
                throw .undefined(error, span)
            }
        }
    }

    private mutating func noteLeaks(_ span: Span) {
        for number in memory.findLeaks() {
            let block = memory.blocks[number]
            note(
                Hazard(
                    .leak, "no pointer leads to \(block.title) any more", block: number, address: block.address,
                    width: block.size), span)
        }
    }

    // MARK: - Places

    private mutating func place(_ code: CCode) throws(CStop) -> Pointer {
        switch code.kind {
        case .variable(let number):
            guard let block = blocks[number] else { return .null }
            return Pointer(address: memory.blocks[block].address, block: block)
        case .dereference(let pointer):
            do {
                guard case .pointer(let target, _) = try evaluate(pointer) else { return .null }
                return target
            } catch {
                throw whereUsed(error, code)
            }
        default: return .null
        }
    }

    /// A pointer that may not be moved, in an expression that uses what is there: it is the use that goes wrong.
    private func whereUsed(_ stop: CStop, _ code: CCode) -> CStop {
        guard case .undefined(var hazard, let span) = stop, case .dereference(let pointer) = code.kind,
            case .move = pointer.kind, span == pointer.span
        else { return stop }
        switch hazard.kind {
        case .pointerOutOfBounds:
            hazard.kind = hazard.block == nil ? .nullDereference : .outOfBounds
            hazard.message = "'\(file.text(code.span))' is used: \(hazard.message)"
        case .danglingPointerUsed:
            let isFreed = hazard.block.map { memory.blocks[$0].state == .freed } ?? false
            hazard.kind = isFreed ? .useAfterFree : .useAfterScope
        default: break
        }
        hazard.width = code.type.size
        return .undefined(hazard, code.span)
    }

    private mutating func load(_ pointer: Pointer, _ type: CellType, _ span: Span) throws(CStop) -> CellValue {
        let value = try undefined(span) { () throws(Hazard) in try memory.load(pointer, type) }
        accesses.append(access(pointer, type, isChange: false))
        return value
    }

    private func access(_ pointer: Pointer, _ type: CellType, isChange: Bool) -> Access {
        Access(
            block: pointer.block, bytes: pointer.address..<pointer.address + UInt64(type.size), isChange: isChange)
    }

    /// Stores a value in a place, cut to its type.
    private mutating func store(
        _ value: CellValue, _ pointer: Pointer, _ type: CellType, _ span: Span
    ) throws(CStop) -> CellValue {
        var value = value
        var lost: Int128?
        if case .integer(let number, _) = value, case .integer(let cell) = type {
            let kept = cell.wrapped(number)
            if kept != number {
                lost = number
                let hazard = Hazard(
                    .truncation,
                    "\(number) does not fit \(cell.rawValue.withArticle), which goes from "
                        + "\(cell.range.lowerBound) to \(cell.range.upperBound): \(kept) is left",
                    block: pointer.block, address: pointer.address, width: type.size)
                note(hazard, span)
            }
            value = .integer(kept, cell)
        }
        if case .pointer(let stored, _) = value, case .pointer(let target) = type {
            try undefined(span) { () throws(Hazard) in try memory.checkUse(stored) }
            memory.adopt(stored, as: target)
        }
        do {
            try memory.store(value, pointer, type, lost: lost)
        } catch {
            throw .undefined(error, span)
        }
        accesses.append(access(pointer, type, isChange: true))
        return value
    }

    // MARK: - Order

    /// Operands that C puts in no order: what one changes, the other may neither change nor read (C11, 6.5).
    private func checkOrder(_ first: Range<Int>, _ second: Range<Int>, _ span: Span) throws(CStop) {
        for left in accesses[first] {
            for right in accesses[second]
            where left.block == right.block && left.bytes.overlaps(right.bytes) && (left.isChange || right.isChange) {
                throw .undefined(
                    Hazard(
                        .unsequenced,
                        "\(left.block.map { memory.blocks[$0].title } ?? "a cell") is changed and used in no fixed order",
                        block: left.block), span)
            }
        }
    }

    private mutating func pair(
        _ left: CCode, _ right: CCode, _ span: Span
    ) throws(CStop) -> (CellValue, CellValue) {
        let start = accesses.count
        let first = try evaluate(left)
        let middle = accesses.count
        let second = try evaluate(right)
        try checkOrder(start..<middle, middle..<accesses.count, span)
        return (first, second)
    }

    // MARK: - Expressions

    mutating func evaluate(_ code: CCode) throws(CStop) -> CellValue {
        left -= 1
        if left < 0 {
            throw refusal(
                "E1014", "the scenario does too much", code.span, "A limit of operations is reached.", isLimit: true)
        }
        let span = code.span
        switch code.kind {
        case .constant(let number):
            guard case .integer(let type) = code.type else { return .void }
            return .integer(number, type)
        case .null: return .pointer(.null, to: .void)
        case .variable, .dereference: return .void
        case .load(let inner): return try load(try place(inner), inner.type, span)
        case .address(let inner): return .pointer(try place(inner), to: inner.type)
        case .decay(let inner): return .pointer(try place(inner), to: code.type.target ?? .void)
        case .convert(let inner): return try convert(try evaluate(inner), to: code.type, span)
        case .negate(let inner):
            guard case .integer(let number, let type) = try evaluate(inner) else { return .void }
            return try undefined(span) { () throws(Hazard) in try CellArithmetic.negated(number, type) }
        case .complement(let inner):
            guard case .integer(let number, let type) = try evaluate(inner) else { return .void }
            return CellArithmetic.complement(number, type)
        case .not(let inner): return .truth(!(try isTrue(inner)))
        case .arithmetic(let op, let left, let right):
            guard case (.integer(let first, let type), .integer(let second, _)) = try pair(left, right, span) else {
                return .void
            }
            return try undefined(span) { () throws(Hazard) in try CellArithmetic.apply(op, first, second, type) }
        case .shift(let op, let left, let right):
            guard case (.integer(let first, let type), .integer(let second, _)) = try pair(left, right, span) else {
                return .void
            }
            return try undefined(span) { () throws(Hazard) in
                try CellArithmetic.shift(op, first, type, by: second)
            }
        case .comparePointers(let op, let left, let right): return try compare(op, left, right, span)
        case .move(let pointer, let count, let isBackwards):
            guard case (.pointer(let start, let target), .integer(let number, _)) = try pair(pointer, count, span)
            else { return .void }
            return .pointer(
                try undefined(span) { () throws(Hazard) in
                    try memory.moved(start, by: isBackwards ? -number : number, of: target)
                }, to: target)
        case .difference(let left, let right):
            guard case (.pointer(let first, let target), .pointer(let second, _)) = try pair(left, right, span) else {
                return .void
            }
            try undefined(span) { () throws(Hazard) in try memory.checkRelated(first, second, "subtracted") }
            return .integer((Int128(first.address) - Int128(second.address)) / Int128(target.size), .long)
        case .both(let left, let right): return .truth(try isTrue(left) ? try isTrue(right) : false)
        case .either(let left, let right): return .truth(try isTrue(left) ? true : try isTrue(right))
        case .choose(let condition, let then, let otherwise):
            return try evaluate(try isTrue(condition) ? then : otherwise)
        case .assign(let target, let value): return try assign(target, value, span)
        case .update(let target, let value, let isOldWanted): return try update(target, value, isOldWanted, span)
        case .current: return current.last ?? .void
        case .allocate(let count, let size): return .pointer(try allocate(count, size, span), to: .void)
        case .free(let pointer):
            guard case .pointer(let target, _) = try evaluate(pointer) else { return .void }
            do {
                try memory.free(target)
            } catch {
                throw .undefined(error, span)
            }
            return .void
        case .question(let question, let subjects, let expected):
            return try answer(question, subjects, expected, span)
        }
    }

    private mutating func isTrue(_ code: CCode) throws(CStop) -> Bool {
        switch try evaluate(code) {
        case .integer(let number, _): return number != 0
        case .pointer(let pointer, _):
            try undefined(code.span) { () throws(Hazard) in try memory.checkUse(pointer) }
            return pointer != .null
        case .void: return false
        }
    }

    private mutating func convert(_ value: CellValue, to type: CellType, _ span: Span) throws(CStop) -> CellValue {
        switch (value, type) {
        case (.integer(let number, _), .integer(let wanted)): return .integer(wanted.wrapped(number), wanted)
        case (.pointer(let pointer, _), .pointer(let target)):
            memory.adopt(pointer, as: target)
            return .pointer(pointer, to: target)
        case (.pointer(let pointer, _), .integer(let wanted)):
            try undefined(span) { () throws(Hazard) in try memory.checkUse(pointer) }
            return .integer(wanted.wrapped(Int128(pointer.address)), wanted)
        default: return .void
        }
    }

    private mutating func compare(
        _ op: String, _ left: CCode, _ right: CCode, _ span: Span
    ) throws(CStop) -> CellValue {
        guard case (.pointer(let first, _), .pointer(let second, _)) = try pair(left, right, span) else { return .void }
        switch op {
        case "==", "!=":
            for pointer in [first, second] {
                try undefined(span) { () throws(Hazard) in try memory.checkUse(pointer) }
            }
            return .truth((first == second) == (op == "=="))
        default:
            try undefined(span) { () throws(Hazard) in try memory.checkRelated(first, second, "ordered") }
            let (first, second) = (first.address, second.address)
            return .truth(
                op == "<" ? first < second : op == ">" ? first > second : op == "<=" ? first <= second : first >= second
            )
        }
    }

    /// The value is stored when both operands are calculated, and after what they change only where C says so.
    private mutating func assign(_ target: CCode, _ value: CCode, _ span: Span) throws(CStop) -> CellValue {
        let start = accesses.count
        let pointer = try place(target)
        let middle = accesses.count
        let result = try evaluate(value)
        let end = accesses.count
        try checkOrder(start..<middle, middle..<end, span)
        let stored = try store(result, pointer, target.type, span)
        try checkStore(since: start, end, span)
        return stored
    }

    /// A change inside an operand and the assignment's own are in no order: `i = i++`.
    private func checkStore(since start: Int, _ end: Int, _ span: Span) throws(CStop) {
        guard let own = accesses.last else { return }
        for access in accesses[start..<end]
        where access.isChange && access.block == own.block && access.bytes.overlaps(own.bytes) {
            throw .undefined(
                Hazard(
                    .unsequenced,
                    "\(access.block.map { memory.blocks[$0].title } ?? "a cell") is changed twice in no fixed order",
                    block: access.block), span)
        }
    }

    private mutating func update(
        _ target: CCode, _ value: CCode, _ isOldWanted: Bool, _ span: Span
    ) throws(CStop) -> CellValue {
        let start = accesses.count
        let pointer = try place(target)
        let middle = accesses.count
        let old = try load(pointer, target.type, target.span)
        let own = accesses.count
        current.append(old)
        defer { current.removeLast() }
        let result = try evaluate(value)
        let end = accesses.count
        try checkOrder(start..<middle, own..<end, span)
        try checkOrder(middle..<own, own..<end, span)
        let stored = try store(result, pointer, target.type, span)
        try checkStore(since: start, end, span)
        return isOldWanted ? old : stored
    }

    // MARK: - Allocation

    private mutating func allocate(_ count: CCode?, _ size: CCode, _ span: Span) throws(CStop) -> Pointer {
        let name = count == nil ? "malloc" : "calloc"
        var total: Int128 = 1
        for code in [count, size].compactMap({ $0 }) {
            guard case .integer(let number, _) = try evaluate(code) else { return .null }
            guard number >= 0 else {
                throw refusal(
                    "E1015", "\(name) is asked for \(number) bytes", code.span,
                    "A size has no sign: the call would ask for \(IntegerType.unsignedLong.wrapped(number)) bytes, and "
                        + "return NULL, since there is not that much memory.",
                    help: "Ask for a number of bytes above zero.")
            }
            total = number == 0 || total <= Int128.max / max(number, 1) ? total * number : Int128.max
        }
        guard total > 0 else {
            throw refusal(
                "E1015", "\(name) is asked for no bytes", span,
                "Whether NULL comes back or a pointer that may not be used, each library says for itself (C11, 7.22.3).",
                help: "Ask for a number of bytes above zero.")
        }
        guard total <= Int128(Machine.mostAllocated), memory.canAllocate(Int(total)) else {
            throw refusal(
                "E1014", "\(name) is asked for \(total) bytes", span,
                "All allocations of a scenario may have \(Machine.mostAllocated) bytes together.",
                help: "Ask for less: a picture shows every cell.", isLimit: true)
        }
        return memory.allocate(Int(total), zeroed: count != nil)
    }

    // MARK: - Questions

    private mutating func answer(
        _ question: CQuestion, _ subjects: [CCode], _ expected: String?, _ span: Span
    ) throws(CStop) -> CellValue {
        switch question {
        case .undefined: return .truth(hazards.contains { $0.hazard.kind.isUndefined })
        case .hazard(let kind): return .truth(hazards.contains { $0.hazard.kind == kind })
        case .leaks: return .integer(Int128(leaked.count), .int)
        case .leakedBytes: return .integer(Int128(leaked.map(\.size).reduce(0, +)), .int)
        case .dangling, .freed:
            guard case .pointer(let pointer, _) = try evaluate(subjects[0]) else { return .void }
            let isFreed = pointer.block.map { memory.blocks[$0].state == .freed } ?? false
            return .truth(question == .freed ? isFreed : memory.isDangling(pointer))
        case .address: return .integer(Int128(try place(subjects[0]).address), .unsignedLong)
        case .truncated:
            let pointer = try place(subjects[0])
            guard let number = pointer.block else { return .truth(false) }
            let block = memory.blocks[number]
            return .truth(block.truncations[Int(pointer.address) - Int(block.address)] != nil)
        case .initialised:
            let pointer = try place(subjects[0])
            do {
                _ = try memory.load(pointer, subjects[0].type)
                return .truth(true)
            } catch {
                if error.kind == .uninitialisedRead { return .truth(false) }
                throw .undefined(error, span)
            }
        case .bits:
            guard case .integer(let number, let type) = try load(try place(subjects[0]), subjects[0].type, span) else {
                return .truth(false)
            }
            let digits = String(UInt64(truncatingIfNeeded: type.unsigned.wrapped(number)), radix: 2)
            let wanted = (expected ?? "").drop { $0 == "0" }
            return .truth(digits == (wanted.isEmpty ? "0" : String(wanted)))
        }
    }

    private var leaked: [Memory.Block] { memory.blocks.filter { $0.state == .live && $0.isLeaked } }
}
