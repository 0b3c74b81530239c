import HeapModel

/// The modules of the standard library that a program can import.
///
/// A module's functions stand in `Natives`, as `gc.collect`; what else it has stands in `ModuleValue`.
enum Modules {
    /// The public names of each module (`__all__`, or `dir()` where it has none; read from 3.11.7), so that one which
    /// the model lacks can be refused by its name.
    static let names: [String: Set<String>] = [
        "array": [
            "ArrayType", "array", "typecodes",
        ],
        "copy": [
            "Error", "copy", "deepcopy", "error",
        ],
        "gc": [
            "DEBUG_COLLECTABLE", "DEBUG_INSTANCES", "DEBUG_LEAK", "DEBUG_OBJECTS", "DEBUG_SAVEALL", "DEBUG_STATS",
            "DEBUG_UNCOLLECTABLE", "callbacks",
            "collect", "disable", "enable", "freeze", "garbage", "get_count", "get_debug", "get_freeze_count",
            "get_objects", "get_referents", "get_referrers", "get_stats", "get_threshold", "is_finalized",
            "is_tracked", "isenabled", "set_debug", "set_threshold", "unfreeze",
        ],
        "math": [
            "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "comb", "copysign", "cos",
            "cosh", "degrees", "dist", "e", "erf", "erfc", "exp", "exp2", "expm1", "fabs", "factorial", "floor",
            "fma", "fmod", "frexp", "fsum", "gamma", "gcd", "hypot", "inf", "isclose", "isfinite", "isinf", "isnan",
            "isqrt",
            "lcm", "ldexp", "lgamma", "log", "log10", "log1p", "log2", "modf", "nan", "nextafter", "perm", "pi",
            "pow", "prod", "radians", "remainder", "sin", "sinh", "sqrt", "sumprod", "tan", "tanh", "tau", "trunc",
            "ulp",
        ],
        "sys": [
            "abiflags", "addaudithook", "api_version", "argv", "audit", "base_exec_prefix", "base_prefix",
            "breakpointhook", "builtin_module_names", "byteorder", "call_tracing", "copyright", "displayhook",
            "dont_write_bytecode", "exc_info", "excepthook", "exception", "exec_prefix", "executable", "exit",
            "flags", "float_info", "float_repr_style", "get_asyncgen_hooks", "get_coroutine_origin_tracking_depth",
            "get_int_max_str_digits", "getallocatedblocks", "getdefaultencoding", "getdlopenflags",
            "getfilesystemencodeerrors", "getfilesystemencoding", "getprofile", "getrecursionlimit", "getrefcount",
            "getsizeof", "getswitchinterval", "gettrace", "hash_info", "hexversion", "implementation", "int_info",
            "intern", "is_finalizing", "maxsize", "maxunicode", "meta_path", "modules", "orig_argv", "path",
            "path_hooks", "path_importer_cache", "platform", "platlibdir", "prefix", "pycache_prefix",
            "set_asyncgen_hooks", "set_coroutine_origin_tracking_depth", "set_int_max_str_digits", "setdlopenflags",
            "setprofile", "setrecursionlimit", "setswitchinterval", "settrace", "stderr", "stdin",
            "stdlib_module_names", "stdout", "thread_info", "unraisablehook", "version", "version_info",
            "warnoptions",
        ],
        "weakref": [
            "CallableProxyType", "KeyedRef", "ProxyType", "ProxyTypes", "ReferenceType", "WeakKeyDictionary",
            "WeakMethod", "WeakSet", "WeakValueDictionary", "finalize", "getweakrefcount", "getweakrefs", "proxy",
            "ref",
        ],
    ]

    /// Modules that a program about memory may want and that cannot be imported, each with the reason where it is more
    /// than that nobody has modelled it yet.
    ///
    /// `threading`: a thread runs until the interpreter switches to another one, after a time and not after a
    /// statement, so a program with threads has no single course that could be told and held to CPython. Even
    /// `start()` may return before or after the new thread has run to its end.
    static let refused: [String: String] = [
        "threading": "Threads take turns after a time and not after a statement: such a program has no single course."
    ]

    /// The modules that can be imported, for messages.
    static let known: String = {
        let quoted = names.keys.sorted().map { "'\($0)'" }
        return quoted.dropLast().joined(separator: ", ") + " and " + (quoted.last ?? "")
    }()

    /// Whether the model has this name of a module.
    static func has(_ name: String, in module: String) -> Bool {
        Natives.function("\(module).\(name)") != nil || Natives.moduleTypes["\(module).\(name)"] != nil
            || ModuleValue.all["\(module).\(name)"] != nil
    }
}

/// What a module has beside functions.
enum ModuleValue: Sendable {
    case float(Double)
    case int(Int)
    case text(String)
    case type(BuiltinType)
    /// `sys.version_info`.
    case versionInfo
    /// `sys.stdout`.
    case standardOutput
    /// `gc.garbage` and `gc.callbacks`.
    case garbage, callbacks
    /// `gc.DEBUG_LEAK`.
    case leakFlags

    /// By module and name.
    static let all: [String: ModuleValue] = [
        "math.pi": .float(.pi), "math.e": .float(2.718281828459045), "math.tau": .float(2 * .pi),
        "math.inf": .float(.infinity), "math.nan": .float(.nan),
        "sys.maxsize": .int(Int.max), "sys.maxunicode": .int(0x10_FFFF), "sys.byteorder": .text("little"),
        "array.array": .type(.array), "array.ArrayType": .type(.array), "array.typecodes": .text("bBuhHiIlLqQfd"),
        "sys.version_info": .versionInfo, "sys.stdout": .standardOutput,
        "gc.garbage": .garbage, "gc.callbacks": .callbacks,
        "gc.DEBUG_STATS": .int(1), "gc.DEBUG_COLLECTABLE": .int(2), "gc.DEBUG_UNCOLLECTABLE": .int(4),
        "gc.DEBUG_SAVEALL": .int(32), "gc.DEBUG_LEAK": .leakFlags,
        "gc.DEBUG_INSTANCES": .int(8), "gc.DEBUG_OBJECTS": .int(16),
    ]
}

extension Interpreter {
    func importModule(_ name: String) -> Ref {
        if let known = modules[name] { return heap.shared(known) }
        let module = heap.allocate(.module(heap.symbols.symbol(name)), .module, flags: [.shared])
        heap.interpreterRoots.append(module)
        modules[name] = module
        return heap.shared(module)
    }

    /// The module is on top of the stack; its name comes above it.
    func importName(_ name: String) throws(Interruption) {
        guard let top = heap.stack.last, case .module(let symbol) = heap[top].value else { return }
        let module = heap.symbols.name(symbol)
        guard let value = moduleAttribute(module, name) else {
            guard let message = heap.facts.messageOfMissingImport(name) else {
                throw .unsupportedInVersion("importing '\(name)', which the module '\(module)' lacks,")
            }
            throw .raise("ImportError", message)
        }
        push(value)
    }

    /// `module.name`, owned; nil where the model does not have it.
    func moduleAttribute(_ module: String, _ name: String) -> Ref? {
        let path = "\(module).\(name)"
        if let number = nativeFunction(path) { return heap.shared(native(number)) }
        if let type = Natives.moduleTypes[path] { return heap.shared(heap.type(type)) }
        guard let value = ModuleValue.all[path], Additions.has(path, heap.facts),
            !heap.facts.isOfPython2Alone(path)
        else { return nil }
        if let known = moduleConstants[path] { return heap.shared(known) }
        let made = make(value)
        heap.interpreterRoots.append(made)
        if heap.facts.mathKeepsACopyOfItsNames, module == "math" { heap.interpreterRoots.append(heap.shared(made)) }
        moduleConstants[path] = made
        return heap.shared(made)
    }

    private func make(_ value: ModuleValue) -> Ref {
        switch value {
        case .float(let value): heap.makeFloat(value)
        case .int(let value): heap.makeSharedInt(value)
        case .text(let text): heap.internString(text)
        case .type(let type): heap.shared(heap.type(type))
        case .versionInfo: heap.allocate(.tuple(versionParts()), .versionInfo, flags: [.shared])
        case .garbage: heap.shared(heap.makeGarbageList())
        case .leakFlags: heap.makeInt(heap.facts.leakFlags)
        case .callbacks: heap.shared(heap.makeCallbackList())
        case .standardOutput: heap.allocate(.none, .textStream, flags: [.shared])
        }
    }

    private func versionParts() -> [Ref] {
        let version = heap.facts.version
        return [
            heap.makeInt(version.major), heap.makeInt(version.minor), heap.makeInt(heap.facts.microVersion),
            heap.internString("final"), heap.makeInt(0),
        ]
    }

    /// The names of the parts of `sys.version_info`.
    static let versionFields = ["major", "minor", "micro", "releaselevel", "serial"]
}
