/// What a colour of a picture is for.
public enum ColorRole: String, CaseIterable, Sendable {
    /// Behind everything.
    case paper
    /// A card and a name's tag.
    case card
    /// Their outline.
    case border
    /// Values and names.
    case ink
    /// Keys, badges, headings: text that steps back.
    case muted
    /// The type of an object.
    case accent
    /// A frame's panel.
    case panel
    /// A badge's pill.
    case pill
    /// An arrow.
    case line
    /// Made in this step.
    case new
    /// A pill with text in `new`.
    case newSoft = "new-soft"
    /// Changed in this step.
    case changed
    /// A pill with text in `changed`.
    case changedSoft = "changed-soft"
    /// Freed in this step, or unreachable.
    case freed
    /// A pill with text in `freed`.
    case freedSoft = "freed-soft"
    /// The outline of what a step focuses on.
    case focus

    /// The CSS custom property that holds the colour on a page: `--heap-` and the raw value.
    public var property: String { "--heap-\(rawValue)" }
}

/// The colours of a picture, each as `#rrggbb`.
///
/// Every pair of text and ground that a picture uses has a contrast of 4.5 to 1 or more (WCAG 2.1 AA).
public struct Theme: Equatable, Sendable {
    /// How a person chooses it: `light`, `dark`.
    public let name: String
    private let colors: [ColorRole: String]

    /// Ink on paper.
    public static let light = Theme(
        name: "light",
        colors: [
            .paper: "#fbfaf7", .card: "#ffffff", .border: "#c3cad5", .ink: "#1f2430", .muted: "#5b6472",
            .accent: "#155e75", .panel: "#eef2f7", .pill: "#eef1f5", .line: "#5b6472", .new: "#17694a",
            .newSoft: "#e3f4ea", .changed: "#9a4308", .changedSoft: "#fdebd3", .freed: "#b3261e",
            .freedSoft: "#fbe4e1", .focus: "#155e75",
        ])

    /// Light on dark.
    public static let dark = Theme(
        name: "dark",
        colors: [
            .paper: "#14171d", .card: "#1e232c", .border: "#465062", .ink: "#eceff4", .muted: "#aab4c3",
            .accent: "#7fd0e6", .panel: "#232a35", .pill: "#2d3542", .line: "#a3adbd", .new: "#6fd7a3",
            .newSoft: "#173a2b", .changed: "#f5b26b", .changedSoft: "#43300f", .freed: "#ff9d94",
            .freedSoft: "#4a201d", .focus: "#7fd0e6",
        ])

    /// The colour for a role.
    public func color(_ role: ColorRole) -> String {
        colors[role] ?? "#000000"
    }
}

/// The style of pictures, as text of a style sheet.
public enum DiagramStyleSheet {
    /// The class of a picture's root, under which all of its rules stand.
    public static let rootClass = "heap"

    /// What a page needs for pictures of ``PictureStyle/page(salt:)``: the colours as custom properties (see
    /// ``ColorRole/property``), light on `:root`, dark where the reader's system asks for it, and either one where an
    /// ancestor has `data-theme="light"` or `data-theme="dark"`; then the rules of pictures.
    public static func css() -> String {
        let light = properties(.light)
        let dark = properties(.dark)
        return """
            :root{\(light)}
            @media (prefers-color-scheme:dark){:root{\(dark)}}
            [data-theme="light"]{\(light)}
            [data-theme="dark"]{\(dark)}

            """ + rules { "var(\($0.property))" }
    }

    /// The rules of pictures with a theme's colours in them.
    static func css(_ theme: Theme) -> String {
        rules { theme.color($0) }
    }

    private static func properties(_ theme: Theme) -> String {
        ColorRole.allCases.map { "\($0.property):\(theme.color($0))" }.joined(separator: ";")
    }

    private static func rules(_ color: (ColorRole) -> String) -> String {
        let words = "Inter,'Inter UI',system-ui,sans-serif"
        let code = "'JetBrains Mono',ui-monospace,monospace"
        let rules: [(selectors: [String], style: String)] = [
            (["text"], "font-family:\(words);font-kerning:none;font-variant-ligatures:none;white-space:pre"),
            ([".paper"], "fill:\(color(.paper))"),
            ([".box"], "fill:\(color(.card));stroke:\(color(.border));stroke-width:1"),
            ([".type"], "font-size:12px;font-weight:600;fill:\(color(.accent))"),
            ([".pill"], "fill:\(color(.pill))"),
            ([".badge", ".mark", ".count"], "font-size:10.5px;font-weight:600;fill:\(color(.muted))"),
            ([".badge", ".count"], "text-anchor:middle"),
            ([".key", ".value", ".whole", ".label"], "font-family:\(code);font-size:12.5px;fill:\(color(.ink))"),
            ([".key"], "fill:\(color(.muted))"),
            ([".value", ".remark", ".label"], "text-anchor:end"),
            ([".remark"], "font-size:11px;fill:\(color(.muted))"),
            ([".whole"], "font-size:15px"),
            ([".label"], "font-size:13px"),
            ([".panel"], "fill:\(color(.panel))"),
            ([".title"], "font-size:11px;fill:\(color(.muted))"),
            ([".note"], "font-size:10px;font-weight:400"),
            ([".dot"], "fill:\(color(.line))"),
            ([".released"], "fill:none;stroke:\(color(.muted));stroke-width:1.2"),
            (
                [".line"],
                "fill:none;stroke:\(color(.line));stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round"
            ),
            ([".head"], "fill:\(color(.line));stroke:\(color(.line));stroke-width:1;stroke-linejoin:round"),
            ([".fold"], "fill:\(color(.paper));stroke:\(color(.line));stroke-width:1;stroke-dasharray:2.5 2.5"),
        ]
        return (rules.map { ($0.selectors, $0.style) } + states(color) + modelRules(color))
            .map { rule in rule.0.map { ".\(rootClass) \($0)" }.joined(separator: ",") + "{\(rule.1)}\n" }
            .joined()
    }

    private static func states(_ color: (ColorRole) -> String) -> [([String], String)] {
        var rules: [([String], String)] = [
            ([".reference.weak .line"], "stroke-dasharray:5 4"),
            ([".reference.weak .head"], "fill:\(color(.paper))"),
            ([".object.focus>.box"], "stroke:\(color(.focus))"),
        ]
        for (name, strong, soft) in [("changed", ColorRole.changed, ColorRole.changedSoft), ("new", .new, .newSoft)] {
            rules += [
                ([".object.\(name)>.box"], "stroke:\(color(strong));stroke-width:2"),
                ([".object.\(name)>.pill"], "fill:\(color(soft))"),
                ([".object.\(name)>.badge"], "fill:\(color(strong))"),
                ([".row.\(name)>.value"], "fill:\(color(strong));font-weight:600"),
                ([".row.\(name)>.dot", ".name.\(name)>.dot"], "fill:\(color(strong))"),
                ([".name.\(name)>.box"], "stroke:\(color(strong));stroke-width:1.6"),
            ]
        }
        for (selector, role) in [(".reference.new", ColorRole.new), (".reference.rebound", .changed)] {
            rules += [
                ([selector + " .line"], "stroke:\(color(role));stroke-width:2.2"),
                ([selector + " .head"], "stroke:\(color(role))"),
                ([selector + ":not(.weak) .head"], "fill:\(color(role))"),
            ]
        }
        rules += [
            ([".object.focus>.box"], "stroke-width:3"),
            (
                [".object.unreachable>.box"],
                "stroke:\(color(.freed));stroke-width:1.6;stroke-dasharray:1.5 4;stroke-linecap:round"
            ),
            ([".object.unreachable>.mark", ".object.freed>.mark"], "fill:\(color(.freed))"),
            (
                [".object.freed>.box"],
                "fill:none;stroke:\(color(.freed));stroke-width:1.4;stroke-dasharray:6 4"
            ),
            ([".object.freed>.pill"], "fill:\(color(.freedSoft))"),
            ([".object.freed>.badge"], "fill:\(color(.freed))"),
            (
                [".object.freed>.type", ".object.freed .key", ".object.freed .value", ".object.freed .whole"],
                "fill:\(color(.muted));font-weight:400"
            ),
        ]
        return rules
    }
}
