/// What is found while a scenario runs or its files are read: E05xx, E08xx and E09xx.
let runPages: [CodePage] = [
    CodePage(
        "E0501", "A question changes memory",
        """
        An expectation, a label, 'focus' and 'hide' may only look: the picture must be the same with and without them. \
        Put the change into a statement of the step.
        """,
        wrong: .scenario("step \"One\":\n    z = [300]\n    expect z.pop() == 300"),
        right: .scenario("step \"One\":\n    z = [300]\n    x = z.pop()\n    expect x == 300")),
    CodePage(
        "E0502", "A directive makes a new object",
        """
        'label', 'focus' and 'hide' are about objects that the program holds. A call, a literal or an operator makes an \
        object that nobody holds and no picture has. Bind it to a name in a statement first.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\n    hide [x]"),
        right: .scenario("step \"One\":\n    x = 300\n    z = [x]\n    hide z")),
    CodePage(
        "E0503", "An expectation does not hold",
        """
        The message says what was found on each side, and for a count who holds the references. Either the \
        expectation is wrong, or the statements above it do something else than was thought: 'heapbook why FILE --step \
        N NAME' lists every reference with its kind.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\n    y = x\n    expect refcount(x) == 1"),
        right: .scenario("step \"One\":\n    x = 300\n    y = x\n    expect refcount(x) == 2")),
    CodePage(
        "E0504", "An exception ends the program",
        """
        CPython raises the same exception at the same place, and nothing catches it. The story is drawn up to there. \
        Where the exception belongs to the story, say so with 'expect raises NameError: y = totl'.
        """,
        wrong: .scenario("total = 300\ny = totl"), right: .scenario("total = 300\ny = total")),
    CodePage(
        "E0505", "An expected exception is not raised",
        """
        'expect raises' runs its statement, which must fail with that class of exception. It went through.
        """,
        wrong: .scenario("step \"One\":\n    x = [1]\n    expect raises IndexError: x[0]"),
        right: .scenario("step \"One\":\n    x = [1]\n    expect raises IndexError: x[1]")),
    CodePage(
        "E0506", "A name of a directive is not bound there",
        """
        A directive is asked at its place in the step, after the statements above it. To ask about an object whose name \
        is gone, give it a label before: a label stands for the object itself.
        """,
        wrong: .scenario("step \"One\":\n    x = [1]\n    del x\n    expect freed(x)"),
        right: .scenario("step \"One\":\n    x = [1]\n    label x as X\n    del x\n    expect freed(X)")),
    CodePage(
        "E0801", "A limit is reached",
        """
        A scenario may take so many instructions, objects and steps and no more, so that a loop without an end stops \
        and a picture stays one that can be looked at. Exit status 3.

        The limits can be raised: --max-instructions, --max-objects, --max-steps, and --max-time for seconds, which \
        has no limit by default. 'heapbook render --partial' draws the steps that ended before.
        """,
        wrong: .scenario("zeros = [0] * 10 ** 9"), right: .scenario("zeros = [0] * 10")),
    CodePage(
        "E0802", "A scenario cannot be drawn",
        """
        The layout of the picture failed, and the message says why. Fewer cards help: hide objects that the step is \
        not about, or draw one step with --step.
        """,
        wrong: .told("Graphviz finds no place for the objects of a step."),
        right: .told("The step hides what it is not about: hide helper.")),
    CodePage(
        "E0901", "A file cannot be read or written",
        """
        The message has the path and the reason. Exit status 2.
        """,
        wrong: .command("heapbook check nothing.heap", ("something.heap", "x = 300")),
        right: .command("heapbook check something.heap", ("something.heap", "x = 300"))),
    CodePage(
        "E0903", "A file cannot be included",
        """
        'include' runs what stands under 'setup:' of another file before the first step. Its path is relative to the \
        folder of the file that the line stands in; nothing outside the folder of the scenario or of the book is read, \
        and files cannot include one another in a ring.
        """,
        wrong: .scenario("include \"node.heap\"\nx = 300", ("nodes.heap", "setup:\n    import gc")),
        right: .scenario("include \"nodes.heap\"\nx = 300", ("nodes.heap", "setup:\n    import gc"))),
]
