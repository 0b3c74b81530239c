/// A version of CPython that the model can be.
package struct RuntimeVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    package var major: Int
    package var minor: Int

    /// `3.11`
    package var description: String { "\(major).\(minor)" }

    package init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    package static func < (left: RuntimeVersion, right: RuntimeVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}

/// What is true of one CPython and may be different in another: each fact once, with its source.
///
/// A fact that all versions share is a `static` constant. One that changed is a property that asks `since` for the
/// version of the change and says what changed and where that is written; elsewhere no version is ever compared, only
/// facts are asked. The words of messages, where they changed, stand in `Wordings`.
///
/// Measured values are those of 64-bit Linux builds of 2.7.18, 3.6.15, 3.7.16, 3.8.18, 3.9.18, 3.10.13, 3.11.7, 3.12.1
/// and 3.13.0.
package struct RuntimeFacts: Sendable {
    package let version: RuntimeVersion
    /// Whether the collector is a plain mark and sweep of one generation, in place of the version's own. No CPython has
    /// it: it is what textbooks describe.
    package let marksAndSweeps: Bool
    /// How the version puts what exceptions say.
    package let wordings: Wordings

    /// The versions that are modelled so far, oldest first. Of 3.5 there is no interpreter to hold it to: it is made of the
    /// facts of 3.6, of 2.7's where those are older, and of its own sources.
    package static let known = [
        (2, 7), (3, 5), (3, 6), (3, 7), (3, 8), (3, 9), (3, 10), (3, 11), (3, 12), (3, 13),
    ].map { RuntimeFacts(version: RuntimeVersion($0.0, $0.1)) }

    /// The rules of 3.11 with a collector that marks and sweeps: `runtime textbook`.
    package static let textbook = RuntimeFacts(version: RuntimeVersion(3, 11), marksAndSweeps: true)

    /// What a scenario without a runtime line runs on.
    package static let standard = RuntimeFacts(version: RuntimeVersion(3, 11))

    /// Whether the version is this one or a newer one.
    func since(_ major: Int, _ minor: Int) -> Bool { version >= RuntimeVersion(major, minor) }

    /// What becomes of constants that only code loads which can never run. Measured with `co_consts`; from 3.10 on
    /// unused ones are left out at the end of the table, from 3.12 on everywhere (Python/compile.c,
    /// trim_unused_consts; Python/flowgraph.c, _PyCfg_OptimizeCodeUnit).
    package var unusedConstants: UnusedConstants {
        if since(3, 12) { return .removed }
        return since(3, 10) ? .trimmedAtEnd : .kept
    }

    /// Integers that exist once and for ever (Include/internal/pycore_global_objects.h, _PY_NSMALLNEGINTS and
    /// _PY_NSMALLPOSINTS).
    package static let smallInts = -5...256

    /// Built-in classes whose instances have a `__dict__`, can be referred to weakly, or have as much room as their
    /// value needs (`tp_dictoffset`, `tp_weaklistoffset` and `tp_itemsize`, measured on 3.11.7).
    package static let layoutsWithDict: Set<BuiltinType> = [.baseException]
    package static let layoutsWithWeakReferences: Set<BuiltinType> = [.set, .frozenset]
    package var layoutsOfVariableSize: Set<BuiltinType> {
        since(3, 0) ? [.int, .tuple, .bytes] : [.long, .tuple, .bytes, .str]
    }

    /// What comes to the size of an instance: room for a dict, a list of weak references, and each member.
    package static let dictPointerSize = 8
    package static let weakListSize = 8
    package static let memberSize = 8

    /// The tuple in which a function keeps its cells.
    package static let trackedPartsOfClosure = 1

    /// The classes of exceptions and their bases, each after its base (Objects/exceptions.c).
    package static let exceptionHierarchy: [(name: String, base: String)] = [
        ("SystemExit", "BaseException"), ("KeyboardInterrupt", "BaseException"), ("GeneratorExit", "BaseException"),
        ("Exception", "BaseException"), ("StopIteration", "Exception"), ("ArithmeticError", "Exception"),
        ("FloatingPointError", "ArithmeticError"), ("OverflowError", "ArithmeticError"),
        ("ZeroDivisionError", "ArithmeticError"), ("AssertionError", "Exception"), ("AttributeError", "Exception"),
        ("BufferError", "Exception"), ("EOFError", "Exception"), ("ImportError", "Exception"),
        ("ModuleNotFoundError", "ImportError"), ("LookupError", "Exception"), ("IndexError", "LookupError"),
        ("KeyError", "LookupError"), ("MemoryError", "Exception"), ("NameError", "Exception"),
        ("UnboundLocalError", "NameError"), ("OSError", "Exception"), ("ReferenceError", "Exception"),
        ("RuntimeError", "Exception"), ("NotImplementedError", "RuntimeError"), ("RecursionError", "RuntimeError"),
        ("StopAsyncIteration", "Exception"), ("SyntaxError", "Exception"), ("SystemError", "Exception"),
        ("TypeError", "Exception"), ("ValueError", "Exception"), ("UnicodeError", "ValueError"),
        ("UnicodeEncodeError", "UnicodeError"),
        ("UnicodeDecodeError", "UnicodeError"),
        ("Warning", "Exception"), ("DeprecationWarning", "Warning"), ("UserWarning", "Warning"),
        ("RuntimeWarning", "Warning"), ("SyntaxWarning", "Warning"), ("FutureWarning", "Warning"),
        ("BytesWarning", "Warning"), ("EncodingWarning", "Warning"), ("ImportWarning", "Warning"),
        ("PendingDeprecationWarning", "Warning"), ("ResourceWarning", "Warning"), ("UnicodeWarning", "Warning"),
        ("IndentationError", "SyntaxError"), ("TabError", "IndentationError"), ("BlockingIOError", "OSError"),
        ("ChildProcessError", "OSError"), ("ConnectionError", "OSError"), ("BrokenPipeError", "ConnectionError"),
        ("ConnectionAbortedError", "ConnectionError"), ("ConnectionRefusedError", "ConnectionError"),
        ("ConnectionResetError", "ConnectionError"), ("FileExistsError", "OSError"), ("FileNotFoundError", "OSError"),
        ("InterruptedError", "OSError"), ("IsADirectoryError", "OSError"), ("NotADirectoryError", "OSError"),
        ("PermissionError", "OSError"), ("ProcessLookupError", "OSError"), ("TimeoutError", "OSError"),
    ]

    /// Whether `staticmethod` and `classmethod` copy the annotations and the documentation of what they wrap
    /// (Objects/funcobject.c, functools_wraps).
    package var wrappersCopyAttributes: Bool { since(3, 10) }

    /// Whether the compiler takes the tuples of names of a code object for constants, so that a tuple of the program with
    /// the same texts is the same object (Python/compile.c, makecode: merge_const_one); the same for its constants; and
    /// whether variables have one table instead of three (co_localsplusnames). Measured on 3.6 to 3.13.
    package var mergesNamesOfCode: Bool { since(3, 8) }
    package var codeHasOneTableOfVariables: Bool { since(3, 11) }

    /// Whether the model has the list of special names that built-in classes of this version have.
    package var knowsSpecialNames: Bool { version == RuntimeVersion(3, 11) }

    /// The version of the Unicode character database (`unicodedata.unidata_version`).
    package static let unicodeVersion = (major: 14, minor: 0)

    /// How many decimal digits an int may have in a conversion from or to a string (Python/sysmodule.c,
    /// int_max_str_digits).
    package static let intMaxStringDigits = 4300

    /// How many deallocations of containers nest before CPython puts the next one off: 50 (Include/cpython/object.h,
    /// _PyTrash_UNWIND_LEVEL), and from 3.13 on what the recursion of C code may use, 10,000, less a headroom of 50 and
    /// what a script takes itself (Py_C_RECURSION_LIMIT, Py_TRASHCAN_HEADROOM).
    package var trashcanDepth: Int { since(3, 13) ? 9_948 : 50 }

    /// Below how many nested deallocations those that were put off follow: when none is open, and from 3.13 on as soon
    /// as twice the headroom is free again (Py_TRASHCAN_END).
    package var trashcanIsEmptiedBelow: Int { since(3, 13) ? trashcanDepth - 50 : 1 }

    /// Whether an object's finalizer runs once only, even if the object comes back to life (PEP 442, from 3.4 on).
    package var finalizesOnce: Bool { since(3, 4) }

    /// Whether weak references to an instance are cleared, and their callbacks run, before its `__del__`. Measured: on
    /// 2.7 the callback comes first, from 3.4 on `__del__`, in which the reference is still alive
    /// (Objects/typeobject.c, subtype_dealloc).
    package var callbacksComeBeforeFinalizer: Bool { !since(3, 4) }

    /// How many allocations or collections of the younger generation start a collection of each one
    /// (`gc.get_threshold()`; measured: 700, 10, 10 up to 3.12, 2000, 10, 10 in 3.13).
    package var collectorThresholds: [Int] {
        marksAndSweeps ? [700] : [since(3, 13) ? 2000 : 700, 10, 10]
    }

    /// How many generations the collector has.
    package var generationCount: Int { marksAndSweeps ? 1 : 3 }

    /// Whether iterators over ASCII strings have a class of their own, `str_ascii_iterator`. Measured: from 3.11 on.
    package var hasASCIIStringIterator: Bool { since(3, 11) }

    /// What counts as a level of its own against the limit of recursion, beside frames.
    package enum RecursionStep: Sendable {
        /// A call of a function written in C.
        case nativeCall
        /// A comparison, the making of a `str` or `repr`, a call by `__call__` or of a class.
        case operation
        /// A frame of a library that is written in Python.
        case libraryFrame
    }

    /// Whether a step counts. Measured with programs that nest nothing else: up to 3.11 all do; from 3.12 on what is
    /// written in C has a limit of its own.
    package func countsAsRecursion(_ step: RecursionStep) -> Bool {
        switch step {
        case .nativeCall: !since(3, 12)
        case .operation: !since(3, 12)
        case .libraryFrame: true
        }
    }

    /// Whether a call of a function written in C takes a level of the limit where code makes it (Objects/call.c,
    /// Py_EnterRecursiveCall, from 3.7 on). All facts of levels were measured by the depth that 38 programs reach which
    /// do nothing but nest.
    package var nativeCallsTakeALevel: Bool { since(3, 7) }

    /// Whether one with its arguments in a tuple takes two (_PyObject_MakeTpCall and PyCFunction_Call, in 3.8 alone).
    package var callsWithTupleTakeTwoLevels: Bool { version == RuntimeVersion(3, 8) }

    /// Whether a call of a built-in class takes a level: where the class has no vectorcall (_PyObject_MakeTpCall), and
    /// before 3.8 each.
    package func classesTakeALevel(argumentsInTuple: Bool) -> Bool {
        !since(3, 8) || argumentsInTuple && !since(3, 11)
    }

    /// How many levels a call of a function or a bound method from C takes beside the frame (PyObject_Call and
    /// _PyObject_FastCallDict; up to 3.6 each of the two calls that a method takes, in 3.7 that of the method alone).
    package func levelsOfCallFromC(isMethod: Bool) -> Int {
        if since(3, 8) { return 0 }
        if since(3, 7) { return isMethod ? 1 : 0 }
        return isMethod ? 2 : 1
    }

    /// Whether `f(*args)` is such a call (Python/ceval.c, do_call_core, until 3.6).
    package var spreadCallsTakeALevel: Bool { !since(3, 7) }

    /// How deep what is written in C may nest before it may reach the limit that it has of its own, which depends on how
    /// CPython was built; nil where it has none (Include/cpython/pystate.h, C_RECURSION_LIMIT, from 3.12 on). Measured:
    /// on 3.12.1 `__repr__` that calls `repr` fails after 373 calls, of 4 levels each, and `__getattr__` after 747.
    package var deepestNesting: Int? {
        if since(3, 13) { return 7500 }
        return since(3, 12) ? 1100 : nil
    }

    /// How often code has to be entered before most calls of functions written in C that it makes no longer count
    /// against the limit of recursion (Python/specialize.c, QUICKENING_INITIAL_WARMUP_VALUE, in 3.11 alone); nil where
    /// they always do.
    package var callsUntilWarm: Int? { version == RuntimeVersion(3, 11) ? 8 : nil }

    /// Whether the collector visits the attributes of an instance with the instance itself, because they lie in it and
    /// not in a dict (Objects/typeobject.c, subtype_traverse, from 3.11 on). It decides the order of finalizers.
    package var visitsInstancesAtOnce: Bool { since(3, 11) }

    /// How deep Python calls may nest (Python/sysmodule.c, sys.getrecursionlimit).
    package static let recursionLimit = 1000

    /// How strings and bytes hash (Python/pyhash.c): SipHash-1-3 from 3.11 on, SipHash-2-4 from 3.4 on.
    package var stringHash: StringHash {
        if !since(3, 4) { return .fowlerNollVo }
        return since(3, 11) ? .sipHash13 : .sipHash24
    }

    /// Whether a tuple's hash is xxHash over those of its items (Objects/tupleobject.c, from 3.8 on).
    package var tupleHashIsXXHash: Bool { since(3, 8) }

    /// One-character strings that the interpreter's own code has as constants or names: a program's literal is then
    /// that object, and not the one that an index or `chr` gives. Measured under `-S`
    /// (`eval(repr(chr(i))) is not chr(i)`): 29 letters on 3.11.7, 11 on 3.12.1, none on all others.
    package var internedCharacters: String {
        if since(3, 13) { return "" }
        if since(3, 12) { return "_abcdenprsx" }
        return since(3, 11) ? "BCLST_abcdefhijklmnopqrstvwxy" : ""
    }

    /// Whether `repr(True)` is the interned text, the same as the literal (Objects/boolobject.c, bool_repr). On 3.11 it
    /// is a text of the interpreter's own. Measured: `str(True) is 'True'`.
    package var textsOfBoolsAreInterned: Bool { !since(3, 11) || since(3, 12) }

    // MARK: - Calls

    /// Whether what a call needs stays on the caller's stack until the call is over, beside the variables of the called
    /// frame (Python/ceval.c, call_function, until 3.10); the frame takes it over from 3.11 on. Measured with
    /// `sys.getrefcount` inside functions.
    package var callersKeepArguments: Bool { !since(3, 11) }

    /// Whether a frame holds the function whose code it runs (Include/internal/pycore_frame.h, f_func, from 3.11 on).
    /// The function of a waiting generator and of a frame in a traceback counts one more then.
    package var framesHoldTheirFunction: Bool { since(3, 11) }

    /// Whether the tuple and the dict of `f(*args, **kw)` last until a function written in Python returns; its frame
    /// takes their items over from 3.12 on (Python/ceval.c, CALL_FUNCTION_EX).
    package var spreadCallsKeepArguments: Bool { !since(3, 12) }

    /// The third number of the version that everything was measured on (`sys.version_info.micro`).
    package var microVersion: Int { RuntimeFacts.microVersions[version] ?? 0 }

    private static let microVersions: [RuntimeVersion: Int] = [
        RuntimeVersion(2, 7): 18, RuntimeVersion(3, 5): 10, RuntimeVersion(3, 6): 15, RuntimeVersion(3, 7): 16,
        RuntimeVersion(3, 8): 18, RuntimeVersion(3, 9): 18, RuntimeVersion(3, 10): 13, RuntimeVersion(3, 11): 7,
        RuntimeVersion(3, 12): 1, RuntimeVersion(3, 13): 0,
    ]

    // MARK: - What the compiler makes (Python/compile.c, Python/ast_opt.c)

    /// Whether a list or set display of three and more constants is made of one constant tuple or frozenset (from 3.9
    /// on; measured with `dis`).
    package var copiesConstantDisplays: Bool { since(3, 9) }

    /// Displays longer than this are built item by item (STACK_USE_GUIDELINE, from 3.10 on; measured with `dis`).
    package var longestDisplayOnStack: Int { since(3, 10) ? 30 : Int.max }

    /// Whether `"%s" % (a,)` is compiled to an f-string (optimize_format, from 3.11 on; measured with `dis`).
    package var compilesPercentFormats: Bool { since(3, 11) }

    // MARK: - Generators

    /// Whether closing a generator that waits outside of any `try` leaves its frame to it, emptied
    /// (Objects/genobject.c, gen_close, from 3.13 on): the function counts one more until the generator dies.
    package var closedGeneratorsKeepTheirFrame: Bool { since(3, 13) }

    /// Whether `reversed(items)` of a list holds the list still when it has come to its beginning
    /// (Objects/listobject.c, listreviter_next, from 3.13 on).
    package var exhaustedReverseIteratorsKeepTheirList: Bool { since(3, 13) }

    /// Whether closing a generator that has not started leaves its frame to it as it is (gen_close, from 3.12 on).
    package var unstartedGeneratorsKeepTheirFrame: Bool { since(3, 12) }

    // MARK: - The collector

    /// Whether the collector follows an instance's dict on its own, and so counts it among what it found, where it
    /// holds something that can be part of a cycle (until 3.10; from 3.11 on attributes lie in the instance).
    package var instanceDictsAreTracked: Bool { !since(3, 11) }

    /// Whether attributes lie in an instance only where it has no members of `__slots__` (Objects/typeobject.c,
    /// type_ready_managed_dict and Objects/dictobject.c, _PyObject_InitInlineValues, from 3.13 on); measured with
    /// `gc.get_referents`.
    package var membersMoveAttributesToADict: Bool { since(3, 13) }

    /// Whether the attributes of an instance stay in it when its `__dict__` is asked for, so that the collector finds them
    /// there, and neither the dict through the instance nor anything through the dict (Objects/dictobject.c,
    /// PyObject_VisitManagedDict and dict_traverse, from 3.13 on). Measured with `gc.get_referents` and DEBUG_SAVEALL.
    package var dictsLeaveAttributesInPlace: Bool { since(3, 13) }

    /// Whether the names of a program are set to None when it ends (Objects/moduleobject.c, _PyModule_Clear, until 3.3).
    package var namesEndAsNone: Bool { !since(3, 4) }

    /// Whether the collection before the names go finds what they hold after everything else, as in
    /// `CollectorRun.ModuleNames.holdLast`. Measured by the order of finalizers: from 3.8 on; before, it finds it where it
    /// stands.
    package var exitFindsNamesLast: Bool { since(3, 8) && !marksAndSweeps }

    /// Whether the collector knows nothing of instances that have room for neither attributes, members nor weak references
    /// (Objects/typeobject.c, type_new, until 3.7; measured with `gc.is_tracked`).
    package var instancesWithoutRoomAreOutside: Bool { !since(3, 8) }

    // MARK: - Built-in types and functions

    /// Whether dicts have `|` and `|=` (PEP 584).
    package var dictsUnite: Bool { since(3, 9) }

    /// Whether the module `math` keeps a copy of its dict (Python/import.c, _PyImport_FixupExtensionObject, until 3.8; from
    /// 3.9 on it is initialised in phases, PEP 489). Measured with `sys.getrefcount(math.pi)`.
    package var mathKeepsACopyOfItsNames: Bool { !since(3, 9) }

    /// Whether slices have a hash (Objects/sliceobject.c, from 3.12 on).
    package var slicesHash: Bool { since(3, 12) }

    /// The hash of `None`; that of its address where it is nil (Objects/object.c, none_hash, from 3.12 on).
    package var hashOfNone: Int? { since(3, 12) ? 0xFCA8_6420 : nil }

    /// Whether a name in `__slots__` that is unset is reported with the qualified name of the class (Python/structmember.c,
    /// member_get_object, from 3.13 on; measured).
    package var unsetMembersNameTheWholeClass: Bool { since(3, 13) }

    /// Whether `zip` says which of its arguments is no iterable in words of its own (Python/bltinmodule.c, zip_new, until
    /// 3.7); measured.
    package var zipNumbersItsArguments: Bool { !since(3, 8) }

    /// Whether `zip` has `strict` (PEP 618).
    package var zipIsStrictOnDemand: Bool { since(3, 10) }

    /// Whether `sum` of floats carries along what each addition loses (Python/bltinmodule.c, from 3.12 on).
    package var sumCompensates: Bool { since(3, 12) }

    /// Whether a format specification may say `z` (PEP 682).
    package var formatsCoerceNegativeZero: Bool { since(3, 11) }

    /// Whether `0` before the width fills strings too, on the right (bpo-27772); it is an error before.
    package var zeroFillsStrings: Bool { since(3, 10) }

    /// Whether `to_bytes` and `from_bytes` know a length of 1 and the order `big` by themselves (from 3.11 on).
    package var bytesOfIntsHaveDefaults: Bool { since(3, 11) }

    /// Whether a name in `__slots__` that the class's body has bound is an error (Objects/typeobject.c, type_new; not in 2.7,
    /// measured).
    package var slotsMustNotBeBound: Bool { since(3, 0) }

    /// Whether deleting an attribute of an instance that has never had one looks into its dict nevertheless
    /// (Objects/dictobject.c, _PyObjectDict_SetItem; in 2.7 there is none to look into, and the message is that of reading).
    package var deletionLooksIntoDict: Bool { since(3, 0) }

    /// Whether the descriptor of a member says "doesn't apply to a 'int' object" (Objects/descrobject.c, descr_check and
    /// descr_setcheck, from 3.8 on; measured), and without "a" before.
    package var descriptorsNameWhatTheyGotWithArticle: Bool { since(3, 8) }

    /// Whether numbers that are equal hash alike by their value modulo a prime (from 3.2 on); before, a fraction hashes by the
    /// upper bits of its binary form (Objects/object.c of 2.7, _Py_HashDouble).
    var fractionsHashByValue: Bool { since(3, 2) }

    /// The hash of a float that is no number: 0 before 3.10, then made of the object's address.
    package var hashOfNaNIsItsAddress: Bool { since(3, 10) }

    /// Whether `math.gcd` takes any number of arguments (from 3.9 on); two before.
    package var gcdTakesAnyNumber: Bool { since(3, 9) }

    /// Whether `math.factorial` takes a float without a fraction (until 3.9, deprecated there).
    package var factorialTakesFloats: Bool { !since(3, 10) }

    /// Whether `math.hypot` and `math.dist` lose no bit (Modules/mathmodule.c, vector_norm, from 3.10 on).
    package var normsAreExact: Bool { since(3, 10) }

    /// Whether `&` of a dict's views asks for each item of the other side whether it is in the view, so that
    /// `{1: [2]}.items() & [(1, 2)]` needs no hash of the list (Objects/dictobject.c, _PyDictView_Intersect, from 3.9
    /// on).
    package var viewsIntersectItemByItem: Bool { since(3, 9) }

    /// Whether the set that `|`, `-` and `^` make of a view of keys is laid out as one made of the dict, and not as one
    /// made of an iterator (from 3.9 on; measured by the order of 59 random ones).
    package var keyViewsBecomeSetsAsDicts: Bool { since(3, 9) }

    /// Whether `^` of two views of items compares pairs without a hash of the values (Objects/dictobject.c,
    /// dictitems_xor, from 3.10 on).
    package var itemViewsExchangePairs: Bool { since(3, 10) }

    /// Whether a run that descends goes on past equal items where `list.sort` looks for runs (Objects/listobject.c,
    /// count_run, from 3.13 on), which takes other comparisons.
    package var sortRunsIncludeEquals: Bool { since(3, 13) }

    /// Whether the model's account of allocations is that of the version; what hangs on the counts is refused where it is
    /// not. Measured: in 2.7 a full collection leaves the memory that lists and dicts have kept, so that the counts hang
    /// on what the interpreter has let go of before the program (five new lists add 1); in 2.7 and 3.6 each method call
    /// makes a method object and a tuple for the moment.
    package var knowsAllocationCounts: Bool { since(3, 7) }

    /// Whether a function keeps its annotations as a tuple and makes a dict of them when it is asked for it
    /// (Objects/funcobject.c, func_get_annotation_dict, from 3.10 on).
    package var annotationsAreATupleUntilAskedFor: Bool { since(3, 10) }

    /// Whether the interpreter itself has put objects of its own aside, as `gc.freeze()` does, before a program starts
    /// (measured: `gc.get_freeze_count()` is 375 as 3.12.1 starts without `site`, 0 in 3.7 to 3.11 and 3.13.0).
    package var startsWithFrozenObjects: Bool { since(3, 12) && !since(3, 13) }

    /// Whether the collector visits the keys of a dict before their values, also where all are texts
    /// (Objects/dictobject.c of 2.7, dict_traverse).
    package var dictsVisitAllKeys: Bool { !since(3, 0) }

    /// Whether `str.find` and its like look at what they search for before they look at where (Argument Clinic's
    /// parsers, from 3.13 on); measured.
    package var searchesCheckTheirTextFirst: Bool { since(3, 13) }

    /// Whether `|` makes a union of two types (PEP 604).
    package var typesUnite: Bool { since(3, 10) }

    /// Whether `bytes.hex` takes what to put between the bytes.
    package var hexTakesASeparator: Bool { since(3, 8) }

    /// Whether a yes-or-no argument of a built-in function, such as `reverse` of `sorted`, is any object, and not an int
    /// (Argument Clinic's bool converter, from 3.12 on).
    package var flagsTakeAnyObject: Bool { since(3, 12) }

    // MARK: - Lines and the prompt

    /// Whether a statement that does nothing, such as `pass`, is a line for a trace function (PEP 626, from 3.10 on).
    /// Before, it is one only where it ends a function: the end has its line.
    package var emptyStatementsAreLines: Bool { since(3, 10) }

    /// Whether a trace function is told the line of a `yield from` once more when what it passes on is at its end.
    /// Measured on 3.6 to 3.13.
    package var endOfDelegationIsALine: Bool { since(3, 10) && !since(3, 12) }

    /// Where the interactive prompt keeps the exception that ended a line, in the order in which they are set
    /// (Python/pythonrun.c, _PyErr_PrintEx; `sys.last_exc` from 3.12 on).
    package var lastErrorNames: [HiddenReason] {
        (since(3, 12) ? [.lastError] : [])
            + [.lastErrorType, .lastErrorValue, .lastErrorTraceback]
    }

    package init(version: RuntimeVersion, marksAndSweeps: Bool = false) {
        self.version = version
        self.marksAndSweeps = marksAndSweeps
        wordings = Wordings(version)
    }

    /// The facts of a version, nil where it is not modelled.
    package static func facts(for version: RuntimeVersion) -> RuntimeFacts? {
        known.first { $0.version == version }
    }
}

/// What becomes of constants that no reachable instruction loads.
package enum UnusedConstants: Sendable {
    case kept, trimmedAtEnd, removed
}
