import HeapModel

/// Names that CPython 3.11 has, so that a use of one which the model lacks can be refused by its name
/// (`dir(builtins)`, `dir(gc)` and `dir()` of the types, read from 3.11.7; since when newer ones are there,
/// `Additions` says).
enum BuiltinNames {
    /// What the model has.
    static let supported: [String] = [
        "print", "len", "id", "repr", "range", "list", "tuple", "dict", "str", "bool", "object", "property",
        "staticmethod", "classmethod", "super", "abs", "ascii", "bin", "bytes", "chr", "complex", "divmod", "float",
        "format", "hex", "int", "max", "min", "oct", "ord", "pow", "round", "sum", "set", "frozenset", "slice",
        "enumerate", "zip", "map", "filter", "reversed", "iter", "next", "any", "all", "sorted", "type", "hash",
        "callable", "isinstance", "issubclass", "hasattr", "getattr", "setattr", "delattr", "vars", "dir",
    ]

    /// Attributes of numbers that are computed, and cannot be set (Objects/longobject.c, long_getset; floatobject.c,
    /// float_getset). A bool is an int.
    static let partsOfNumbers: [BuiltinType: Set<String>] = [
        .int: ["real", "imag", "numerator", "denominator"], .float: ["real", "imag"],
    ]

    static let unsupported: Set<String> = [
        "BaseExceptionGroup", "EnvironmentError", "ExceptionGroup", "IOError", "UnicodeTranslateError", "aiter",
        "anext", "breakpoint", "bytearray", "compile", "eval", "exec", "globals", "input", "locals", "memoryview",
        "open",
        "__annotations__", "__build_class__", "__builtins__", "__cached__", "__file__", "__import__", "__loader__",
        "__package__", "__spec__", "copyright", "credits", "exit", "help", "license", "quit",
    ]

    /// Why some of them are not part of the language of scenarios.
    static let reasons: [String: String] = {
        let code = "The program is compiled before its first step runs, and no code is added to it later."
        let names = "The names of a frame are shown as such; the model has no dict that holds them."
        return [
            "input": "A scenario runs without anybody who could type; give the value in its place.",
            "open": "A scenario reads and writes no files.", "eval": code, "exec": code, "compile": code,
            "globals": names, "locals": names, "breakpoint": "A scenario runs without anybody who could look on.",
        ]
    }()

    /// What every object has.
    static var objectAttributes: Set<String> { specialNames[.object] ?? [] }

    /// What every class has beside what its instances have.
    static var typeAttributes: Set<String> { specialNames[.type] ?? [] }

    static let methods: [BuiltinType: Set<String>] = [
        .int: [
            "as_integer_ratio", "bit_count", "bit_length", "conjugate", "denominator", "from_bytes", "imag",
            "is_integer",
            "numerator", "real", "to_bytes",
        ],
        .float: [
            "as_integer_ratio", "conjugate", "fromhex", "hex", "imag", "is_integer", "real",
        ],
        .bool: [
            "as_integer_ratio", "bit_count", "bit_length", "conjugate", "denominator", "from_bytes", "imag",
            "is_integer",
            "numerator", "real", "to_bytes",
        ],
        .complex: [
            "conjugate", "imag", "real",
        ],
        .bytes: [
            "capitalize", "center", "count", "decode", "endswith", "expandtabs", "find", "fromhex", "hex", "index",
            "isalnum", "isalpha", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper", "join", "ljust",
            "lower", "lstrip", "maketrans", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex",
            "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase",
            "title", "translate", "upper", "zfill",
        ],
        .str: [
            "capitalize", "casefold", "center", "count", "encode", "endswith", "expandtabs", "find", "format",
            "format_map", "index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier",
            "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper", "join", "ljust", "lower",
            "lstrip", "maketrans", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex",
            "rjust", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase",
            "title", "translate", "upper", "zfill",
        ],
        .list: [
            "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort",
        ],
        .tuple: [
            "count", "index",
        ],
        .dict: [
            "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update", "values",
        ],
        .set: [
            "add", "clear", "copy", "difference", "difference_update", "discard", "intersection",
            "intersection_update", "isdisjoint", "issubset", "issuperset", "pop", "remove", "symmetric_difference",
            "symmetric_difference_update", "union", "update",
        ],
        .frozenset: [
            "copy", "difference", "intersection", "isdisjoint", "issubset", "issuperset", "symmetric_difference",
            "union",
        ],
        .slice: [
            "indices", "start", "step", "stop",
        ],
        .dictKeys: [
            "isdisjoint", "mapping",
        ],
        .dictItems: [
            "isdisjoint", "mapping",
        ],
        .dictValues: [
            "mapping"
        ],
        .range: [
            "count", "index", "start", "step", "stop",
        ],
        .generator: [
            "close", "gi_code", "gi_frame", "gi_running", "gi_suspended", "gi_yieldfrom", "send", "throw",
        ],
        .frame: [
            "clear", "f_back", "f_builtins", "f_code", "f_globals", "f_lasti", "f_lineno", "f_locals", "f_trace",
            "f_trace_lines", "f_trace_opcodes",
        ],
        .traceback: [
            "tb_frame", "tb_lasti", "tb_lineno", "tb_next",
        ],
        .baseException: [
            "add_note", "args", "with_traceback",
        ],
        .property: [
            "deleter", "fdel", "fget", "fset", "getter", "setter",
        ],
        .cell: [
            "cell_contents"
        ],
    ]
}
