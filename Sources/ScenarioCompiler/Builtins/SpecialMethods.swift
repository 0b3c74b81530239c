import ScenarioSyntax

/// The special methods that ordinary operations call when a class of the program defines them.
enum SpecialMethods {
    static let supported: Set<String> = Set(plain).union(
        binary.values.flatMap { ["__\($0)__", "__r\($0)__", "__i\($0)__"] })

    private static let plain = [
        "__init__", "__del__", "__repr__", "__str__", "__format__", "__len__", "__bool__", "__call__", "__iter__",
        "__next__",
        "__contains__",
        "__getitem__", "__setitem__", "__delitem__", "__enter__", "__exit__", "__getattr__", "__eq__", "__ne__",
        "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__neg__", "__pos__", "__invert__", "__new__",
        "__init_subclass__", "__set_name__", "__getattribute__", "__setattr__", "__delattr__", "__get__", "__set__",
        "__delete__", "__missing__", "__int__", "__index__", "__float__", "__abs__", "__round__", "__divmod__",
        "__rdivmod__", "__reversed__", "__dir__", "__copy__", "__deepcopy__",
    ]

    /// The middle of the names of the methods for binary operators.
    static let binary: [BinaryOperator: String] = [
        .add: "add", .subtract: "sub", .multiply: "mul", .trueDivide: "truediv", .floorDivide: "floordiv",
        .modulo: "mod", .power: "pow", .leftShift: "lshift", .rightShift: "rshift", .bitAnd: "and", .bitOr: "or",
        .bitXor: "xor", .matrixMultiply: "matmul",
    ]

    static let unary: [UnaryOperator: String] = [.negative: "__neg__", .positive: "__pos__", .invert: "__invert__"]

    /// The method for a comparison, and the one that the other side is asked for instead.
    static let comparisons: [ComparisonOperator: (name: String, reflected: String)] = [
        .equal: ("__eq__", "__eq__"), .notEqual: ("__ne__", "__ne__"), .less: ("__lt__", "__gt__"),
        .lessOrEqual: ("__le__", "__ge__"), .greater: ("__gt__", "__lt__"), .greaterOrEqual: ("__ge__", "__le__"),
    ]
}
