private let nestedTooDeeply =
    "x = " + String(repeating: "[", count: 201) + String(repeating: "]", count: 201)

/// Python's statements and expressions: E0201 to E0219.
let syntaxPages: [CodePage] = [
    CodePage(
        "E0201", "Something that the form needs is missing",
        """
        The statement has a fixed form, and at the place shown a certain sign or word must stand: the bracket after the \
        name of a function, the colon of a lambda, the 'import' of a 'from'.
        """,
        wrong: .scenario("def double x:\n    return x * 2"), right: .scenario("def double(x):\n    return x * 2")),
    CodePage(
        "E0202", "A name is missing, or is a word of the language",
        """
        Words such as class, def, in and None belong to Python and name nothing else. By custom an underscore is put \
        behind them: class_.
        """,
        wrong: .scenario("class = 3"), right: .scenario("class_ = 3")),
    CodePage(
        "E0203", "An expression is nested too deeply",
        """
        CPython reads at most 200 brackets inside one another (too many nested parentheses) and 100 levels of \
        indentation. Heapbook reads 200 levels of any kind, and at most 500 operators in a row.

        Give a part of the expression a name of its own.
        """,
        wrong: .scenario(nestedTooDeeply), right: .scenario("inner = [[[]]]\nx = [[[inner]]]")),
    CodePage(
        "E0204", "A value is missing",
        """
        At the place shown an expression must stand: a name, a number, a string, a call. CPython says: invalid syntax. \
        To compare two values, '==' is written; a single '=' binds a name.
        """,
        wrong: .scenario("x = 300\ny ="), right: .scenario("x = 300\ny = x")),
    CodePage(
        "E0205", "A conditional expression has no 'else'",
        """
        A conditional expression always has a value, so it says what that is in both cases: A if CONDITION else B. \
        CPython says: expected 'else' after 'if' expression.
        """,
        wrong: .scenario("x = 300\ny = x if x"), right: .scenario("x = 300\ny = x if x else None")),
    CodePage(
        "E0206", "A positional argument follows a keyword argument",
        """
        Arguments that are given by their place stand before those that are given by name. CPython says: positional \
        argument follows keyword argument.
        """,
        wrong: .scenario("words = sorted(reverse=True, ['b', 'a'])"),
        right: .scenario("words = sorted(['b', 'a'], reverse=True)")),
    CodePage(
        "E0207", "A comma or a closing bracket is missing",
        """
        Between two items in brackets stands a comma, and after the last one the bracket that closes them. CPython \
        asks: invalid syntax. Perhaps you forgot a comma? Forgotten quotes look the same.
        """,
        wrong: .scenario("z = [300 301]"), right: .scenario("z = [300, 301]")),
    CodePage(
        "E0208", "A dict's entry has no value, or a set's item has one",
        """
        In braces stand either entries KEY: VALUE, which make a dict, or single items, which make a set. The two \
        cannot be mixed.
        """,
        wrong: .scenario("ages = {'ann': 30, 'bob'}"), right: .scenario("ages = {'ann': 30, 'bob': 31}")),
    CodePage(
        "E0209", "A loop has no 'in'",
        """
        A loop and the clause of a comprehension are written: for NAME in VALUES.
        """,
        wrong: .scenario("for x of [1, 2]:\n    print(x)"), right: .scenario("for x in [1, 2]:\n    print(x)")),
    CodePage(
        "E0210", "Parameters do not fit together",
        """
        Each parameter has a name of its own, and one without a default cannot follow one with a default: a call could \
        not tell which of them an argument is for. CPython says: duplicate argument 'a' in function definition, or: \
        parameter without a default follows parameter with a default.
        """,
        wrong: .scenario("def add(a=1, b):\n    return a + b"),
        right: .scenario("def add(a, b=1):\n    return a + b")),
    CodePage(
        "E0211", "A statement goes on where it should end",
        """
        Behind a whole statement stands something that does not belong to it. Often a word is misspelt, an operator or \
        a bracket is missing, or two statements stand on one line. In Python 3 print and exec are functions.
        """,
        wrong: .scenario("print \"hello\""), right: .scenario("print(\"hello\")")),
    CodePage(
        "E0212", "'del' has nothing to delete",
        """
        'del' removes names, attributes and elements, and these follow it: del x, del x.next, del x[0].
        """,
        wrong: .scenario("x = 300\ndel"), right: .scenario("x = 300\ndel x")),
    CodePage(
        "E0213", "This cannot be assigned to or deleted",
        """
        An assignment binds a name or fills a slot: at the left of '=' stands a name, an attribute, an element, or \
        several of them for unpacking, of which one may have a star. The same holds for what 'del' and 'for' are given. \
        CPython says: cannot assign to literal here. In a condition '==' compares.
        """,
        wrong: .scenario("x = 300\n300 = x"), right: .scenario("x = 300\ny = x")),
    CodePage(
        "E0214", "A branch belongs to no block above it",
        """
        'else', 'elif', 'except' and 'finally' go on with an 'if', a loop or a 'try', and are indented exactly as it. \
        Between them stands nothing else at that level.
        """,
        wrong: .scenario("x = 300\nelse:\n    y = x"), right: .scenario("x = 300\nif x:\n    y = x\nelse:\n    y = 0")),
    CodePage(
        "E0215", "A colon is missing",
        """
        A line that opens a block ends with a colon: those of 'if', 'for', 'while', 'def', 'class', 'try' and 'with', \
        and 'setup:', 'exit:' and 'step "…":' too. CPython says: expected ':'.
        """,
        wrong: .scenario("x = 300\nif x == 300\n    y = x"), right: .scenario("x = 300\nif x == 300:\n    y = x")),
    CodePage(
        "E0216", "A block has no lines",
        """
        Below a line that ends with a colon stand the lines of its block, indented by four spaces. CPython says: \
        expected an indented block. Where nothing is to be done, write 'pass'.
        """,
        wrong: .scenario("class Node:\nroot = Node()"), right: .scenario("class Node:\n    pass\nroot = Node()")),
    CodePage(
        "E0217", "A line is indented, and nothing opens a block",
        """
        Indentation says what belongs to the line above that ends with a colon. CPython says: unexpected indent.
        """,
        wrong: .scenario("x = 300\n    y = x"), right: .scenario("x = 300\ny = x")),
    CodePage(
        "E0218", "A decorator stands above nothing that it can decorate",
        """
        A line that starts with '@' stands directly above 'def' or 'class'.
        """,
        wrong: .scenario("@staticmethod\nx = 300"),
        right: .scenario("class Tools:\n    @staticmethod\n    def double(x):\n        return x * 2")),
    CodePage(
        "E0219", "A 'try' has neither 'except' nor 'finally'",
        """
        A 'try' says what happens on an exception: 'except' catches it, 'finally' runs in any case. CPython says: \
        expected 'except' or 'finally' block.
        """,
        wrong: .scenario("try:\n    x = 1 / 0\ny = 300"),
        right: .scenario("try:\n    x = 1 / 0\nexcept ZeroDivisionError:\n    x = 0\ny = 300")),
]
