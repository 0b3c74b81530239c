import BigInt
import HeapModel
import ScenarioSyntax

// Constants of code: which of them are one object.
extension Lowerer {
    /// Emits what pushes a constant.
    func load(_ value: Folded, _ unit: UnitBuilder) {
        load(constant: constant(value, of: unit), unit)
    }

    func load(constant number: Int, _ unit: UnitBuilder) {
        unit.use(constant: number)
        unit.emit(.loadConstant(number))
    }

    /// `True` and `False` where they are names of the built-ins: their values are known, but nothing is folded with
    /// them.
    func loadBuiltinName(_ value: Folded, _ unit: UnitBuilder) {
        unit.emit(.loadConstant(constant(value)))
        unit.endConstants()
    }

    /// The number of a constant of this code. Equal ones are one object: in the whole file, or in this code alone.
    func constant(_ value: Folded, of unit: UnitBuilder) -> Int {
        if facts.sharesConstantsBetweenCode { return constant(value) }
        let key = FoldedKey(value)
        if let known = unit.constantNumbers[key] { return known }
        let number = newConstant(value)
        unit.constantNumbers[key] = number
        return number
    }

    /// A constant of the file, whose parts are constants of the file.
    func constant(_ value: Folded) -> Int {
        switch value {
        case .tuple(let items): intern(.tuple(items.map { constant($0) }))
        case .repeated: constant(value.spreadOut)
        case .frozenset(let items): intern(.frozenset(items.map { constant($0) }))
        case .string(let text): intern(text: text)
        default: intern(Constant(atom: value))
        }
    }

    private func intern(text: String) -> Int {
        constantTexts.insert(text)
        return intern(.string(text))
    }

    /// Notes names that the code has as constants, before they become some: where no constant has such a text yet, it
    /// is the interned object of the name (Python/compile.c, merge_consts_recursive).
    func noteNames(_ names: [String]) {
        for name in names where constantTexts.insert(name).inserted { namesAmongConstants.insert(name) }
    }

    /// A constant that no other is the same as, nor any of its parts: those of a tuple are what the literals in it are.
    private func newConstant(_ value: Folded) -> Int {
        switch value {
        case .tuple(let items): append(.tuple(items.map { newConstant($0) }))
        case .repeated(let items, let times):
            append(.tuple(Array(repeatElement(items.map { newConstant($0) }, count: times).joined())))
        case .frozenset(let items): append(.frozenset(items.map { newConstant($0) }))
        default: append(Constant(atom: value))
        }
    }

    /// Numbers a constant without looking for an equal one.
    func append(_ constant: Constant) -> Int {
        constants.append(constant)
        return constants.count - 1
    }

    func intern(_ constant: Constant) -> Int {
        let key = ConstantKey(constant)
        if let known = constantNumbers[key] { return known }
        let number = append(constant)
        constantNumbers[key] = number
        return number
    }

    /// Constant tuples by their items, where equal constants of the file are one object.
    func sharedTuples() -> [[Int]: Int] {
        var numbers: [[Int]: Int] = [:]
        guard facts.sharesConstantsBetweenCode else { return numbers }
        for constant in constants {
            if case .tuple(let items) = constant { numbers[items] = constantNumbers[ConstantKey(constant)] }
        }
        return numbers
    }

    /// The value that a constant has; nil for code.
    func value(ofConstant number: Int) -> Folded? {
        switch constants[number] {
        case .none: Folded.none
        case .ellipsis: .ellipsis
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .float(let bits): .float(Double(bitPattern: bits))
        case .complex(let real, let imaginary):
            .complex(ComplexNumber(Double(bitPattern: real), Double(bitPattern: imaginary)))
        case .string(let text): .string(text)
        case .bytes(let bytes): .bytes(bytes)
        case .tuple(let items): .tuple(items.compactMap { value(ofConstant: $0) })
        case .frozenset(let items): .frozenset(items.compactMap { value(ofConstant: $0) })
        case .code: nil
        }
    }
}

extension Constant {
    /// A value without parts.
    init(atom value: Folded) {
        switch value {
        case .none, .tuple, .repeated, .frozenset: self = .none
        case .ellipsis: self = .ellipsis
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .float(let value): self = .float(value.bitPattern)
        case .complex(let value): self = .complex(value.real.bitPattern, value.imaginary.bitPattern)
        case .string(let value): self = .string(value)
        case .bytes(let value): self = .bytes(value)
        }
    }
}

/// Tells constants of a file apart as Python does: two texts are the same where their characters are, while Swift's
/// strings are equal already where they look the same.
struct ConstantKey: Hashable {
    private let constant: Constant
    private let text: [UInt8]

    init(_ constant: Constant) {
        if case .string(let text) = constant {
            self.constant = .string("")
            self.text = Array(text.utf8)
        } else if case .frozenset(let items) = constant {
            // Frozensets of the same items are one constant, however they are written.
            self.constant = .frozenset(Set(items).sorted())
            self.text = []
        } else {
            self.constant = constant
            self.text = []
        }
    }
}

/// Tells constants apart by type and value, those inside tuples included (Python/compile.c, compiler_add_o;
/// Objects/codeobject.c, _PyCode_ConstantKey).
indirect enum FoldedKey: Hashable {
    case atom(ConstantKey)
    case tuple([FoldedKey])
    case frozenset(Set<FoldedKey>)

    init(_ value: Folded) {
        switch value {
        case .tuple(let items): self = .tuple(items.map { FoldedKey($0) })
        case .repeated: self.init(value.spreadOut)
        case .frozenset(let items): self = .frozenset(Set(items.map { FoldedKey($0) }))
        default: self = .atom(ConstantKey(Constant(atom: value)))
        }
    }
}
