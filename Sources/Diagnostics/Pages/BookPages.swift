/// Books: E06xx.
let bookPages: [CodePage] = [
    CodePage(
        "E0601", "book.yml or a front matter is not valid YAML",
        """
        The message has the reason that the reader of YAML gives. Text with a colon or a bracket in it is put into \
        quotes.
        """,
        wrong: .book("book.yml", "title: [A book\nchapters: 01-first"),
        right: .book("book.yml", "title: \"[A book]\"\nchapters:\n  - 01-first\n  - 02-second")),
    CodePage(
        "E0602", "book.yml or a front matter is no list of keys",
        """
        Each line has the form 'key: value'.
        """,
        wrong: .book("book.yml", "A book about memory"),
        right: .book("book.yml", "title: A book about memory\nchapters:\n  - 01-first\n  - 02-second")),
    CodePage(
        "E0603", "There is no such key",
        """
        A key that is not known would be passed over without a word, so it is an error. The message suggests one or \
        lists all.
        """,
        wrong: .book("book.yml", "title: A book\nsubtitel: On memory\nchapters:\n  - 01-first\n  - 02-second"),
        right: .book("book.yml", "title: A book\nsubtitle: On memory\nchapters:\n  - 01-first\n  - 02-second")),
    CodePage(
        "E0604", "A key is missing",
        """
        A book needs 'title' and 'chapters', a chapter 'title' and 'summary'.
        """,
        wrong: .book("book.yml", "chapters:\n  - 01-first\n  - 02-second"),
        right: .book("book.yml", "title: A book\nchapters:\n  - 01-first\n  - 02-second")),
    CodePage(
        "E0605", "A key has a value of another form",
        """
        The message says what form it must have: a text, a list of texts, a language such as pt-BR.
        """,
        wrong: .book("book.yml", "title: A book\nchapters: 01-first"),
        right: .book("book.yml", "title: A book\nchapters:\n  - 01-first\n  - 02-second")),
    CodePage(
        "E0606", "A chapter is not there",
        """
        Each entry of 'chapters' is a folder beside book.yml, and its text stands in chapter.md in it.
        """,
        wrong: .book("book.yml", "title: A book\nchapters:\n  - 01-first\n  - 02-second\n  - 03-third"),
        right: .book("book.yml", "title: A book\nchapters:\n  - 01-first\n  - 02-second")),
    CodePage(
        "E0607", "A chapter is listed twice",
        """
        A page has one place in the order of the book. Leave one of the two out.
        """,
        wrong: .book("book.yml", "title: A book\nchapters:\n  - 01-first\n  - 02-second\n  - 01-first"),
        right: .book("book.yml", "title: A book\nchapters:\n  - 01-first\n  - 02-second")),
    CodePage(
        "E0608", "A chapter has no front matter",
        """
        A chapter starts with its title and its summary, between two lines of three hyphens.
        """,
        wrong: .book("01-first/chapter.md", "The first chapter.\n\n{{scenario pair.heap}}"),
        right: .chapter("The first chapter.")),
    CodePage(
        "E0609", "The front matter is not closed",
        """
        It ends with a second line of three hyphens.
        """,
        wrong: .book("01-first/chapter.md", "---\ntitle: First\nsummary: The first chapter.\n\nText."),
        right: .chapter("Text.")),
    CodePage(
        "E0610", "A name cannot be part of an address",
        """
        The address of a page is made of 'slug' or of the folder's name: lower-case letters, digits and hyphens.
        """,
        wrong: .book(
            "01-first/chapter.md",
            "---\ntitle: First\nsummary: The first chapter.\nslug: The First\n---\n{{scenario pair.heap}}"),
        right: .book(
            "01-first/chapter.md",
            "---\ntitle: First\nsummary: The first chapter.\nslug: the-first\n---\n{{scenario pair.heap}}")),
    CodePage(
        "E0611", "An address is taken",
        """
        Two pages would stand at the same address, or one where a page of the site itself stands. Give the chapter \
        another 'slug'.
        """,
        wrong: .book(
            "01-first/chapter.md",
            "---\ntitle: First\nsummary: The first chapter.\nslug: index\n---\n{{scenario pair.heap}}"),
        right: .book(
            "01-first/chapter.md",
            "---\ntitle: First\nsummary: The first chapter.\nslug: first\n---\n{{scenario pair.heap}}")),
    CodePage(
        "E0612", "A file of a book is not UTF-8",
        """
        All texts of a book are in UTF-8. Save the file so.
        """,
        wrong: .book("01-first/chapter.md", bytes: Array("---\ntitle: Ren".utf8) + [0xE9] + Array("\n---".utf8)),
        right: .chapter("René.")),
    CodePage(
        "E0613", "A file of a book cannot be read",
        """
        It is there, and the system does not let it be read; the message has the system's own reason.
        """,
        wrong: .told("chapter.md belongs to somebody else, and nobody else may read it."),
        right: .told("chapter.md may be read: chmod a+r chapter.md")),
    CodePage(
        "E0614", "There is no such directive in a chapter",
        """
        The text of a chapter has one directive, which shows a scenario: {{scenario FILE}}.
        """,
        wrong: .chapter("{{figure pair.heap}}"), right: .chapter("A figure follows.")),
    CodePage(
        "E0615", "The directive takes one file",
        """
        Each scenario has a directive of its own.
        """,
        wrong: .chapter("{{scenario pair.heap other.heap}}"), right: .chapter("A figure follows.")),
    CodePage(
        "E0616", "A scenario stands inside other text",
        """
        A figure is a paragraph of its own: the directive stands alone on its line, not indented, with an empty line \
        before and after it. To write about the directive, put it into backticks.
        """,
        wrong: .chapter("Look at {{scenario pair.heap}} here."), right: .chapter("Look at `{{scenario pair.heap}}`.")),
    CodePage(
        "E0617", "A scenario is not there",
        """
        The path is relative to the folder of the chapter.
        """,
        wrong: .book(
            "01-first/chapter.md",
            "---\ntitle: First\nsummary: The first chapter.\n---\n{{scenario pair.heap}}\n\n{{scenario pear.heap}}"),
        right: .chapter("A figure follows.")),
    CodePage(
        "E0618", "A path leads out of the book's folder",
        """
        A book reads nothing but its own folder, so that it can be given to somebody else as a whole. Copy the file \
        into the book.
        """,
        wrong: .chapter("Read [more](../../more.md)."), right: .chapter("Read [more](../02-second/chapter.md).")),
    CodePage(
        "E0619", "A scenario's name cannot be part of an address",
        """
        The links to the steps of a figure are made of its file name: letters, digits, '-' and '_'.
        """,
        wrong: .chapter("{{scenario päir.heap}}"), right: .chapter("A figure follows.")),
    CodePage(
        "E0620", "A figure is on a page twice",
        """
        A link such as #pair-3 must lead to one place. Show the scenario once, and link to its steps.
        """,
        wrong: .chapter("{{scenario pair.heap}}"), right: .chapter("See [step 2](#pair-2).")),
    CodePage(
        "E0621", "Two scenarios of a book have the same name",
        """
        The files and links of a figure are named after its scenario, so names differ in the whole book. Rename one of \
        the files.
        """,
        wrong: .chapter("{{scenario other/pair.heap}}"), right: .chapter("{{scenario other/two.heap}}")),
    CodePage(
        "E0622", "Raw HTML stands in a text",
        """
        A book is rendered to more than web pages, so its texts are Markdown alone. To show the text itself, put it \
        into backticks.
        """,
        wrong: .chapter("A <b>bold</b> word."), right: .chapter("A **bold** word.")),
    CodePage(
        "E0623", "A heading of level 1 stands in the text",
        """
        The page's title stands in the front matter; its sections start with '##'.
        """,
        wrong: .chapter("# Names"), right: .chapter("## Names")),
    CodePage(
        "E0624", "A heading leaves out a level",
        """
        Screen readers make the outline of the page of the levels of its headings. Below '##' comes '###'.
        """,
        wrong: .chapter("## Names\n\n#### Tags"), right: .chapter("## Names\n\n### Tags")),
    CodePage(
        "E0625", "There is no such footnote",
        """
        What [^name] refers to stands below on a line of its own: [^name]: the text.
        """,
        wrong: .chapter("A claim[^source]."), right: .chapter("A claim[^source].\n\n[^source]: Somewhere.")),
    CodePage(
        "E0626", "The note of a step holds what only a chapter can",
        """
        A note is a few sentences beside a picture: paragraphs, lists and code, but no heading, table or figure. Put \
        these into the chapter's text.
        """,
        wrong: .book("01-first/pair.heap", "step \"One\":\n    x = 300\n    note \"# Names\""),
        right: .book("01-first/pair.heap", "step \"One\":\n    x = 300\n    note \"**Names**\"")),
    CodePage(
        "E0627", "A link leads to no place of a page",
        """
        Behind '#' stands a heading of the page, a figure or one of its steps: #two-names, #pair, #pair-2.
        """,
        wrong: .chapter("See [step 7](#pair-7)."), right: .chapter("See [step 2](#pair-2).")),
    CodePage(
        "E0628", "A link leads to no file",
        """
        The path is relative to the folder of the chapter.
        """,
        wrong: .chapter("Read [on](../02-secnd/chapter.md)."), right: .chapter("Read [on](../02-second/chapter.md).")),
    CodePage(
        "E0629", "A linked text is no page of the book",
        """
        Only the chapters that book.yml lists become pages. Add its folder to 'chapters', or link to another page.
        """,
        wrong: .chapter("Read [a draft](../drafts/chapter.md)."),
        right: .chapter("Read [on](../02-second/chapter.md).")),
    CodePage(
        "E0630", "A link has a scheme that is not allowed",
        """
        Links lead to https:, http: and mailto: addresses, or to a place in the book.
        """,
        wrong: .chapter("Do [this](javascript:alert)."), right: .chapter("See [this](https://www.python.org).")),
    CodePage(
        "E0631", "A picture comes from another site",
        """
        A guide makes no request to anybody else, so that it works without a network. Copy the picture into the \
        chapter's folder.
        """,
        wrong: .chapter("![A snake](https://example.org/snake.png)"),
        right: .chapter("![A snake](../02-second/picture.svg)")),
    CodePage(
        "E0632", "This is no picture that browsers show",
        """
        Pictures are svg, png, jpg, gif, webp or avif. A scenario is shown by a directive.
        """,
        wrong: .chapter("![Two names](pair.heap)"), right: .chapter("![A snake](../02-second/picture.svg)")),
    CodePage(
        "E0633", "A picture has no alternative text",
        """
        A warning: who does not see the picture hears nothing of it. Write what it shows between the brackets.
        """,
        wrong: .chapter("![](../02-second/picture.svg)"), right: .chapter("![A snake](../02-second/picture.svg)")),
    CodePage(
        "E0634", "The cover names no step of the book",
        """
        'cover' is a chapter's folder and a step of one of its figures, such as 04-cycles#cycle-3.
        """,
        wrong: .book("book.yml", "title: A book\ncover: 01-first#pair-9\nchapters:\n  - 01-first\n  - 02-second"),
        right: .book("book.yml", "title: A book\ncover: 01-first#pair-2\nchapters:\n  - 01-first\n  - 02-second")),
    CodePage(
        "E0635", "A scenario of a book has no step to show",
        """
        A figure shows the steps of its scenario, and this one has none.
        """,
        wrong: .book("01-first/pair.heap", ""), right: .book("01-first/pair.heap", "x = 300\ny = x")),
]
