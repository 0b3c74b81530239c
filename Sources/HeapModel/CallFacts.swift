// What a call holds while it runs, in different versions; measured with `sys.getrefcount` inside functions and methods.
extension RuntimeFacts {
    /// Whether a call holds what it calls once more than the caller's stack does; a bound method lets go first, and its
    /// function and its receiver are held in its place (Python/ceval.c, call_function, until 3.7).
    package var callsHoldTheirFunction: Bool { !since(3, 8) }

    /// Whether that holds for `receiver.method()` too, where no bound method is made (CALL_METHOD, in 3.7 alone). Before,
    /// a bound method is made and lets go.
    package var methodCallsHoldTheirFunction: Bool { version == RuntimeVersion(3, 7) }

    /// Whether that holds for `f(*args)` too (ext_do_call, of 2.7 alone).
    package var spreadCallsHoldTheirFunction: Bool { !since(3, 0) }

    /// Whether `f(*args)` makes a new tuple of a tuple (Python/ceval.c of 2.7, update_star_args).
    package var spreadCallsCopyTuples: Bool { !since(3, 0) }

    /// Whether `__getattr__`, and `__getattribute__` beside it, are called with the object as their first argument, and
    /// not bound to it (Objects/typeobject.c, call_attribute, from 3.12 on).
    package var attributeHooksAreCalledAsFunctions: Bool { since(3, 12) }

    /// Whether the function of a property gets the object in a tuple (Objects/descrobject.c, property_descr_get, 3.5 to
    /// 3.7; in 2.7 each call from C makes one).
    package var gettersGetATuple: Bool { since(3, 5) && !since(3, 8) }

    /// Whether a descriptor is held while its `__set__` or `__delete__` runs (Objects/object.c,
    /// _PyObject_GenericSetAttrWithDict; not in 2.7). While its `__get__` runs it is in every version.
    package var settingHoldsTheDescriptor: Bool { since(3, 0) }

    /// Whether a method of a built-in class that gets another object says so in the words of slot wrappers
    /// (Objects/descrobject.c, methoddescr_call, until 3.7).
    package var methodsAskForTheirReceiverAsWrappersDo: Bool { !since(3, 8) }
}

// Imports.
extension RuntimeFacts {
    /// What `from module import name` says where the module lacks the name; nil from 3.7 on, where the message has the
    /// module's file in it (Python/ceval.c, import_from).
    package func messageOfMissingImport(_ name: String) -> String? {
        if since(3, 7) { return nil }
        return since(3, 0) ? "cannot import name '\(name)'" : "cannot import name \(name)"
    }
}
