// Which built-in functions and classes get their arguments in a tuple, which the caller makes for the moment. Only the
// free lists show it.
extension RuntimeFacts {
    /// The last version in which a function or class gets its arguments in a tuple; those of `alwaysInTuple` do to this
    /// day. Read from the flags of the functions (METH_VARARGS without METH_FASTCALL) and the `tp_vectorcall` of the
    /// classes, 3.8 to 3.13; older versions are taken to be as 3.8. `max` and `min` are not here: the model makes their
    /// tuple an object, because they go through it.
    private static let lastWithTuple: [String: RuntimeVersion] = {
        let names: [(minor: Int, names: String)] = [
            (8, "dict list set frozenset range tuple"),
            (9, "bool float filter map reversed"),
            (10, "enumerate super generator.throw"),
            (11, "math.log weakref.proxy"),
            (
                12,
                """
                int str zip gc.get_referents gc.get_referrers \
                str.count str.find str.index str.rfind str.rindex str.startswith str.endswith \
                bytes.count bytes.find bytes.index bytes.rfind bytes.rindex bytes.startswith bytes.endswith \
                set.difference set.difference_update set.intersection set.intersection_update set.union set.update \
                frozenset.difference frozenset.intersection frozenset.union
                """
            ),
        ]
        var table: [String: RuntimeVersion] = [:]
        for (minor, line) in names {
            for name in line.split(separator: " ") { table[String(name)] = RuntimeVersion(3, minor) }
        }
        return table
    }()

    private static let alwaysInTuple: Set<String> = [
        "bytes", "classmethod", "complex", "dict.update", "dir", "gc.set_threshold", "object", "property", "slice",
        "ReferenceType", "staticmethod", "str.format", "sys.getsizeof", "vars",
    ]

    /// Whether a call makes a tuple of its positional arguments.
    ///
    /// - Parameter name: as error messages call it: `max`, `str.format`, `gc.get_referrers`.
    package func passesArgumentsInTuple(_ name: String) -> Bool {
        Self.alwaysInTuple.contains(name) || Self.lastWithTuple[name].map { version <= $0 } ?? false
    }
}
