// What exceptions and their handlers do in different versions.
extension RuntimeFacts {
    /// Other names of OSError (PEP 3151).
    package var namesOfOSError: Set<String> { since(3, 3) ? ["IOError", "EnvironmentError"] : [] }

    /// What exceptions of a built-in class have beside what every exception has (Objects/exceptions.c; read with `dir`
    /// from 3.6 to 3.13).
    package static let fieldsOfExceptions: [String: Set<String>] = [
        "AttributeError": ["name", "obj"], "ImportError": ["msg", "name", "name_from", "path"], "NameError": ["name"],
        "OSError": ["characters_written", "errno", "filename", "filename2", "strerror"], "StopIteration": ["value"],
        "SyntaxError": [
            "end_lineno", "end_offset", "filename", "lineno", "msg", "offset", "print_file_and_line", "text",
        ],
        "SystemExit": ["code"], "UnicodeDecodeError": ["encoding", "end", "object", "reason", "start"],
        "UnicodeEncodeError": ["encoding", "end", "object", "reason", "start"],
    ]

    /// Whether NameError and AttributeError say which name was missing.
    package var missingNamesAreFields: Bool { since(3, 10) }

    /// Classes of exceptions that take arguments by name.
    package var exceptionsWithKeywords: Set<String> {
        since(3, 10) ? ["AttributeError", "ImportError", "NameError"] : since(3, 0) ? ["ImportError"] : []
    }

    /// Whether `except … as name` removes the name behind the handler (PEP 3110).
    package var handlersForgetTheirName: Bool { since(3, 0) }

    /// Whether `__new__` of an exception keeps the arguments; in 2.7 an exception whose class has an `__init__` that
    /// passes none on has none (Objects/exceptions.c, BaseException_new).
    package var exceptionsTakeArgumentsInNew: Bool { since(3, 0) }

    /// Whether an exception keeps its traceback and the exception that was handled when it was raised (PEP 3134).
    package var exceptionsKeepTheirPast: Bool { since(3, 0) }

    /// Whether an exception is handled only as long as its handler runs. In 2.7 `sys.exc_info` has it until the function
    /// returns, or for ever in a module; the thread and the module `sys` hold it and its traceback, each once
    /// (Python/ceval.c, set_exc_info, reset_exc_info).
    package var handlingEndsWithTheHandler: Bool { since(3, 0) }

    /// Whether the interpreter holds the traceback of an exception beside the exception while it is handled, and where
    /// a `finally` or `with` handles it, on the stack once more (Python/ceval.c, exception_unwind, until 3.10).
    /// Measured with `sys.getrefcount`.
    package var handlingHoldsTheTraceback: Bool { since(3, 0) && !since(3, 11) }

    /// Whether the exception that a `finally` runs for is one that is being handled (Python/ceval.c of 2.7 leaves it out:
    /// SETUP_FINALLY).
    package var finallyHandlesExceptions: Bool { since(3, 0) }

    /// Whether `repr` of an exception with one argument shows the tuple of it, with its comma (Objects/exceptions.c,
    /// BaseException_repr, until 3.6).
    package var oneArgumentIsShownAsATuple: Bool { !since(3, 7) }

    /// What was done with an attribute that is not there.
    package enum AttributeAccess: Sendable {
        case reading
        /// Setting it or deleting it, where the object has no dict.
        case writing
        /// Deleting it from the object's dict.
        case deletingFromDict
    }

    /// Whether an AttributeError refers to the object that lacks the attribute: of one that was read from 3.10 on
    /// (Objects/object.c, PyObject_GetAttr), of one that was set or deleted from 3.13 on
    /// (_PyObject_GenericSetAttrWithDict). Measured with `sys.getrefcount`.
    package func errorsKnowTheObject(of access: AttributeAccess) -> Bool {
        switch access {
        case .reading: since(3, 10)
        case .writing: since(3, 13)
        case .deletingFromDict: false
        }
    }

    /// Whether a StopIteration that leaves a generator becomes a RuntimeError (PEP 479, without a future import from 3.7
    /// on).
    package var generatorsReplaceStopIteration: Bool { since(3, 7) }
}
