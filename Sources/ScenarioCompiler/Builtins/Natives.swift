import HeapModel

/// A function of CPython that is written in C.
struct NativeFunction: Sendable {
    /// `self` or null, the positional arguments, and those given by name; all borrowed. The result is owned.
    typealias Body = @Sendable (Interpreter, Ref, [Ref], [KeywordArgument]) throws(Interruption) -> Ref

    var name: String
    /// The class it is a method of.
    var type: BuiltinType?
    var takesKeywords = false
    /// Whether it is called on the class, as `dict.fromkeys` and `str.maketrans` are.
    var isClassMethod = false
    /// How many levels of the limit of recursion a call takes once the calling code is warm: one for functions that
    /// take one argument (Python/ceval.c, PRECALL_NO_KW_BUILTIN_O and PRECALL_NO_KW_METHOD_DESCRIPTOR_O of 3.11).
    var levelsWhenWarm = 0
    /// Whether it is a function that gives a list where it is no class of iterators.
    var givesAList: Bool { type == nil && ["map", "filter", "zip", "range"].contains(name) }
    /// Whether the arguments come in a tuple that the function goes through (Python/bltinmodule.c, min_max).
    var keepsItsTuple: Bool { type == nil && (name == "max" || name == "min") }
    /// Whether it is called as a class, through its vectorcall.
    var isConstructor = false
    /// Whether CPython has it as a function of a library that is written in Python.
    var isWrittenInPython = false
    var form = Form.method
    var run: Body

    /// How CPython makes the method.
    enum Form: Sendable {
        case method
        /// What an operation does, as a special method (Objects/typeobject.c, slotdefs).
        case wrapper
        /// `__new__`, which takes the class as its first argument.
        case new
    }

    /// Whether a call through an instance needs no bound method.
    var isPlainMethod: Bool { type != nil && !isClassMethod && form == .method }

    /// The class of the function as an object.
    var ownType: BuiltinType {
        if type == nil { return isWrittenInPython ? .function : .builtinFunction }
        if form == .new { return .builtinFunction }
        if form == .wrapper { return .wrapperDescriptor }
        return isClassMethod ? .classMethodDescriptor : .methodDescriptor
    }

    /// As error messages call it: `list.append`, `len`.
    var displayName: String { type.map { "\($0.rawValue).\(name)" } ?? name }

    /// `__name__`: without the module.
    var ownName: String { name.split(separator: ".").last.map { String($0) } ?? name }
}

/// The table of built-in functions and methods; the number of a function is its place in it.
enum Natives {
    static let all: [NativeFunction] =
        (functions + printing + formatFunctions + numberFunctions + allConstructors + collectorFunctions
        + systemFunctions + copyFunctions + mathFunctions
        + iterableFunctions + objectFunctions + listMethods + dictMethods + stringMethods + bytesMethods
        + bytesTextMethods + numberMethods
        + exceptionMethods + generatorMethods + propertyMethods + setMethods + sequenceMethods + weakrefFunctions
        + collectorSettings + collectorInspection
        + arrayMethods
        + slotWrappers + newMethods + typeMethods + descriptorMethods + classDictMethods)
        .map(withLevels)

    private static let allConstructors =
        constructors + numberConstructors + bytesConstructors + iterableConstructors + weakrefConstructors
        + arrayConstructors + classTools

    /// Those among the functions that take a level of recursion that can come back to the program.
    private static let takingALevel: Set<String> = [
        "repr", "hash", "any", "all", "abs", "ascii", "max", "min", "list.sort", "list.extend", "list.remove",
        "list.count", "tuple.count", "str.join", "bytes.join", "set.add", "set.remove", "set.discard", "set.isdisjoint",
        "set.issubset", "set.issuperset", "set.symmetric_difference", "set.symmetric_difference_update",
        "frozenset.isdisjoint", "frozenset.issubset", "frozenset.issuperset", "frozenset.symmetric_difference",
    ]

    private static func withLevels(_ native: NativeFunction) -> NativeFunction {
        var native = native
        native.levelsWhenWarm = takingALevel.contains(native.displayName) ? 1 : 0
        native.isConstructor = native.type == nil && native.name != "str" && constructorNames.contains(native.name)
        return native
    }

    private static let functionNumbers = numbers { native in
        native.type == nil && !constructorNames.contains(native.name) ? native.name : nil
    }
    private static let constructorNumbers = numbers { native in
        native.type == nil && constructorNames.contains(native.name) ? native.name : nil
    }
    private static let methodNumbers = numbers { native in native.type.map { "\($0.rawValue).\(native.name)" } }

    private static func numbers(_ key: (NativeFunction) -> String?) -> [String: Int] {
        var result: [String: Int] = [:]
        for (number, native) in all.enumerated() {
            if let name = key(native) { result[name] = number }
        }
        return result
    }

    /// The built-in function of this name; functions of a module are called `gc.collect`.
    static func function(_ name: String) -> Int? { functionNumbers[name] }

    /// What calling the built-in class of this name does.
    static func constructor(_ name: String) -> Int? { constructorNumbers[name] }

    static func method(_ type: BuiltinType, _ name: String) -> Int? {
        ownMethod(type, name) ?? (type == .bool ? ownMethod(.int, name) : nil)
    }

    /// The method that the class itself has.
    static func ownMethod(_ type: BuiltinType, _ name: String) -> Int? { methodNumbers["\(type.rawValue).\(name)"] }

    static let constructorNames = Set(allConstructors.map(\.name))

    /// Checks the number of arguments of a function that takes exactly so many (METH_NOARGS, METH_O).
    static func exactly(_ count: Int, _ arguments: [Ref], _ name: String) throws(Interruption) {
        guard arguments.count != count else { return }
        let wanted = count == 0 ? "no arguments" : count == 1 ? "exactly one argument" : "exactly \(count) arguments"
        throw .typeError("\(name)() takes \(wanted) (\(arguments.count) given)")
    }

    /// Checks the number of arguments of a function that takes a range of them (Python/getargs.c,
    /// _PyArg_CheckPositional).
    static func between(_ least: Int, _ most: Int, _ arguments: [Ref], _ name: String) throws(Interruption) {
        guard arguments.count < least || arguments.count > most else { return }
        let bound = arguments.count < least ? least : most
        let quantity = least == most ? "" : arguments.count < least ? "at least " : "at most "
        throw .typeError(
            "\(name) expected \(quantity)\(bound) argument\(bound == 1 ? "" : "s"), got \(arguments.count)")
    }

    /// The value of an argument that must be an int.
    static func index(_ interpreter: Interpreter, _ argument: Ref) throws(Interruption) -> Int {
        guard let number = try interpreter.indexNumber(argument) else {
            throw .typeError(
                "'\(interpreter.heap.typeName(argument))' object cannot be interpreted as an integer")
        }
        guard case .int(let value) = number else {
            throw .raise("OverflowError", "Python int too large to convert to C ssize_t")
        }
        return value
    }
}
