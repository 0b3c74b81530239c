import HeapModel

// How the arguments of a call find their parameters (Python/ceval.c, initialize_locals).
extension Interpreter {
    /// The value of each parameter in the order of the function's variables, each an owned reference.
    ///
    /// - Parameters:
    ///   - arguments: owned here, those given by name last; still the caller's where this throws.
    ///   - names: of the arguments given by name.
    func match(
        _ arguments: [Ref], _ names: [String], to unit: CodeUnit, _ function: FunctionInfo
    ) throws(Interruption) -> [Ref] {
        let signature = unit.signature
        let positional = arguments.count - names.count
        let own = signature.parameters.count + signature.keywordOnly.count
        var values = [Ref](repeating: .null, count: own)
        for index in 0..<min(positional, signature.parameters.count) { values[index] = arguments[index] }
        var surplus: [(name: String, value: Ref)] = []
        for (name, value) in zip(names, arguments[positional...]) {
            if let slot = signature.slot(ofKeyword: name) {
                guard values[slot].isNull else {
                    throw .typeError("\(function.qualifiedName)() got multiple values for argument '\(name)'")
                }
                values[slot] = value
            } else if signature.takesAnyKeyword {
                surplus.append((name, value))
            } else {
                throw unexpected(name, names, signature, function.qualifiedName)
            }
        }
        if positional > signature.parameters.count, !signature.takesAnyPositional {
            let named = values[signature.parameters.count...].count { !$0.isNull }
            throw tooManyArguments(signature, positional, named, function.qualifiedName)
        }
        try checkMissing(values, signature, function)
        fillDefaults(&values, signature, function)
        if signature.takesAnyPositional {
            values.append(heap.makeTuple(Array(arguments[min(positional, signature.parameters.count)..<positional])))
        }
        if signature.takesAnyKeyword {
            let dict = heap.makeDict()
            for (name, value) in surplus { try setEntry(dict, key: heap.internString(name), to: value) }
            values.append(dict)
        }
        return values
    }

    private func checkMissing(
        _ values: [Ref], _ signature: Signature, _ function: FunctionInfo
    ) throws(Interruption) {
        let missing = (0..<signature.required).filter { values[$0].isNull }
        if !missing.isEmpty {
            throw missingArguments(missing.map { signature.parameters[$0] }, "positional", function.qualifiedName)
        }
        let unnamed = signature.keywordOnly.enumerated().filter { index, name in
            values[signature.parameters.count + index].isNull && keywordDefault(name, function) == nil
        }
        if !unnamed.isEmpty {
            throw missingArguments(unnamed.map(\.element), "keyword-only", function.qualifiedName)
        }
    }

    private func fillDefaults(_ values: inout [Ref], _ signature: Signature, _ function: FunctionInfo) {
        if case .tuple(let items) = function.defaults.isNull ? .none : heap[function.defaults].value {
            for slot in signature.required..<signature.parameters.count where values[slot].isNull {
                values[slot] = heap.shared(items[slot - signature.required])
            }
        }
        for (index, name) in signature.keywordOnly.enumerated() {
            let slot = signature.parameters.count + index
            if values[slot].isNull, let value = keywordDefault(name, function) { values[slot] = heap.shared(value) }
        }
    }

    /// The default of a keyword-only parameter, borrowed.
    private func keywordDefault(_ name: String, _ function: FunctionInfo) -> Ref? {
        guard !function.keywordDefaults.isNull else { return nil }
        let table = heap.dictTable(function.keywordDefaults)
        return table.live.first { heap.isString($0.entry.key, name) }?.entry.value
    }

    // MARK: - Messages

    private func unexpected(
        _ name: String, _ names: [String], _ signature: Signature, _ function: String
    ) -> Interruption {
        let positionalOnly = signature.parameters.prefix(signature.positionalOnlyCount).filter { names.contains($0) }
        guard positionalOnly.isEmpty else {
            return .typeError(
                "\(function)() got some positional-only arguments passed as keyword arguments: '"
                    + positionalOnly.joined(separator: ", ") + "'")
        }
        return .typeError("\(function)() got an unexpected keyword argument '\(name)'")
    }

    /// too_many_positional.
    private func tooManyArguments(
        _ signature: Signature, _ given: Int, _ named: Int, _ name: String
    ) -> Interruption {
        let most = signature.parameters.count
        let takes = signature.defaultCount > 0 ? "from \(signature.required) to \(most)" : "\(most)"
        let isPlural = signature.defaultCount > 0 || most != 1
        let keywordOnly =
            named == 0
            ? ""
            : " positional argument\(given == 1 ? "" : "s") (and \(named) keyword-only argument\(named == 1 ? "" : "s"))"
        return .typeError(
            "\(name)() takes \(takes) positional argument\(isPlural ? "s" : "") but \(given)\(keywordOnly) "
                + (given == 1 && named == 0 ? "was" : "were") + " given")
    }

    /// format_missing.
    private func missingArguments(_ names: [String], _ kind: String, _ function: String) -> Interruption {
        let quoted = names.map { "'\($0)'" }
        let list: String
        switch quoted.count {
        case 1: list = quoted[0]
        case 2: list = "\(quoted[0]) and \(quoted[1])"
        default: list = quoted.dropLast().joined(separator: ", ") + ", and " + quoted[quoted.count - 1]
        }
        return .typeError(
            "\(function)() missing \(quoted.count) required \(kind) argument\(quoted.count == 1 ? "" : "s"): \(list)")
    }
}
