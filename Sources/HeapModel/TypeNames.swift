extension RuntimeFacts {
    /// `__name__` of a built-in class; measured with `type(x).__name__`.
    package func name(of type: BuiltinType) -> String {
        let older = weakTypesAreQualified ? nil : RuntimeFacts.olderNamesOfWeakTypes[type]
        return older ?? (since(3, 0) ? nil : RuntimeFacts.namesOfOldTypes[type]) ?? type.rawValue
    }

    /// Whether weak references and proxies are classes of the module `weakref`, which messages name before theirs
    /// (Objects/weakrefobject.c, from 3.10 on; measured).
    package var weakTypesAreQualified: Bool { since(3, 10) }

    private static let olderNamesOfWeakTypes: [BuiltinType: String] = [
        .weakReference: "weakref", .weakProxy: "weakproxy", .weakCallableProxy: "weakcallableproxy",
    ]

    private static let namesOfOldTypes: [BuiltinType: String] = [
        .method: "instancemethod", .unboundMethod: "instancemethod", .listIterator: "listiterator",
        .tupleIterator: "tupleiterator", .stringIterator: "iterator", .setIterator: "setiterator",
        .listReverseIterator: "listreverseiterator", .callableIterator: "callable-iterator",
        .dictKeyIterator: "dictionary-keyiterator", .dictValueIterator: "dictionary-valueiterator",
        .dictItemIterator: "dictionary-itemiterator",
    ]

    /// Whether a function that is asked for through its class is the function, and not a method without an instance
    /// (Objects/funcobject.c, func_descr_get).
    package var classesGiveFunctions: Bool { since(3, 0) }

    /// Whether a method refers to the class through which it was found (Objects/classobject.c, im_class).
    package var methodsHoldTheirClass: Bool { !since(3, 0) }

    /// Whether `range`, `map`, `filter`, `zip` and the views of a dict make lists.
    package var iterablesAreLists: Bool { !since(3, 0) }

    /// Whether whole numbers beyond 64 bits are of a class of their own, `long` (PEP 237).
    package var hasLong: Bool { !since(3, 0) }

    /// The method that an iterator is asked for its next value with, and the one for the truth of an object.
    package var nextMethod: String { since(3, 0) ? "__next__" : "next" }
    package var truthMethod: String { since(3, 0) ? "__bool__" : "__nonzero__" }

    /// Whether an exception with one argument has it a second time as its `message` (Objects/exceptions.c of 2.7,
    /// BaseException_init).
    package var exceptionsHaveAMessage: Bool { !since(3, 0) }

    /// Whether a name that a function does not find is called a global one (Python/ceval.c, LOAD_GLOBAL, until 3.3).
    package var missingGlobalsAreCalledSo: Bool { !since(3, 4) }

    /// Whether `str` of a float has 12 digits (Objects/floatobject.c, PyFloat_STR_PRECISION) and `round` gives a float,
    /// rounded away from zero where two are equally near.
    package var floatsAreShort: Bool { !since(3, 0) }

    /// Whether numbers have a `__str__` of their own, so that `str` of a subclass's instance does not ask its `__repr__`
    /// (`tp_str` in Objects/longobject.c and floatobject.c, until 3.7).
    package var numbersHaveTheirOwnText: Bool { !since(3, 8) }

    /// Whether the message about bases without a consistent order names them in that of their addresses
    /// (Objects/typeobject.c of 2.7, set_mro_error, goes through a dict).
    package var ordersBasesByAddress: Bool { !since(3, 0) }

    /// Whether `copy` of a module goes through what every object has (copy_reg of 2.7), and does not fail at once.
    package var copiesModules: Bool { !since(3, 0) }

    /// Whether `math.floor` and `math.ceil` give floats (Modules/mathmodule.c of 2.7).
    package var floorsAreFloats: Bool { !since(3, 0) }

    /// Whether `min` and `max` have `default` (from 3.4 on), and `print` has `flush` (from 3.3 on).
    package var hasDefaultOfExtremes: Bool { since(3, 4) }
    package var printFlushes: Bool { since(3, 3) }

    /// Whether `str`, `repr` and a slice with gaps give the string of one character that exists already
    /// (Objects/stringobject.c, PyString_FromStringAndSize). Measured with `is`.
    package var shortTextsExist: Bool { !since(3, 0) }

    /// Whether formatting makes a new string even where the result is one character, or just a string that was given.
    /// Measured with `is`.
    package var formattingMakesNewTexts: Bool { !since(3, 0) }

    /// Whether a text literal is a string of bytes, the same as a literal with `b`.
    package var textIsBytes: Bool { !since(3, 0) }
}
