// Which built-in functions and classes get their arguments in a tuple, which the caller makes for the moment. Only the
// free lists show it.
extension RuntimeFacts {
    /// The last version in which a function or class gets its arguments in a tuple; those of `alwaysInTuple` do to this
    /// day. Read from the flags of the functions (METH_VARARGS without METH_FASTCALL) and the `tp_vectorcall` of the
    /// classes, 3.6 to 3.13; 2.7 is taken to be as 3.6. `max` and `min` are not here: the model makes their
    /// tuple an object, because they go through it.
    private static let lastWithTuple: [String: RuntimeVersion] = {
        let names: [(minor: Int, names: String)] = [
            (
                6,
                """
                delattr dict.fromkeys dict.get dict.setdefault divmod format gc.collect getattr hasattr int.from_bytes \
                int.to_bytes isinstance issubclass list.index list.insert list.pop list.sort math.fmod math.gcd \
                math.hypot math.isclose math.ldexp math.pow next pow print round setattr sorted str.center str.encode \
                str.expandtabs str.ljust str.lstrip str.replace str.rjust str.rsplit str.rstrip str.split str.splitlines \
                str.strip str.zfill sum tuple.index bytes.lstrip bytes.replace bytes.rstrip bytes.strip
                """
            ),
            (
                7,
                """
                bytes.center bytes.expandtabs bytes.ljust bytes.rjust bytes.zfill dict.pop iter math.atan2 \
                math.copysign sys.exit sys.intern sys.setrecursionlimit
                """
            ),
            (8, "dict list set frozenset range tuple"),
            (9, "bool float filter map reversed"),
            (10, "enumerate super generator.throw"),
            (11, "math.log weakref.proxy"),
            (
                12,
                """
                int str gc.get_referents gc.get_referrers \
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
        "ReferenceType", "staticmethod", "str.format", "sys.getsizeof", "vars", "zip",
    ]

    /// Whether the arguments stay on the caller's stack beside such a tuple; in 2.7 they go over into it (Python/ceval.c,
    /// load_args).
    package var tuplesCopyTheStack: Bool { since(3, 0) }

    /// Whether a call of a function from C puts its arguments into a tuple (Objects/abstract.c of 2.7,
    /// PyObject_CallFunctionObjArgs), and a call of a bound method the receiver and the arguments into another one
    /// (Objects/classobject.c of 2.7, instancemethod_call).
    package var callsFromCMakeTuples: Bool { !since(3, 0) }

    /// Whether a call of a bound method from C puts its arguments into a tuple (Objects/call.c, _PyObject_FastCallDict,
    /// until 3.7).
    package var callsOfMethodsFromCMakeATuple: Bool { !since(3, 8) }

    /// Whether a slot calls a function that a class has for it with the object as the first argument, and makes no bound
    /// method of it (Objects/typeobject.c, lookup_maybe_method, from 3.7 on).
    package var slotsCallFunctions: Bool { since(3, 7) }

    /// Whether a call makes a tuple of its positional arguments.
    ///
    /// - Parameter name: as error messages call it: `max`, `str.format`, `gc.get_referrers`.
    package func passesArgumentsInTuple(_ name: String) -> Bool {
        Self.alwaysInTuple.contains(name) || Self.lastWithTuple[name].map { version <= $0 } ?? false
    }
}
