// What can be said of an object by its record alone.
extension ObjectRecord {
    /// The built-in class of the object itself; nil for exceptions and for classes of the program.
    package var kind: BuiltinType? {
        // The built-in classes were made first, in the order of the cases.
        type.index < BuiltinType.inOrder.count ? BuiltinType.inOrder[type.index] : nil
    }

    /// The number that the object is, if it is one.
    package var number: PythonNumber? {
        switch value {
        case .int(let value): .int(value)
        case .bigInt(let value): .big(value)
        case .float(let value): .float(value)
        default: nil
        }
    }

    /// Whether the object is a class of the program.
    package var isOwnClass: Bool {
        if case .userClass = value { return true }
        return false
    }

    /// What `owner[index] = value` changes. Whoever changes a container must not hold its storage, or all of it is copied.
    package enum Container {
        case list(count: Int)
        case dict
        case other
    }

    package var container: Container {
        switch value {
        case .list(let list): .list(count: list.items.count)
        case .dict: .dict
        default: .other
        }
    }

    // MARK: - Functions

    /// The code that a function runs; nil where the object is no function written in Python.
    package var codeOfFunction: Ref? {
        if case .function(let info) = value { return info.code }
        return nil
    }

    package var nameOfFunction: String {
        if case .function(let info) = value { return info.name }
        return ""
    }

    package var qualifiedNameOfFunction: String {
        if case .function(let info) = value { return info.qualifiedName }
        return ""
    }

    /// The number of the program text that a code object was compiled from.
    package var unitOfCode: Int? {
        if case .code(let info) = value { return info.unit }
        return nil
    }
}
