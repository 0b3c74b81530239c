/// What is found in the text before anything runs: E03xx and E04xx.
let checkPages: [CodePage] = [
    CodePage(
        "E0301", "'return' or 'yield' stands outside a function",
        """
        Only the body of a function can return or yield. CPython says: 'return' outside function.
        """,
        wrong: .scenario("x = 300\nreturn x"), right: .scenario("def give():\n    return 300\nx = give()")),
    CodePage(
        "E0302", "'break' or 'continue' stands outside a loop",
        """
        They leave or repeat the loop around them, in the same function. CPython says: 'break' outside loop.
        """,
        wrong: .scenario("x = 300\nbreak"), right: .scenario("for x in [300, 301]:\n    break")),
    CodePage(
        "E0303", "A note stands in 'setup'",
        """
        'setup' has no picture of its own, so nobody would see the note. Move it into the first step.
        """,
        wrong: .scenario("setup:\n    import gc\n    note \"The collector.\"\nstep \"One\":\n    x = 300"),
        right: .scenario("setup:\n    import gc\nstep \"One\":\n    x = 300\n    note \"The collector.\"")),
    CodePage(
        "E0304", "'nonlocal' stands outside a function",
        """
        It makes a name mean the variable of the function around; at the level of the module there is none. CPython \
        says: nonlocal declaration not allowed at module level.
        """,
        wrong: .scenario("nonlocal x\nx = 300"),
        right: .scenario(
            "def outer():\n    x = 1\n    def inner():\n        nonlocal x\n        x = 2\n    inner()\nouter()")),
    CodePage(
        "E0305", "A label is given twice",
        """
        A label stands for one object for the rest of the scenario, even when that is gone. Choose another name.
        """,
        wrong: .scenario("step \"One\":\n    x = [1]\n    y = [2]\n    label x as L\n    label y as L"),
        right: .scenario("step \"One\":\n    x = [1]\n    y = [2]\n    label x as X\n    label y as Y")),
    CodePage(
        "E0306", "A question has too many or too few arguments",
        """
        refcount(x), generation(x), tracked(x), size(x) and referrers(x) are about one object, alive, freed and \
        unreachable about one or more, collected() about none.
        """,
        wrong: .scenario("step \"One\":\n    x = [1]\n    y = [2]\n    expect refcount(x, y) == 1"),
        right: .scenario("step \"One\":\n    x = [1]\n    y = [2]\n    expect refcount(x) == refcount(y) == 1")),
    CodePage(
        "E0307", "A scenario has no step",
        """
        There is nothing to draw. In a file of plain statements each of them is a step; in one with blocks each \
        'step "TITLE":' is one.
        """,
        wrong: .scenario("scenario \"Nothing yet\""), right: .scenario("scenario \"One name\"\nx = 300")),
    CodePage(
        "E0308", "An 'except' without a class is not the last one",
        """
        It catches everything, so nothing is left for those below it. CPython says: default 'except:' must be last.
        """,
        wrong: .scenario(
            "try:\n    x = 1 / 0\nexcept:\n    x = 0\nexcept ZeroDivisionError:\n    x = 1"),
        right: .scenario(
            "try:\n    x = 1 / 0\nexcept ZeroDivisionError:\n    x = 1\nexcept:\n    x = 0")),
    CodePage(
        "E0309", "There is no such question",
        """
        In an expectation can be called what the program itself could call, and questions about memory: refcount, \
        real_refcount, alive, freed, unreachable, generation, tracked, size, referrers, collected and others. The \
        message lists all of them.
        """,
        wrong: .scenario("step \"One\":\n    x = [1]\n    expect refcont(x) == 1"),
        right: .scenario("step \"One\":\n    x = [1]\n    expect refcount(x) == 1")),
    CodePage(
        "E0310", "The runtime's grammar lacks this",
        """
        A scenario is written in Python 3's syntax whatever its runtime. What came into the language after the runtime \
        would be a SyntaxError there, so it is refused, with the version that has it.
        """,
        wrong: .scenario("runtime cpython 3.7\nprint(n := 10)"), right: .scenario("runtime cpython 3.8\nprint(n := 10)")
    ),
    CodePage(
        "E0311", "The scenario has no such step",
        """
        Steps are numbered from 1. Those of a file of plain statements are its statements.
        """,
        wrong: .command("heapbook why pair.heap --step 3 x", ("pair.heap", "x = 300\ny = x")),
        right: .command("heapbook why pair.heap --step 2 x", ("pair.heap", "x = 300\ny = x"))),
    CodePage(
        "E0312", "A directive is given a text in quotes",
        """
        'expect' is given an expression and 'label', 'focus' and 'hide' names, all without quotes: a text in quotes \
        would always be true, and is no object of the story.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\n    expect \"refcount(x) == 1\""),
        right: .scenario("step \"One\":\n    x = 300\n    expect refcount(x) == 1")),
    CodePage(
        "E0320", "'global' or 'nonlocal' does not fit the name",
        """
        A name means one thing in the whole of a function. A declaration so stands above every use, is not about a \
        parameter, and 'nonlocal' needs a function around that binds the name. CPython raises SyntaxError.
        """,
        wrong: .scenario("total = 0\ndef add():\n    print(total)\n    global total\nadd()"),
        right: .scenario("total = 0\ndef add():\n    global total\n    print(total)\nadd()")),
    CodePage(
        "E0321", "The arguments of a call do not fit together",
        """
        Each keyword is given once, and what '*' spreads stands before what '**' spreads. CPython raises SyntaxError.
        """,
        wrong: .scenario("d = dict(a=1, a=2)"), right: .scenario("d = dict(a=1, b=2)")),
    CodePage(
        "E0401", "This part of Python is not supported",
        """
        CPython would run it, and this version of heapbook does not know it. It never guesses: a picture is true, or \
        there is none. The message names the construct; write the scenario without it.
        """,
        wrong: .scenario("x = eval('1 + 1')"), right: .scenario("x = 1 + 1")),
    CodePage(
        "E0402", "This part of the scenario language is not supported yet",
        """
        The language has it, and this version of heapbook does not. Leave it out for now.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\n    expect lost_updates(x) == 0"),
        right: .scenario("step \"One\":\n    x = 300\n    expect refcount(x) == 1")),
    CodePage(
        "E0403", "There is no such runtime",
        """
        The runtime says whose rules apply: 'cpython' and a version, with 'repl' behind it where each line is entered \
        at the prompt. The message lists the versions.
        """,
        wrong: .scenario("runtime cpython 4.0\nx = 300"), right: .scenario("runtime cpython 3.13\nx = 300")),
    CodePage(
        "E0404", "There is no such module, or no such name in it",
        """
        A scenario runs in a model of CPython's heap, not in an interpreter, so it can import only the modules that the \
        model has. The message lists them.
        """,
        wrong: .scenario("import os"), right: .scenario("import gc")),
    CodePage(
        "E0405", "One runtime is needed, and the scenario compares several",
        """
        What is asked for is told of one runtime. Choose one with --runtime.
        """,
        wrong: .command(
            "heapbook why pair.heap --step 1 x", ("pair.heap", "compare \"cpython 2.7\", \"cpython 3.11\"\nx = 300")),
        right: .command(
            "heapbook why pair.heap --step 1 x --runtime 'cpython 3.11'",
            ("pair.heap", "compare \"cpython 2.7\", \"cpython 3.11\"\nx = 300"))),
    CodePage(
        "E0406", "An expectation is for a runtime that does not exist",
        """
        No version fits what stands after 'expect on', so the expectation would never be checked.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\n    expect on 3.99: x == 300"),
        right: .scenario("step \"One\":\n    x = 300\n    expect on 3.11: x == 300")),
    CodePage(
        "E0410", "This is not supported under the runtime",
        """
        The version of CPython that the scenario chooses does something of its own there, which the model does not \
        know. It never guesses. Write the scenario without it, or choose another version.
        """,
        wrong: .scenario("runtime cpython 2.7\na = chr(200)"), right: .scenario("runtime cpython 3.11\na = chr(200)")),
]
