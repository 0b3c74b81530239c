/// The words of the declarative part of the language.
package enum ScenarioWords {
    /// Those that a header's lines begin with.
    package static let headers = ["scenario", "runtime", "summary", "tags", "include", "compare"]
    /// Those that begin a block.
    package static let blocks = ["setup", "step", "race", "exit"]
    /// Those that begin a directive; `step into` is one more.
    package static let directives = ["note", "expect", "label", "focus", "hide"]
    /// Directives that are planned, and refused by name.
    package static let plannedDirectives = ["show", "chart"]
    /// Those that stand in a race alone.
    package static let raceParts = ["thread", "process", "schedule"]
}
