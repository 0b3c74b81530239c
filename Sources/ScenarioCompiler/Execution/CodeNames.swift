import HeapModel

// A code object has tuples of the names that it uses. The compiler takes them for constants, so that one of them can be
// an object of the program: `__slots__ = ("x", "y")` and the names of `self.x = self.y = 0`.
extension Interpreter {
    /// The tuples of names of a unit that are constants of the program; the caller owns them.
    func namesOfCode(unit: Int) -> [Ref] {
        guard heap.facts.mergesNamesOfCode, !constantOfNames.isEmpty else { return [] }
        let code = program.units[unit]
        var tables = [code.names(program.constants)]
        if heap.facts.codeHasOneTableOfVariables {
            tables.append(code.variables)
        } else {
            tables.append(code.variables.enumerated().filter { !code.freeSlots.contains($0.offset) }.map(\.element))
            tables += [code.cellSlots.map { code.variables[$0] }, code.freeVariables]
        }
        return tables.compactMap { constantOfNames[$0] }.map { makeConstant($0) }
    }

    /// The constants that are tuples of texts, by those texts.
    static func constantsOfNames(_ program: Program) -> [[String]: Int] {
        var numbers: [[String]: Int] = [:]
        for (number, constant) in program.constants.enumerated() {
            guard case .tuple(let items) = constant, !items.isEmpty else { continue }
            let names = items.compactMap { item in
                if case .string(let text) = program.constants[item] { text } else { nil }
            }
            if names.count == items.count { numbers[names] = number }
        }
        return numbers
    }
}

extension CodeUnit {
    /// The names that instructions refer to, in the order of their first use (co_names).
    fileprivate func names(_ constants: [Constant]) -> [String] {
        var names: [String] = []
        if kind == .classBody { names = ["__name__", "__module__", "__qualname__"] }
        for instruction in instructions {
            guard let number = instruction.name, case .string(let text) = constants[number] else { continue }
            if !names.contains(text) { names.append(text) }
        }
        return names
    }
}

extension Instruction {
    /// The constant that is the name which the instruction refers to.
    fileprivate var name: Int? {
        switch self {
        case .loadName(let name), .storeName(let name), .deleteName(let name), .loadGlobal(let name),
            .storeGlobal(let name), .deleteGlobal(let name), .loadAttribute(let name), .storeAttribute(let name),
            .deleteAttribute(let name), .loadMethod(let name), .importModule(let name):
            name
        default: nil
        }
    }
}
