/// A race of two threads that take a reference to `x`, with this line of its schedule or this last line.
private func race(_ runtime: String, _ last: String = "", second: String = "b = x", kind: String = "thread") -> String {
    "runtime \(runtime)\nsetup:\n    x = object()\nrace \"Two\":\n    \(kind) A:\n        a = x\n    \(kind) B:\n"
        + "        \(second)" + (last.isEmpty ? "" : "\n    \(last)")
}

private let noLock = "cpython 3.11 gil off"

/// C's cells and races for a count: E0407, E0408, E0411, E0507, E10xx and E11xx.
let otherRuntimePages: [CodePage] = [
    CodePage(
        "E0407", "A runtime does not run the scenario's language",
        """
        The steps of a scenario are written in one language, so what 'compare' or --runtime names runs that language.
        """,
        wrong: .scenario("compare \"c\", \"cpython 3.11\"\nint a = 1;"), right: .scenario("runtime c\nint a = 1;")),
    CodePage(
        "E0408", "'gil off' stands in a scenario without a race",
        """
        One thread alone runs the same with the lock and without, so 'gil off' would say nothing.
        """,
        wrong: .scenario("runtime cpython 3.11 gil off\nx = object()"), right: .scenario(race(noLock))),
    CodePage(
        "E0411", "A scenario cannot be exported as this kind of program",
        """
        A scenario in C is exported as a C program, all others as a Python program. A race is neither: no program can \
        say in which order the actions inside the update of a count happen.
        """,
        wrong: .command("heapbook export python cells.heap", ("cells.heap", "runtime c\nint a = 5;")),
        right: .command("heapbook export c cells.heap", ("cells.heap", "runtime c\nint a = 5;"))),
    CodePage(
        "E0507", "A question about cells has no answer",
        """
        What is asked for is not there: the cell was never written, or is gone. C says nothing about its value, and so \
        neither does the model. Ask about the state, such as initialised(a) or dangling(p).
        """,
        wrong: .scenario("runtime c\nstep \"Declare\":\n    int a;\n    expect a == 5"),
        right: .scenario("runtime c\nstep \"Declare\":\n    int a = 5;\n    expect a == 5")),
    CodePage(
        "E1001", "A line of C's preprocessor",
        """
        In a scenario '#' starts a comment, also where the steps are in C. malloc, calloc, free and NULL are known \
        without a header.
        """,
        wrong: .scenario("runtime c\n#include <stdlib.h>\nint a = 1;"), right: .scenario("runtime c\nint a = 1;")),
    CodePage(
        "E1002", "A comment or a character is never closed",
        """
        A comment that starts with '/*' ends with '*/', and a character stands between two single quotes.
        """,
        wrong: .scenario("runtime c\nint a = 5; /* the first"),
        right: .scenario("runtime c\nint a = 5; /* the first */")),
    CodePage(
        "E1003", "This part of C is not supported",
        """
        A scenario in C is about cells: variables, arrays, pointers and allocations of whole numbers. The message \
        names what is outside of that.
        """,
        wrong: .scenario("runtime c\nint *p = (int *)1000;"), right: .scenario("runtime c\nint a = 1;\nint *p = &a;")),
    CodePage(
        "E1004", "This is no expression of C",
        """
        At the place shown a value must stand: a number, a character, a variable, a call of malloc or calloc. A string \
        of C stands between double quotes on one line.
        """,
        wrong: .scenario("runtime c\nint a = ;"), right: .scenario("runtime c\nint a = 5;")),
    CodePage(
        "E1005", "A semicolon is missing",
        """
        In C every statement ends with ';', whatever the line.
        """,
        wrong: .scenario("runtime c\nint a = 5\nint b = 6;"), right: .scenario("runtime c\nint a = 5;\nint b = 6;")),
    CodePage(
        "E1006", "There is no such escape in C",
        """
        A backslash in a string or a character starts an escape. C knows \\n, \\t, \\r, \\0, \\\\ and others; the message \
        lists them.
        """,
        wrong: .scenario("runtime c\nchar w[4] = \"a\\q\";"), right: .scenario("runtime c\nchar w[4] = \"a\\n\";")),
    CodePage(
        "E1007", "An array cannot have this size",
        """
        C asks for one element or more, of a type that has a size; and a picture has room for so many cells only.
        """,
        wrong: .scenario("runtime c\nint a[0];"), right: .scenario("runtime c\nint a[2];")),
    CodePage(
        "E1008", "A variable is declared twice",
        """
        A name stands for one variable of its block. To give it another value, assign to it without the type.
        """,
        wrong: .scenario("runtime c\nint a = 1;\nint a = 2;"), right: .scenario("runtime c\nint a = 1;\na = 2;")),
    CodePage(
        "E1009", "An initialiser does not fit what it is for",
        """
        Between braces stand the first values of an array, no more than it has elements; a variable holds one value.
        """,
        wrong: .scenario("runtime c\nint a[2] = {1, 2, 3};"), right: .scenario("runtime c\nint a[2] = {1, 2};")),
    CodePage(
        "E1010", "This cannot be assigned to, or has no value of that type",
        """
        At the left of '=' stands something that has a place in memory: a variable, an element, what a pointer points \
        at. What stands at the right must have a type that can be stored there.
        """,
        wrong: .scenario("runtime c\nint a = 1;\na + 1 = 2;"), right: .scenario("runtime c\nint a = 1;\na = a + 1;")),
    CodePage(
        "E1011", "There is no such variable",
        """
        A variable is declared, with its type, above the first line that uses it.
        """,
        wrong: .scenario("runtime c\nint a = b;"), right: .scenario("runtime c\nint b = 5;\nint a = b;")),
    CodePage(
        "E1012", "This is no number or character of C",
        """
        A number is written like 42, 0x2A, 052, 42u or 42L and fits 64 bits; between single quotes stands one character.
        """,
        wrong: .scenario("runtime c\nchar c = 'ab';"), right: .scenario("runtime c\nchar c = 'a';")),
    CodePage(
        "E1013", "There is no such function or question",
        """
        malloc, calloc and free can be called; in 'expect' stand questions, which the message lists.
        """,
        wrong: .scenario("runtime c\nint *p = maloc(4);"), right: .scenario("runtime c\nint *p = malloc(4);")),
    CodePage(
        "E1014", "The cells take too much room",
        """
        A picture shows a few cells, so a scenario may have so many and no more. Exit status 3.
        """,
        wrong: .scenario("runtime c\nint *p = malloc(100000000000);"),
        right: .scenario("runtime c\nint *p = malloc(8);")),
    CodePage(
        "E1015", "An allocation is asked for a size that means nothing",
        """
        A size has no sign: a negative number is a very large one to malloc, which then returns NULL.
        """,
        wrong: .scenario("runtime c\nint *p = malloc(-4);"), right: .scenario("runtime c\nint *p = malloc(4);")),
    CodePage(
        "E1016", "A statement stands behind something undefined",
        """
        From there on C says nothing about what the program does, so nothing can be shown. Let the scenario end there.
        """,
        wrong: .scenario(
            "runtime c\nstep \"Undefined\":\n    int *p = NULL;\n    *p = 1;\n    expect undefined()\n"
                + "step \"Behind it\":\n    int a = 1;"),
        right: .scenario(
            "runtime c\nstep \"Undefined\":\n    int *p = NULL;\n    *p = 1;\n    expect undefined()")),
    CodePage(
        "E1017", "What happens is undefined",
        """
        C leaves open what a program does there: it reads what was never written, follows a pointer that leads \
        nowhere, frees twice. Where that is the story, say so with 'expect undefined()'.
        """,
        wrong: .scenario("runtime c\nstep \"Nowhere\":\n    int *p = NULL;\n    *p = 1;"),
        right: .scenario("runtime c\nstep \"Nowhere\":\n    int *p = NULL;\n    *p = 1;\n    expect undefined()")),
    CodePage(
        "E1101", "A race stands in a scenario in C",
        """
        A race is about reference counts, and C has none.
        """,
        wrong: .scenario("runtime c\nrace \"Threads\":\n    thread A:\n        a = 1;"), right: .scenario(race(noLock))),
    CodePage(
        "E1102", "A statement stands directly in a race",
        """
        In a race every statement belongs to a thread or a process. Indent it under one, or move it into a step.
        """,
        wrong: .scenario(race(noLock, "c = x")), right: .scenario(race(noLock))),
    CodePage(
        "E1103", "A schedule has another form",
        """
        A schedule lists the actions in the order in which they happen, each with its thread: A.load, B.load, A.add, \
        A.store, B.add, B.store. Or it says 'all'.
        """,
        wrong: .scenario(race(noLock, "schedule A load, B.load")), right: .scenario(race(noLock, "schedule all"))),
    CodePage(
        "E1104", "A statement has more to it than a race can show",
        """
        A thread of a race takes and gives back references by names: a = x, del a, a = None, pass. Anything else would \
        change more than counts.
        """,
        wrong: .scenario(race(noLock, second: "b = [x]")), right: .scenario(race(noLock))),
    CodePage(
        "E1105", "The parts of a race do not fit together",
        """
        A race has threads or processes, each with a name of its own, and one schedule at most. Threads share a memory \
        and processes do not, so the two cannot stand in one race.
        """,
        wrong: .scenario(race(noLock).replacing("thread B", with: "process B")), right: .scenario(race(noLock))),
    CodePage(
        "E1106", "Two threads use a name that one of them changes",
        """
        Here threads race for counts; a race for a name is not modelled. Give each thread a name of its own.
        """,
        wrong: .scenario(race(noLock, second: "a = x")), right: .scenario(race(noLock))),
    CodePage(
        "E1107", "A directive cannot stand in a race or behind one",
        """
        There memory is known as counts and names alone, and no object can be named by an expression. Give labels in \
        'setup' or in a step above.
        """,
        wrong: .scenario(race(noLock, "focus x")), right: .scenario(race(noLock, "expect lost_updates() >= 0"))),
    CodePage(
        "E1108", "There is nothing to race for",
        """
        No thread changes a count: what they use is shared by the whole interpreter and never counted, or a race has no \
        statement that takes a reference.
        """,
        wrong: .scenario("runtime cpython 3.12\nsetup:\n    x = None\nrace \"None\":\n    thread A:\n        a = x"),
        right: .scenario("runtime cpython 3.12\nsetup:\n    x = object()\nrace \"One\":\n    thread A:\n        a = x")),
    CodePage(
        "E1109", "A name of a race is not bound",
        """
        It is bound in 'setup', in a step above, or in a line of the same thread above. CPython raises NameError.
        """,
        wrong: .scenario(race(noLock, second: "b = y")), right: .scenario(race(noLock))),
    CodePage(
        "E1110", "A race cannot be typed at the prompt",
        """
        The prompt runs one line after another. Leave 'repl' out.
        """,
        wrong: .scenario(race("cpython 3.11 repl")), right: .scenario(race("cpython 3.11"))),
    CodePage(
        "E1111", "A race is too large",
        """
        A picture has room for a few threads and actions, and all orders of many cannot be tried. Two threads show \
        everything. Exit status 3.
        """,
        wrong: .scenario(
            "runtime cpython 3.11 gil off\nsetup:\n    x = object()\nrace \"Many\":"
                + (0...8).map { "\n    thread T\($0):\n        n\($0) = x" }.joined()),
        right: .scenario(race(noLock))),
    CodePage(
        "E1112", "Processes have a schedule",
        """
        They share no count, and each runs under its own lock: no order of theirs changes anything.
        """,
        wrong: .scenario(
            race(noLock, "schedule A.load, A.add, A.store, B.load, B.add, B.store", kind: "process")),
        right: .scenario(race(noLock, kind: "process"))),
    CodePage(
        "E1113", "A schedule ends too early",
        """
        Every action of every thread has its place in it, once. The message lists those that are missing.
        """,
        wrong: .scenario(race(noLock, "schedule A.load, A.add, A.store, B.load, B.add")),
        right: .scenario(race(noLock, "schedule A.load, A.add, A.store, B.load, B.add, B.store"))),
    CodePage(
        "E1114", "A schedule names a thread that the race does not have",
        """
        The threads are those of the race itself, by the names behind 'thread'.
        """,
        wrong: .scenario(race(noLock, "schedule A.load, C.load, A.add, A.store, B.add, B.store")),
        right: .scenario(race(noLock, "schedule A.load, B.load, A.add, A.store, B.add, B.store"))),
    CodePage(
        "E1115", "An action of a schedule is in the wrong place",
        """
        The actions of one thread stand in the order in which it does them: it loads the count, adds or subtracts, and \
        stores it.
        """,
        wrong: .scenario(race(noLock, "schedule A.load, A.add, A.store, A.load, B.load, B.add, B.store")),
        right: .scenario(race(noLock, "schedule A.load, A.add, B.load, A.store, B.add, B.store"))),
    CodePage(
        "E1116", "The lock forbids this order",
        """
        With the GIL a thread that has loaded a count stores it before another one runs. Without the lock, 'gil off', \
        every order is possible.
        """,
        wrong: .scenario(race("cpython 3.11", "schedule A.load, B.load, A.add, A.store, B.add, B.store")),
        right: .scenario(race(noLock, "schedule A.load, B.load, A.add, A.store, B.add, B.store"))),
    CodePage(
        "E1117", "This cannot be asked in a race or behind one",
        """
        There memory is known as counts and names alone. What can be asked stands in the message, and can be compared \
        with numbers.
        """,
        wrong: .scenario(race(noLock, "expect size(x) == 16")),
        right: .scenario(race(noLock, "expect lost_updates() >= 0"))),
    CodePage(
        "E1118", "'schedule' stands outside a race",
        """
        It gives the order in which the threads of a race do what they do. Move it into a block 'race "…":'.
        """,
        wrong: .scenario("step \"No race\":\n    x = 1\n    schedule all"),
        right: .scenario(race(noLock, "schedule all"))),
]
