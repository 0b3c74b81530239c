// What exceptions and their handlers do in different versions.
extension RuntimeFacts {
    /// Whether `except … as name` removes the name behind the handler (PEP 3110).
    package var handlersForgetTheirName: Bool { since(3, 0) }

    /// Whether an exception keeps its traceback and the exception that was handled when it was raised (PEP 3134).
    package var exceptionsKeepTheirPast: Bool { since(3, 0) }

    /// Whether an exception is handled only as long as its handler runs. In 2.7 `sys.exc_info` has it until the function
    /// returns, or for ever in a module; the thread and the module `sys` hold it and its traceback, each once
    /// (Python/ceval.c, set_exc_info, reset_exc_info).
    package var handlingEndsWithTheHandler: Bool { since(3, 0) }

    /// Whether the exception that a `finally` runs for is one that is being handled (Python/ceval.c of 2.7 leaves it out:
    /// SETUP_FINALLY).
    package var finallyHandlesExceptions: Bool { since(3, 0) }

    /// Whether a StopIteration that leaves a generator becomes a RuntimeError (PEP 479, without a future import from 3.7
    /// on).
    package var generatorsReplaceStopIteration: Bool { since(3, 7) }
}
