extension RuntimeFacts {
    /// `__name__` of a built-in class; measured with `type(x).__name__`.
    package func name(of type: BuiltinType) -> String {
        since(3, 0) ? type.rawValue : RuntimeFacts.namesOfOldTypes[type] ?? type.rawValue
    }

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

    /// Whether a text literal is a string of bytes, the same as a literal with `b`.
    package var textIsBytes: Bool { !since(3, 0) }
}
