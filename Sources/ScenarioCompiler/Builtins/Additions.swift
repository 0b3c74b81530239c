import HeapModel

/// Since when a name of CPython's is there, where 2.7 did not have it (`dir` of each type, of `math`, `gc` and
/// `builtins` under every interpreter that the facts are measured on).
enum Additions {
    static func has(_ name: String, _ facts: RuntimeFacts) -> Bool {
        guard let version = since[name] else { return true }
        // The table was measured on 2.7 and 3.6: what it has since 3.6, 3.5 has too, but for what is known to be newer.
        if version == RuntimeVersion(3, 6), facts.version >= RuntimeVersion(3, 5) {
            return facts.version >= version || !newIn36.contains(name)
        }
        return facts.version >= version
    }

    private static let newIn36: Set<String> = ["ModuleNotFoundError", "math.tau"]

    private static let since: [String: RuntimeVersion] = {
        var result: [String: RuntimeVersion] = [:]
        for (version, names) in table {
            for name in names.split(separator: " ") { result[String(name)] = version }
        }
        return result
    }()

    private static let table: [(RuntimeVersion, String)] = [
        (
            RuntimeVersion(3, 6),
            """
            BaseException.with_traceback BlockingIOError BrokenPipeError ChildProcessError ConnectionAbortedError \
            ConnectionError ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError \
            InterruptedError IsADirectoryError ModuleNotFoundError NotADirectoryError PermissionError \
            sys.intern weakref.finalize weakref.WeakMethod \
            ProcessLookupError RecursionError ResourceWarning StopAsyncIteration TimeoutError ascii bool.from_bytes \
            bool.to_bytes bytes.fromhex bytes.hex bytes.maketrans exec gc.callbacks gc.get_stats int.from_bytes \
            int.to_bytes list.clear list.copy math.gcd math.inf math.isclose math.isfinite math.log2 math.nan \
            math.tau range.count range.index str.casefold str.format_map str.isdecimal str.isidentifier str.isnumeric \
            str.isprintable str.maketrans ReferenceType.__callback__ function.__annotations__ function.__kwdefaults__ \
            function.__qualname__ type.__qualname__
            """
        ),
        (
            RuntimeVersion(3, 7),
            """
            breakpoint bytes.isascii gc.freeze gc.get_freeze_count gc.unfreeze math.remainder str.isascii
            """
        ),
        (
            RuntimeVersion(3, 8),
            """
            bool.as_integer_ratio int.as_integer_ratio math.comb math.dist math.isqrt math.perm math.prod
            """
        ),
        (
            RuntimeVersion(3, 9),
            """
            bytes.removeprefix bytes.removesuffix gc.is_finalized math.lcm math.nextafter math.ulp str.removeprefix \
            str.removesuffix
            """
        ),
        (RuntimeVersion(3, 10), "EncodingWarning aiter anext bool.bit_count int.bit_count"),
        (
            RuntimeVersion(3, 11),
            "BaseException.add_note generator.gi_suspended BaseExceptionGroup ExceptionGroup math.cbrt math.exp2 sys.exception"
        ),
        (RuntimeVersion(3, 12), "bool.is_integer int.is_integer math.sumprod"),
        (RuntimeVersion(3, 13), "PythonFinalizationError math.fma"),
    ]
}

extension Interpreter {
    /// The built-in method of this name, where the version has it.
    func nativeMethod(_ type: BuiltinType, _ name: String) -> Int? {
        guard let number = Natives.method(type, name), nativeIsThere(number) else { return nil }
        return number
    }

    /// The built-in function of this name, where the version has it.
    func nativeFunction(_ name: String) -> Int? {
        guard let number = Natives.function(name), nativeIsThere(number) else { return nil }
        return number
    }

    private func nativeIsThere(_ number: Int) -> Bool { Additions.has(Natives.all[number].displayName, heap.facts) }

    /// Whether the version has a method that the model lacks.
    func isUnsupportedMethod(_ type: BuiltinType, _ name: String) -> Bool {
        BuiltinNames.methods[type]?.contains(name) == true && Additions.has("\(type.rawValue).\(name)", heap.facts)
    }
}
