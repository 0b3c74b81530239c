/// Bytes, lines, indentation and literals: E00xx and E01xx.
let textPages: [CodePage] = [
    CodePage(
        "E0001", "This is not a text file",
        """
        A byte with the value 0 stands in the file. No text has one, so this is a picture, an archive, or text in an \
        encoding such as UTF-16. CPython refuses it as well: source code cannot contain null bytes.

        Save the file as plain text in UTF-8.
        """,
        wrong: .bytes(Array("x = 300\0".utf8)), right: .scenario("x = 300")),
    CodePage(
        "E0002", "This file is not valid UTF-8",
        """
        A scenario is text in UTF-8, as a Python file is. The place shown is the first byte that cannot be read so; \
        mostly the file was saved in an older encoding such as Latin-1.

        Save it as UTF-8 in your editor.
        """,
        wrong: .bytes(Array("name = 'Ren".utf8) + [0xE9] + Array("'".utf8)), right: .scenario("name = 'René'")),
    CodePage(
        "E0101", "Tabs and spaces are mixed in indentation",
        """
        Whether two lines are indented by the same amount must not hang on how wide somebody's tabs are. CPython \
        raises TabError.

        Indent with spaces alone, four for each level. Most editors can turn the tabs of a file into spaces.
        """,
        wrong: .scenario("if True:\n        x = 300\n\ty = x"),
        right: .scenario("if True:\n    x = 300\n    y = x")),
    CodePage(
        "E0102", "A line's indentation matches no block",
        """
        A line that ends a block must be indented exactly as one of the blocks around it. CPython says: unindent does \
        not match any outer indentation level.
        """,
        wrong: .scenario("if True:\n        x = 300\n    y = x"),
        right: .scenario("if True:\n    x = 300\n    y = x")),
    CodePage(
        "E0103", "Something stands behind a backslash",
        """
        Outside a string a backslash joins its line with the next one, and so must be the last character of the line; \
        not even a space or a comment may follow.
        """,
        wrong: .scenario("total = 1 + \\ 2"), right: .scenario("total = 1 + \\\n    2")),
    CodePage(
        "E0104", "A bracket is never closed",
        """
        The place shown is the bracket that was opened. CPython says: '[' was never closed. Everything up to the \
        closing bracket belongs to one statement, over as many lines as it takes.
        """,
        wrong: .scenario("x = 300\nz = [x, x\ndel x"), right: .scenario("x = 300\nz = [x, x]\ndel x")),
    CodePage(
        "E0105", "A character cannot stand here",
        """
        Python gives the character no meaning outside a string. Often it is a dollar or a question mark, or a quote or \
        a dash that a word processor has made typographic.
        """,
        wrong: .scenario("price = $300"), right: .scenario("price = 300")),
    CodePage(
        "E0106", "A closing bracket closes nothing",
        """
        Brackets are closed in the opposite order in which they were opened, each by its own kind. CPython says: \
        unmatched ')', or: closing parenthesis ')' does not match opening parenthesis '['.
        """,
        wrong: .scenario("x = 300)"), right: .scenario("x = (300)")),
    CodePage(
        "E0107", "This is no number",
        """
        A word that starts with a digit is a number, and a name cannot start with a digit. Whole numbers have no \
        leading zero; 0x, 0o and 0b stand before hexadecimal, octal and binary ones; '_' may stand between two digits.
        """,
        wrong: .scenario("price = 3OO"), right: .scenario("price = 300")),
    CodePage(
        "E0108", "A bytes literal contains text",
        """
        A literal with the prefix b stands for bytes, and only ASCII characters can be written in it as they are. \
        CPython says: bytes can only contain ASCII literal characters. Other bytes are written as escapes.
        """,
        wrong: .scenario("word = b'é'"), right: .scenario("word = b'\\xc3\\xa9'")),
    CodePage(
        "E0109", "A string is never closed",
        """
        A string in single or double quotes ends on the line on which it starts. CPython says: unterminated string \
        literal. Text over several lines stands between three quotes on each side.
        """,
        wrong: .scenario("word = \"seven\nx = word"), right: .scenario("word = \"seven\"\nx = word")),
    CodePage(
        "E0110", "An escape stands for no character",
        """
        In a string a backslash starts an escape: \\x takes two hexadecimal digits, \\u four and \\U eight. A \
        backslash itself is written twice, or the string gets the prefix r.
        """,
        wrong: .scenario("letter = '\\x4'"), right: .scenario("letter = '\\x41'")),
    CodePage(
        "E0111", "Bytes and text cannot be one literal",
        """
        Literals beside each other are joined to one, so all of them must be of one kind. CPython says: cannot mix \
        bytes and nonbytes literals.
        """,
        wrong: .scenario("x = b'ab' 'cd'"), right: .scenario("x = b'ab' b'cd'")),
    CodePage(
        "E0112", "An f-string is not well formed",
        """
        In an f-string the text between braces is an expression, with !r, !s or !a and a format behind it. A brace of \
        the text itself is written twice. Up to Python 3.11 the expression can hold neither a backslash nor a comment \
        nor the quotes that enclose the string, and scenarios keep to that.
        """,
        wrong: .scenario("x = 5\nprint(f'x is {x')"), right: .scenario("x = 5\nprint(f'x is {x}')")),
]
