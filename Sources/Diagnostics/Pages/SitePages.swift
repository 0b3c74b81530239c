/// Templates and fonts of a site: E07xx.
let sitePages: [CodePage] = [
    CodePage(
        "E0701", "A template of the site is missing",
        """
        The templates that ship with heapbook hold it, so the installation is not whole. Install heapbook again.
        """,
        wrong: .template("heapbook.css", nil), right: .template("heapbook.css", "body { color: black; }")),
    CodePage(
        "E0702", "A template cannot be read",
        """
        Templates are written in Mustache. Mostly a section is opened and not closed: {{#chapters}} … {{/chapters}}.
        """,
        wrong: .template("chapter.mustache", "{{#figures}}\n<p>{{title}}</p>"),
        right: .template("chapter.mustache", "{{#figures}}\n<p>{{title}}</p>\n{{/figures}}")),
    CodePage(
        "E0703", "A template uses one that is not there",
        """
        {{> name}} puts name.mustache in its place. The message lists the templates.
        """,
        wrong: .template("chapter.mustache", "{{> plaver}}"), right: .template("chapter.mustache", "{{> key}}")),
    CodePage(
        "E0704", "The words of the interface are no JSON object",
        """
        text.json is one object whose values are texts. To translate the interface, change its values.
        """,
        wrong: .template("text.json", "[\"Step\"]"), right: .template("chapter.mustache", "{{text.step}}")),
    CodePage(
        "E0705", "There is no such theme",
        """
        A theme is a style sheet: one of heapbook's own, or a file themes/NAME.css in your folder of templates.
        """,
        wrong: .template("themes/paper.css", nil), right: .template("themes/paper.css", ":root { --paper: white; }")),
    CodePage(
        "E0706", "A font cannot be made part of the site",
        """
        The site carries the letters that it uses, cut from fonts of this machine. The message has the reason; mostly \
        the font's package is not installed.
        """,
        wrong: .told("The file of the font Inter is damaged."), right: .told("The package fonts-inter is installed.")),
    CodePage(
        "E0707", "A template is not UTF-8",
        """
        Templates are text in UTF-8. Save the file so.
        """,
        wrong: CodeExample(
            kind: .templates, files: [CodeExample.File(name: "chapter.mustache", bytes: [0x3C, 0xE9, 0x3E])]),
        right: .template("chapter.mustache", "<p>é</p>")),
    CodePage(
        "E0708", "A word of the interface is missing",
        """
        text.json lacks a word that a template or the player uses; the page would show nothing in its place.
        """,
        wrong: .template("chapter.mustache", "{{text.farewell}}"), right: .template("chapter.mustache", "{{text.step}}")
    ),
]
