/// Headers, blocks and directives of scenarios: E0220 to E0239.
let directivePages: [CodePage] = [
    CodePage(
        "E0220", "A line of the header goes on where it should end",
        """
        Each entry of the header has a line of its own. A tag is one word; several stand behind one another with \
        commas between them.
        """,
        wrong: .scenario("tags cycle-finding\nx = 300"), right: .scenario("tags cycle_finding, lists\nx = 300")),
    CodePage(
        "E0221", "A header has no such entry",
        """
        Above the first block can stand: scenario "TITLE", runtime, summary "…", tags, include "FILE", compare. \
        Everything else belongs into a block.
        """,
        wrong: .scenario("summry \"One name\"\nx = 300"), right: .scenario("summary \"One name\"\nx = 300")),
    CodePage(
        "E0222", "An entry is given twice",
        """
        Of two lines that say the same thing differently neither could hold. Keep one of them.
        """,
        wrong: .scenario("scenario \"One\"\nscenario \"Two\"\nx = 300"), right: .scenario("scenario \"One\"\nx = 300")),
    CodePage(
        "E0223", "Quotes are missing, or stand where none belong",
        """
        Titles, summaries, paths and the runtimes of 'compare' stand in quotes. The runtime of a 'runtime' line stands \
        without them.
        """,
        wrong: .scenario("runtime \"cpython 3.8\"\nx = 300"), right: .scenario("runtime cpython 3.8\nx = 300")),
    CodePage(
        "E0224", "The 'setup' block is in the wrong place",
        """
        A scenario has one 'setup' at most. It runs before the first step, so it stands above it.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\nsetup:\n    import gc"),
        right: .scenario("setup:\n    import gc\nstep \"One\":\n    x = 300")),
    CodePage(
        "E0225", "A step has no title",
        """
        The title of a step says what happens in it; it stands above the picture.
        """,
        wrong: .scenario("step:\n    x = 300"), right: .scenario("step \"A name and an object\":\n    x = 300")),
    CodePage(
        "E0226", "A header entry stands below a block",
        """
        The header is the top of the file: its entries stand above 'setup' and the first step.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\nsummary \"One name\""),
        right: .scenario("summary \"One name\"\nstep \"One\":\n    x = 300")),
    CodePage(
        "E0227", "There is no such block",
        """
        The blocks of a scenario are 'setup:', 'step "TITLE":', 'race "TITLE":' and 'exit:'.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\nstpe \"Two\":\n    y = x"),
        right: .scenario("step \"One\":\n    x = 300\nstep \"Two\":\n    y = x")),
    CodePage(
        "E0228", "A line stands outside every block",
        """
        A file with steps is made of blocks alone: every statement belongs to 'setup' or to a step. A file without any \
        step is made of statements, of which each is a step.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\ny = x"), right: .scenario("step \"One\":\n    x = 300\n    y = x")
    ),
    CodePage(
        "E0229", "A block starts on the line of its title",
        """
        What belongs to a step stands below its title, indented.
        """,
        wrong: .scenario("step \"One\": x = 300"), right: .scenario("step \"One\":\n    x = 300")),
    CodePage(
        "E0230", "A directive goes on where it should end",
        """
        A directive stands on a line of its own, and the line ends with it.
        """,
        wrong: .scenario("step \"One\":\n    x = [1]\n    step into x"),
        right: .scenario("step \"One\":\n    x = [1]\n    step into")),
    CodePage(
        "E0231", "A note has no text in quotes",
        """
        The text of a note stands in quotes; one of several lines stands between three quotes on each side.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\n    note One name."),
        right: .scenario("step \"One\":\n    x = 300\n    note \"One name.\"")),
    CodePage(
        "E0232", "There is no such directive",
        """
        The directives are note, expect, label, focus, hide, show, chart and 'step into'. Where the word was meant as \
        a name of the program, the line is no statement of Python's either.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\n    expct refcount(x) == 1"),
        right: .scenario("step \"One\":\n    x = 300\n    expect refcount(x) == 1")),
    CodePage(
        "E0233", "A directive has no expression",
        """
        'expect' is given what must hold, 'label', 'focus' and 'hide' the objects that they are about.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\n    focus"),
        right: .scenario("step \"One\":\n    x = 300\n    focus x")),
    CodePage(
        "E0234", "A label has no name",
        """
        A label is a name for the object itself, which stays when all names of the program are gone: label left as L.
        """,
        wrong: .scenario("step \"One\":\n    x = [1]\n    label x"),
        right: .scenario("step \"One\":\n    x = [1]\n    label x as X")),
    CodePage(
        "E0235", "A directive or a step stands inside another block",
        """
        Directives stand directly in a step, not inside a function, a loop or an 'if': they are about the story and no \
        part of the program. Steps begin at the left margin.
        """,
        wrong: .scenario("step \"One\":\n    for x in [1, 2]:\n        expect refcount(x)"),
        right: .scenario("step \"One\":\n    for x in [1, 2]:\n        pass\n    expect x == 2")),
    CodePage(
        "E0236", "'expect on' names no runtime",
        """
        'expect on' checks an expectation under some runtimes only. It names one, or a range of versions, and then a \
        colon: expect on cpython 2.7: x is y, or expect on >= 3.8 and < 3.12: x is y.
        """,
        wrong: .scenario("step \"One\":\n    x = 300\n    expect on 3.11+: x == 300"),
        right: .scenario("step \"One\":\n    x = 300\n    expect on >= 3.11: x == 300")),
    CodePage(
        "E0237", "'compare' does not name two runtimes",
        """
        'compare' runs the scenario under each runtime that it names and shows the pictures side by side. It needs two \
        of them or more, and takes the place of a 'runtime' line.
        """,
        wrong: .scenario("compare \"cpython 2.7\"\nx = 300"),
        right: .scenario("compare \"cpython 2.7\", \"cpython 3.11\"\nx = 300")),
    CodePage(
        "E0238", "A block stands after 'exit'",
        """
        In 'exit:' the program has ended, and its names are gone. It is the last block.
        """,
        wrong: .scenario("step \"One\":\n    x = []\nexit:\n    note \"The end.\"\nstep \"Two\":\n    y = []"),
        right: .scenario("step \"One\":\n    x = []\nstep \"Two\":\n    y = []\nexit:\n    note \"The end.\"")),
    CodePage(
        "E0239", "A statement stands in 'exit'",
        """
        In 'exit:' the program has ended; what still runs are finalizers and callbacks. Only directives stand there.
        """,
        wrong: .scenario("step \"One\":\n    x = []\nexit:\n    x = None"),
        right: .scenario("step \"One\":\n    x = []\n    label x as X\nexit:\n    expect freed(X)")),
]
