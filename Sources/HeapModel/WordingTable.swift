extension Wordings {
    /// Where versions differ, by what the message is about. Measured: each was raised in every interpreter that the
    /// facts are measured on. Of several rows that fit a version and a message the first one holds, so narrower ones
    /// stand first.
    static let table = wordsOfTwo + names + attributes + arguments + calls + operators + values + formats

    private static let names: [Wording] = [
        Wording(
            .until(3, 7), "IndexError", "Replacement index {} out of range for positional args tuple",
            "tuple index out of range"),
        Wording(
            .until(3, 10), "UnboundLocalError",
            "cannot access local variable '{}' where it is not associated with a value",
            "local variable '{0}' referenced before assignment"),
        Wording(
            .until(3, 10), "NameError",
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            "free variable '{0}' referenced before assignment in enclosing scope"),
    ]

    private static let attributes: [Wording] = [
        Wording(
            .until(3, 12), "AttributeError",
            "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
            "'{0}' object has no attribute '{1}'"),
        // The code tells a name in `__slots__` that is unset by the words at the end.
        Wording(.until(3, 9), "AttributeError", "{} object has no attribute '{}' in its slots", "{1}"),
        Wording(
            .since(3, 10), "AttributeError", "{} object has no attribute '{}' in its slots",
            "{0} object has no attribute '{1}'"),
        // The code tells deleting from reading by the word at the end.
        Wording(.until(3, 10), "AttributeError", "{} object has no attribute '{}' to delete", "{1}"),
        Wording(
            .since(3, 11), "AttributeError", "{} object has no attribute '{}' to delete",
            "{0} object has no attribute '{1}'"),
        Wording(.until(3, 10), "AttributeError", "type object '{}' has no attribute '{}' to delete", "{1}"),
        Wording(
            .since(3, 11), "AttributeError", "type object '{}' has no attribute '{}' to delete",
            "type object '{0}' has no attribute '{1}'"),
        Wording(
            .until(3, 9), "AttributeError", "property '{}' of '{}' object has no getter", "unreadable attribute"),
        Wording(
            .only(3, 10), "AttributeError", "property '{}' of '{}' object has no getter",
            "unreadable attribute '{0}'"),
        Wording(
            .until(3, 9), "AttributeError", "property '{}' of '{}' object has no setter", "can't set attribute"),
        Wording(
            .only(3, 10), "AttributeError", "property '{}' of '{}' object has no setter", "can't set attribute '{0}'"),
        Wording(
            .until(3, 9), "AttributeError", "property '{}' of '{}' object has no deleter", "can't delete attribute"),
        Wording(
            .only(3, 10), "AttributeError", "property '{}' of '{}' object has no deleter",
            "can't delete attribute '{0}'"),
        Wording(
            .until(3, 9), "TypeError", "cannot set '{}' attribute of immutable type '{}'",
            "can't set attributes of built-in/extension type '{1}'"),
        Wording(
            .until(3, 10), "TypeError", "'{}' object does not support the context manager protocol", "__enter__",
            as: "AttributeError"),
        Wording(
            .until(3, 10), "TypeError",
            "'{}' object does not support the context manager protocol (missed __exit__ method)", "__exit__",
            as: "AttributeError"),
        Wording(
            .until(3, 10), "TypeError", "setattr(): attribute name must be string, not '{}'",
            "attribute name must be string, not '{0}'"),
        Wording(
            .until(3, 10), "TypeError", "delattr(): attribute name must be string, not '{}'",
            "attribute name must be string, not '{0}'"),
        Wording(
            .until(3, 10), "TypeError", "{}(): attribute name must be string, not '{}'",
            "{0}(): attribute name must be string"),
        Wording(
            .since(3, 11), "TypeError", "{}(): attribute name must be string, not '{}'",
            "attribute name must be string, not '{1}'"),
    ]

    /// Python's own functions were named without the class around them until 3.9, built-in methods until 3.8.
    private static let calls: [Wording] = [
        Wording(
            .until(3, 8), "TypeError", "unbound method {}() needs an argument",
            "descriptor '{0.last}' of '{0.owner}' object needs an argument"),
        Wording(
            .until(3, 8), "TypeError", "{}() takes exactly one argument ({} given)",
            "{0.last}() takes exactly one argument ({1} given)"),
        Wording(
            .until(3, 8), "TypeError", "{}() takes no arguments ({} given)",
            "{0.last}() takes no arguments ({1} given)"),
        Wording(
            .until(3, 8), "TypeError", "{}() takes no keyword arguments", "{0.last}() takes no keyword arguments"),
        Wording(
            .until(3, 10), "TypeError", "weakref expected 0 arguments, got {}",
            "__call__() takes at most 0 arguments ({0} given)"),
        Wording(.until(3, 9), "TypeError", "{}() missing {}", "{0.last}() missing {1}"),
        Wording(
            .until(3, 9), "TypeError", "{}() takes {} positional argument{} but {} given",
            "{0.last}() takes {1} positional argument{2} but {3} given"),
        Wording(
            .until(3, 9), "TypeError", "{}() got an unexpected keyword argument '{}'",
            "{0.last}() got an unexpected keyword argument '{1}'"),
        Wording(
            .until(3, 9), "TypeError", "{}() got multiple values for argument '{}'",
            "{0.last}() got multiple values for argument '{1}'"),
        Wording(
            .until(3, 9), "TypeError", "{}() got some positional-only arguments passed as keyword arguments: {}",
            "{0.last}() got some positional-only arguments passed as keyword arguments: {1}"),
        Wording(
            .until(3, 8), "TypeError", "{}() got multiple values for keyword argument '{}'",
            "{0.last}() got multiple values for keyword argument '{1}'"),
        Wording(
            .until(3, 8), "TypeError", "{}() argument after * must be an iterable, not {}",
            "{0.last}() argument after * must be an iterable, not {1}"),
        Wording(
            .until(3, 8), "TypeError", "{}() argument after ** must be a mapping, not {}",
            "{0.last}() argument after ** must be a mapping, not {1}"),
        Wording(.until(3, 8), "TypeError", "{}() keywords must be strings", "{0.last}() keywords must be strings"),
        Wording(.since(3, 9), "TypeError", "{}() keywords must be strings", "keywords must be strings"),
        Wording(
            .until(3, 8), "TypeError", "Value after * must be an iterable, not {}", "'{0}' object is not iterable"),
    ]

    /// What built-in functions say of their arguments.
    private static let arguments: [Wording] = [
        Wording(.until(3, 7), "TypeError", "cannot pickle '{}' object", "can't pickle {0} objects"),
        Wording(
            .until(3, 7), "TypeError", "intern() argument must be str, not {}",
            "intern() argument 1 must be str, not {0}"),
        Wording(
            .since(3, 13), "TypeError", "'{}' is an invalid keyword argument for {}()",
            "{1}() got an unexpected keyword argument '{0}'"),
        Wording(
            .until(3, 6), "TypeError", "cannot unpack non-iterable {} object", "'{0}' object is not iterable"),
        Wording(.only(3, 8), "TypeError", "max expected at least 1 argument, got 0", "max expected 1 argument, got 0"),
        Wording(.only(3, 8), "TypeError", "min expected at least 1 argument, got 0", "min expected 1 argument, got 0"),
        Wording(
            .until(3, 7), "TypeError", "max expected at least 1 argument, got 0", "max expected 1 arguments, got 0"),
        Wording(
            .until(3, 7), "TypeError", "min expected at least 1 argument, got 0", "min expected 1 arguments, got 0"),
        Wording(
            .only(3, 8), "TypeError", "range expected at least 1 argument, got 0", "range expected 1 argument, got 0"),
        Wording(
            .until(3, 7), "TypeError", "range expected at least 1 argument, got 0", "range expected 1 arguments, got 0"),
        Wording(
            .until(3, 7), "TypeError", "reversed expected 1 argument, got {}", "reversed expected 1 arguments, got {0}"),
        Wording(
            .until(3, 6), "TypeError", "enumerate() missing required argument 'iterable'",
            "Required argument 'iterable' (pos 1) not found"),
        Wording(
            .until(3, 6), "TypeError", "to_bytes() missing required argument 'length' (pos 1)",
            "Required argument 'length' (pos 1) not found"),
        Wording(.until(3, 6), "TypeError", "object() takes no arguments", "object() takes no parameters"),
        Wording(
            .until(3, 6), "TypeError", "tuple expected at most 1 argument, got {}",
            "tuple() takes at most 1 argument ({0} given)"),
        Wording(
            .until(3, 6), "TypeError", "list expected at most 1 argument, got {}",
            "list() takes at most 1 argument ({0} given)"),
        Wording(
            .until(3, 6), "TypeError", "bool expected at most 1 argument, got {}",
            "bool() takes at most 1 argument ({0} given)"),
        Wording(
            .until(3, 6), "TypeError", "sort() takes no positional arguments",
            "must use keyword argument for key function"),
        Wording(
            .until(3, 6), "TypeError", "sorted expected 1 argument, got 0",
            "Function takes at least 1 positional arguments (0 given)"),
        Wording(
            .until(3, 6), "TypeError", "sorted expected 1 argument, got {}",
            "must use keyword argument for key function"),
        Wording(
            .only(3, 7), "TypeError", "sorted expected 1 argument, got {}", "sorted expected 1 arguments, got {0}"),
        Wording(
            .until(3, 7), "TypeError", "insert expected 2 arguments, got {}",
            "insert() takes exactly 2 arguments ({0} given)"),
        Wording(
            .until(3, 7), "TypeError", "index expected at {} {} argument{}, got {}",
            "index() takes at {0} {1} argument{2} ({3} given)"),
        Wording(
            .until(3, 7), "TypeError", "pop expected at most 1 argument, got {}",
            "pop() takes at most 1 argument ({0} given)"),
        Wording(
            .until(3, 7), "TypeError", "format expected at least 1 argument, got 0",
            "format() takes at least 1 argument (0 given)"),
        Wording(
            .until(3, 7), "TypeError", "{} expected at {} 1 argument, got {}",
            "{0} expected at {1} 1 arguments, got {2}"),
        Wording(
            .until(3, 7), "TypeError", "sum() takes at least 1 positional argument (0 given)",
            "sum expected at least 1 arguments, got 0"),
        Wording(
            .until(3, 7), "TypeError", "pow() missing required argument 'exp' (pos 2)",
            "pow expected at least 2 arguments, got 1"),
        Wording(
            .until(3, 6), "TypeError", "round() missing required argument 'number' (pos 1)",
            "Required argument 'number' (pos 1) not found"),
        Wording(
            .until(3, 7), "TypeError", "encode() argument 'encoding' must be str, not {}",
            "encode() argument 1 must be str, not {0}"),
        Wording(
            .until(3, 7), "TypeError", "to_bytes() argument 'byteorder' must be str, not {}",
            "to_bytes() argument 2 must be str, not {0}"),
        Wording(
            .until(3, 10), "TypeError", "enumerate() missing required argument 'iterable'",
            "enumerate() missing required argument 'iterable' (pos 1)"),
        Wording(
            .until(3, 9), "TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union",
            "isinstance() arg 2 must be a type or tuple of types"),
        Wording(
            .until(3, 9), "TypeError", "issubclass() arg 2 must be a class, a tuple of classes, or a union",
            "issubclass() arg 2 must be a class or tuple of classes"),
        Wording(
            .since(3, 12), "ValueError", "{}() arg is an empty sequence", "{0}() iterable argument is empty"),
        Wording(
            .until(3, 12), "TypeError", "{}() argument 1 must be str, not {} to look for",
            "must be str, not {1}"),
        Wording(
            .since(3, 13), "TypeError", "{}() argument 1 must be str, not {} to look for",
            "{0}() argument 1 must be str, not {1}"),
        Wording(
            .since(3, 13), "TypeError", "{}() takes at least 1 argument ({} given)",
            "{0} expected at least 1 argument, got {1}"),
        Wording(
            .only(3, 12), "TypeError", "iter(v, w): v must be callable",
            "iter(object, sentinel): object must be callable"),
        Wording(
            .until(3, 9), "TypeError",
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            "int() argument must be a string, a bytes-like object or a number, not '{0}'"),
        Wording(
            .until(3, 9), "TypeError", "float() argument must be a string or a real number, not '{}'",
            "float() argument must be a string or a number, not '{0}'"),
        Wording(
            .until(3, 9), "TypeError", "str() argument 'encoding' must be str, not {}",
            "str() argument 2 must be str, not {0}"),
        Wording(
            .until(3, 9), "TypeError", "str() argument 'errors' must be str, not {}",
            "str() argument 3 must be str, not {0}"),
        Wording(
            .since(3, 13), "TypeError", "str() takes at most 3 arguments ({} given)",
            "str expected at most 3 arguments, got {0}"),
        Wording(
            .since(3, 13), "TypeError", "int() takes at most 2 arguments ({} given)",
            "int expected at most 2 arguments, got {0}"),
        Wording(
            .until(3, 10), "TypeError", "super() argument 1 must be a type, not {}",
            "super() argument 1 must be type, not {0}"),
        Wording(
            .since(3, 12), "TypeError", "math.log requires 1 to 2 arguments",
            "log expected at least 1 argument, got 0"),
        Wording(
            .until(3, 7), "TypeError", "str.replace expected at {} {} arguments, got {}",
            "replace() takes at {0} {1} arguments ({2} given)"),
        Wording(
            .until(3, 7), "TypeError", "replace expected at {} {} arguments, got {}",
            "replace() takes at {0} {1} arguments ({2} given)"),
        Wording(
            .until(3, 12), "TypeError", "str.replace expected {}", "replace expected {0}"),
        Wording(
            .since(3, 13), "TypeError", "str.replace expected at least 2 arguments, got {}",
            "replace() takes at least 2 positional arguments ({0} given)"),
        Wording(
            .since(3, 13), "TypeError", "str.replace expected at most 3 arguments, got {}",
            "replace() takes at most 3 arguments ({0} given)"),
        Wording(
            .until(3, 9), "TypeError", "'float' object cannot be interpreted as an integer that is a size",
            "integer argument expected, got float"),
        Wording(
            .since(3, 10), "TypeError", "'float' object cannot be interpreted as an integer that is a size",
            "'float' object cannot be interpreted as an integer"),
        // What takes a number as C does said so in its own words; the code adds the function that asks.
        Wording(
            .until(3, 9), "TypeError", "'float' object cannot be interpreted as an integer by an unsigned array",
            "array item must be integer"),
        Wording(
            .until(3, 9), "TypeError", "'float' object cannot be interpreted as an integer by {}",
            "integer argument expected, got float"),
        Wording(
            .until(3, 9), "TypeError", "'{}' object cannot be interpreted as an integer by {}",
            "an integer is required (got type {0})"),
        Wording(
            .since(3, 10), "TypeError", "'{}' object cannot be interpreted as an integer by {}",
            "'{0}' object cannot be interpreted as an integer"),
    ]

    /// Operators that complex numbers had only to refuse them, until 3.9.
    private static let complexRefusals: [Wording] =
        [
            ("//", "can't take floor of complex number."), ("//=", "can't take floor of complex number."),
            ("%", "can't mod complex numbers."), ("%=", "can't mod complex numbers."),
            ("divmod()", "can't take floor or mod of complex number."),
        ].flatMap { operation, words in
            ["'complex' and '{}'", "'{}' and 'complex'"].map {
                Wording(.until(3, 9), "TypeError", "unsupported operand type(s) for \(operation): \($0)", words)
            }
        }

    private static let operators: [Wording] =
        complexRefusals + [
            Wording(
                .until(3, 10), "ZeroDivisionError", "integer modulo by zero", "integer division or modulo by zero"),
            Wording(.until(3, 8), "ZeroDivisionError", "float floor division by zero", "float divmod()"),
            Wording(.since(3, 13), "ZeroDivisionError", "float modulo", "float modulo by zero"),
            Wording(
                .until(3, 9), "TypeError", "unsupported operand type(s) for **=: {}",
                "unsupported operand type(s) for ** or pow(): {0}"),
            Wording(
                .until(3, 9), "TypeError", "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                "unsupported operand type(s) for pow(): '{0}', '{1}', '{2}'"),
            Wording(
                .until(3, 10), "TypeError", "string indices must be integers, not '{}'",
                "string indices must be integers"),
            Wording(
                .since(3, 13), "TypeError", "can only assign an iterable", "must assign iterable to extended slice"),
        ]

    private static let values: [Wording] = [
        Wording(
            .until(3, 10), "ValueError", "Exceeds the limit ({} digits) for integer string conversion{}",
            "Exceeds the limit ({0}) for integer string conversion{1}"),
        Wording(
            .since(3, 13), "OverflowError", "Python int too large to convert to C int by chr",
            "chr() arg not in range(0x110000)", as: "ValueError"),
        Wording(
            .until(3, 12), "OverflowError", "Python int too large to convert to C int by {}",
            "Python int too large to convert to C int"),
        Wording(
            .since(3, 13), "OverflowError", "Python int too large to convert to C int by {}",
            "Python int too large to convert to C int"),
        Wording(
            .since(3, 13), "TypeError", "Cannot create a consistent method resolution\norder (MRO) for bases {}",
            "Cannot create a consistent method resolution order (MRO) for bases {0}"),
    ]

    private static let formats: [Wording] = [
        Wording(
            .until(3, 10), "ValueError", "Invalid format specifier '{}' for object of type '{}'",
            "Invalid format specifier"),
        Wording(
            .until(3, 8), "ValueError", "Space not allowed in string format specifier",
            "Sign not allowed in string format specifier"),
        Wording(
            .until(3, 9), "TypeError", "{} format: a real number is required, not {}",
            "{0} format: a number is required, not {1}"),
    ]
}
