import HeapModel

// Special names that CPython 3.11 has (`vars` of each built-in class, read from 3.11.7).
extension BuiltinNames {
    /// The names in two pairs of underscores that a built-in class itself has; what of it the model lacks is refused by its
    /// name.
    static let specialNames: [BuiltinType: Set<String>] = [
        .object: [
            "__class__", "__delattr__", "__dir__", "__doc__", "__eq__", "__format__", "__ge__",
            "__getattribute__", "__getstate__", "__gt__", "__hash__", "__init__", "__init_subclass__",
            "__le__", "__lt__", "__ne__", "__new__", "__reduce__", "__reduce_ex__", "__repr__",
            "__setattr__", "__sizeof__", "__str__", "__subclasshook__",
        ],
        .type: [
            "__abstractmethods__", "__annotations__", "__base__", "__bases__", "__basicsize__",
            "__call__", "__delattr__", "__dict__", "__dictoffset__", "__dir__", "__doc__", "__flags__",
            "__getattribute__", "__init__", "__instancecheck__", "__itemsize__", "__module__",
            "__mro__", "__name__", "__new__", "__or__", "__prepare__", "__qualname__", "__repr__",
            "__ror__", "__setattr__", "__sizeof__", "__subclasscheck__", "__subclasses__",
            "__text_signature__", "__weakrefoffset__",
        ],
        .int: [
            "__abs__", "__add__", "__and__", "__bool__", "__ceil__", "__divmod__", "__doc__", "__eq__",
            "__float__", "__floor__", "__floordiv__", "__format__", "__ge__", "__getattribute__",
            "__getnewargs__", "__gt__", "__hash__", "__index__", "__int__", "__invert__", "__le__",
            "__lshift__", "__lt__", "__mod__", "__mul__", "__ne__", "__neg__", "__new__", "__or__",
            "__pos__", "__pow__", "__radd__", "__rand__", "__rdivmod__", "__repr__", "__rfloordiv__",
            "__rlshift__", "__rmod__", "__rmul__", "__ror__", "__round__", "__rpow__", "__rrshift__",
            "__rshift__", "__rsub__", "__rtruediv__", "__rxor__", "__sizeof__", "__sub__",
            "__truediv__", "__trunc__", "__xor__",
        ],
        .bool: [
            "__and__", "__doc__", "__new__", "__or__", "__rand__", "__repr__", "__ror__", "__rxor__",
            "__xor__",
        ],
        .float: [
            "__abs__", "__add__", "__bool__", "__ceil__", "__divmod__", "__doc__", "__eq__",
            "__float__", "__floor__", "__floordiv__", "__format__", "__ge__", "__getattribute__",
            "__getformat__", "__getnewargs__", "__gt__", "__hash__", "__int__", "__le__", "__lt__",
            "__mod__", "__mul__", "__ne__", "__neg__", "__new__", "__pos__", "__pow__", "__radd__",
            "__rdivmod__", "__repr__", "__rfloordiv__", "__rmod__", "__rmul__", "__round__", "__rpow__",
            "__rsub__", "__rtruediv__", "__sub__", "__truediv__", "__trunc__",
        ],
        .complex: [
            "__abs__", "__add__", "__bool__", "__complex__", "__doc__", "__eq__", "__format__",
            "__ge__", "__getattribute__", "__getnewargs__", "__gt__", "__hash__", "__le__", "__lt__",
            "__mul__", "__ne__", "__neg__", "__new__", "__pos__", "__pow__", "__radd__", "__repr__",
            "__rmul__", "__rpow__", "__rsub__", "__rtruediv__", "__sub__", "__truediv__",
        ],
        .str: [
            "__add__", "__contains__", "__doc__", "__eq__", "__format__", "__ge__", "__getattribute__",
            "__getitem__", "__getnewargs__", "__gt__", "__hash__", "__iter__", "__le__", "__len__",
            "__lt__", "__mod__", "__mul__", "__ne__", "__new__", "__repr__", "__rmod__", "__rmul__",
            "__sizeof__", "__str__",
        ],
        .bytes: [
            "__add__", "__bytes__", "__contains__", "__doc__", "__eq__", "__ge__", "__getattribute__",
            "__getitem__", "__getnewargs__", "__gt__", "__hash__", "__iter__", "__le__", "__len__",
            "__lt__", "__mod__", "__mul__", "__ne__", "__new__", "__repr__", "__rmod__", "__rmul__",
            "__str__",
        ],
        .list: [
            "__add__", "__class_getitem__", "__contains__", "__delitem__", "__doc__", "__eq__",
            "__ge__", "__getattribute__", "__getitem__", "__gt__", "__hash__", "__iadd__", "__imul__",
            "__init__", "__iter__", "__le__", "__len__", "__lt__", "__mul__", "__ne__", "__new__",
            "__repr__", "__reversed__", "__rmul__", "__setitem__", "__sizeof__",
        ],
        .tuple: [
            "__add__", "__class_getitem__", "__contains__", "__doc__", "__eq__", "__ge__",
            "__getattribute__", "__getitem__", "__getnewargs__", "__gt__", "__hash__", "__iter__",
            "__le__", "__len__", "__lt__", "__mul__", "__ne__", "__new__", "__repr__", "__rmul__",
        ],
        .dict: [
            "__class_getitem__", "__contains__", "__delitem__", "__doc__", "__eq__", "__ge__",
            "__getattribute__", "__getitem__", "__gt__", "__hash__", "__init__", "__ior__", "__iter__",
            "__le__", "__len__", "__lt__", "__ne__", "__new__", "__or__", "__repr__", "__reversed__",
            "__ror__", "__setitem__", "__sizeof__",
        ],
        .set: [
            "__and__", "__class_getitem__", "__contains__", "__doc__", "__eq__", "__ge__",
            "__getattribute__", "__gt__", "__hash__", "__iand__", "__init__", "__ior__", "__isub__",
            "__iter__", "__ixor__", "__le__", "__len__", "__lt__", "__ne__", "__new__", "__or__",
            "__rand__", "__reduce__", "__repr__", "__ror__", "__rsub__", "__rxor__", "__sizeof__",
            "__sub__", "__xor__",
        ],
        .frozenset: [
            "__and__", "__class_getitem__", "__contains__", "__doc__", "__eq__", "__ge__",
            "__getattribute__", "__gt__", "__hash__", "__iter__", "__le__", "__len__", "__lt__",
            "__ne__", "__new__", "__or__", "__rand__", "__reduce__", "__repr__", "__ror__", "__rsub__",
            "__rxor__", "__sizeof__", "__sub__", "__xor__",
        ],
        .range: [
            "__bool__", "__contains__", "__doc__", "__eq__", "__ge__", "__getattribute__",
            "__getitem__", "__gt__", "__hash__", "__iter__", "__le__", "__len__", "__lt__", "__ne__",
            "__new__", "__reduce__", "__repr__", "__reversed__",
        ],
        .slice: [
            "__doc__", "__eq__", "__ge__", "__getattribute__", "__gt__", "__hash__", "__le__", "__lt__",
            "__ne__", "__new__", "__reduce__", "__repr__",
        ],
        .property: [
            "__delete__", "__doc__", "__get__", "__getattribute__", "__init__", "__isabstractmethod__",
            "__new__", "__set__", "__set_name__",
        ],
        .staticmethod: [
            "__call__", "__dict__", "__doc__", "__func__", "__get__", "__init__",
            "__isabstractmethod__", "__new__", "__repr__", "__wrapped__",
        ],
        .classmethod: [
            "__dict__", "__doc__", "__func__", "__get__", "__init__", "__isabstractmethod__", "__new__",
            "__repr__", "__wrapped__",
        ],
        .superType: [
            "__doc__", "__get__", "__getattribute__", "__init__", "__new__", "__repr__", "__self__",
            "__self_class__", "__thisclass__",
        ],
        .baseException: [
            "__cause__", "__context__", "__delattr__", "__dict__", "__doc__", "__getattribute__",
            "__init__", "__new__", "__reduce__", "__repr__", "__setattr__", "__setstate__", "__str__",
            "__suppress_context__", "__traceback__",
        ],
        .generator: [
            "__del__", "__doc__", "__getattribute__", "__iter__", "__name__", "__next__",
            "__qualname__", "__repr__", "__sizeof__",
        ],
        .function: [
            "__annotations__", "__builtins__", "__call__", "__closure__", "__code__", "__defaults__",
            "__dict__", "__doc__", "__get__", "__globals__", "__kwdefaults__", "__module__", "__name__",
            "__new__", "__qualname__", "__repr__",
        ],
        .method: [
            "__call__", "__delattr__", "__doc__", "__eq__", "__func__", "__ge__", "__getattribute__",
            "__gt__", "__hash__", "__le__", "__lt__", "__ne__", "__new__", "__reduce__", "__repr__",
            "__self__", "__setattr__",
        ],
        .enumerate: [
            "__class_getitem__", "__doc__", "__getattribute__", "__iter__", "__new__", "__next__",
            "__reduce__",
        ],
        .zip: [
            "__doc__", "__getattribute__", "__iter__", "__new__", "__next__", "__reduce__",
            "__setstate__",
        ],
        .map: [
            "__doc__", "__getattribute__", "__iter__", "__new__", "__next__", "__reduce__",
        ],
        .filter: [
            "__doc__", "__getattribute__", "__iter__", "__new__", "__next__", "__reduce__",
        ],
        .reversed: [
            "__doc__", "__getattribute__", "__iter__", "__length_hint__", "__new__", "__next__",
            "__reduce__", "__setstate__",
        ],
        .noneType: [
            "__bool__", "__doc__", "__new__", "__repr__",
        ],
    ]

    /// Those of them that do what an operation does.
    static let wrappers: [BuiltinType: [String]] = [
        .object: [
            "__repr__", "__hash__", "__str__", "__getattribute__", "__setattr__", "__delattr__",
            "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__", "__init__",
        ],
        .type: [
            "__repr__", "__call__", "__getattribute__", "__setattr__", "__delattr__", "__init__",
            "__or__", "__ror__",
        ],
        .int: [
            "__repr__", "__hash__", "__getattribute__", "__lt__", "__le__", "__eq__", "__ne__",
            "__gt__", "__ge__", "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__",
            "__mod__", "__rmod__", "__divmod__", "__rdivmod__", "__pow__", "__rpow__", "__neg__",
            "__pos__", "__abs__", "__bool__", "__invert__", "__lshift__", "__rlshift__", "__rshift__",
            "__rrshift__", "__and__", "__rand__", "__xor__", "__rxor__", "__or__", "__ror__", "__int__",
            "__float__", "__floordiv__", "__rfloordiv__", "__truediv__", "__rtruediv__", "__index__",
        ],
        .bool: [
            "__repr__", "__and__", "__rand__", "__xor__", "__rxor__", "__or__", "__ror__",
        ],
        .float: [
            "__repr__", "__hash__", "__getattribute__", "__lt__", "__le__", "__eq__", "__ne__",
            "__gt__", "__ge__", "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__",
            "__mod__", "__rmod__", "__divmod__", "__rdivmod__", "__pow__", "__rpow__", "__neg__",
            "__pos__", "__abs__", "__bool__", "__int__", "__float__", "__floordiv__", "__rfloordiv__",
            "__truediv__", "__rtruediv__",
        ],
        .complex: [
            "__repr__", "__hash__", "__getattribute__", "__lt__", "__le__", "__eq__", "__ne__",
            "__gt__", "__ge__", "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__",
            "__pow__", "__rpow__", "__neg__", "__pos__", "__abs__", "__bool__", "__truediv__",
            "__rtruediv__",
        ],
        .str: [
            "__repr__", "__hash__", "__str__", "__getattribute__", "__lt__", "__le__", "__eq__",
            "__ne__", "__gt__", "__ge__", "__iter__", "__mod__", "__rmod__", "__len__", "__getitem__",
            "__add__", "__mul__", "__rmul__", "__contains__",
        ],
        .bytes: [
            "__repr__", "__hash__", "__str__", "__getattribute__", "__lt__", "__le__", "__eq__",
            "__ne__", "__gt__", "__ge__", "__iter__", "__mod__", "__rmod__", "__len__", "__getitem__",
            "__add__", "__mul__", "__rmul__", "__contains__",
        ],
        .list: [
            "__repr__", "__getattribute__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__",
            "__iter__", "__init__", "__len__", "__setitem__", "__delitem__", "__add__", "__mul__",
            "__rmul__", "__contains__", "__iadd__", "__imul__",
        ],
        .tuple: [
            "__repr__", "__hash__", "__getattribute__", "__lt__", "__le__", "__eq__", "__ne__",
            "__gt__", "__ge__", "__iter__", "__len__", "__getitem__", "__add__", "__mul__", "__rmul__",
            "__contains__",
        ],
        .dict: [
            "__repr__", "__getattribute__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__",
            "__iter__", "__init__", "__or__", "__ror__", "__ior__", "__len__", "__setitem__",
            "__delitem__",
        ],
        .set: [
            "__repr__", "__getattribute__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__",
            "__iter__", "__init__", "__sub__", "__rsub__", "__and__", "__rand__", "__xor__", "__rxor__",
            "__or__", "__ror__", "__isub__", "__iand__", "__ixor__", "__ior__", "__len__",
        ],
        .frozenset: [
            "__repr__", "__hash__", "__getattribute__", "__lt__", "__le__", "__eq__", "__ne__",
            "__gt__", "__ge__", "__iter__", "__sub__", "__rsub__", "__and__", "__rand__", "__xor__",
            "__rxor__", "__or__", "__ror__", "__len__",
        ],
        .weakReference: ["__repr__", "__hash__", "__call__", "__eq__", "__ne__", "__init__"],
        .range: [
            "__repr__", "__hash__", "__getattribute__", "__lt__", "__le__", "__eq__", "__ne__",
            "__gt__", "__ge__", "__iter__", "__bool__", "__len__", "__getitem__", "__contains__",
        ],
        .slice: [
            "__repr__", "__getattribute__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__",
        ],
        .property: [
            "__getattribute__", "__get__", "__set__", "__delete__", "__init__",
        ],
        .staticmethod: [
            "__repr__", "__call__", "__get__", "__init__",
        ],
        .classmethod: [
            "__repr__", "__get__", "__init__",
        ],
        .superType: [
            "__repr__", "__getattribute__", "__get__", "__init__",
        ],
        .baseException: [
            "__repr__", "__str__", "__getattribute__", "__setattr__", "__delattr__", "__init__",
        ],
        .generator: [
            "__repr__", "__getattribute__", "__iter__", "__next__", "__del__",
        ],
        .function: [
            "__repr__", "__call__", "__get__",
        ],
        .method: [
            "__repr__", "__hash__", "__call__", "__getattribute__", "__setattr__", "__delattr__",
            "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__",
        ],
        .enumerate: [
            "__getattribute__", "__iter__", "__next__",
        ],
        .zip: [
            "__getattribute__", "__iter__", "__next__",
        ],
        .map: [
            "__getattribute__", "__iter__", "__next__",
        ],
        .filter: [
            "__getattribute__", "__iter__", "__next__",
        ],
        .reversed: [
            "__getattribute__", "__iter__", "__next__",
        ],
        .noneType: [
            "__repr__", "__bool__",
        ],
    ]

    /// The same for methods that are no wrappers.
    static let specialMethods: [BuiltinType: [String]] = [
        .list: [
            "__getitem__", "__reversed__",
        ],
        .dict: [
            "__getitem__", "__contains__", "__reversed__",
        ],
        .set: [
            "__contains__"
        ],
        .frozenset: [
            "__contains__"
        ],
        .range: [
            "__reversed__"
        ],
        .int: [
            "__trunc__", "__floor__", "__ceil__", "__round__",
        ],
        .float: [
            "__trunc__", "__floor__", "__ceil__", "__round__",
        ],
        .object: [
            "__format__"
        ],
    ]
}
