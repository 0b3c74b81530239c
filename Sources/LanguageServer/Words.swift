import ScenarioCompiler
import ScenarioSyntax

/// What the words of the language mean, in a sentence each, for who points at one.
enum Words {
    static let directives: [String: String] = [
        "note": "What the reader is told in this step, in Markdown.",
        "expect": "Must hold here, or the scenario is wrong; what was found is shown. "
            + "`expect on >= 3.8: …` is asked under some runtimes alone; `expect raises TypeError: STATEMENT` runs the "
            + "statement, which must fail so.",
        "label": "`label EXPRESSION as L`: a handle to the object, for later `expect`, `focus` and `hide`, also when "
            + "every name is gone.",
        "focus": "Drawn with emphasis in this step.",
        "hide": "Left out of the picture; the counts stay true.",
        "step into": "One part for each line that runs inside the step's calls, with their frames.",
        "show collector": "One part for each phase of a collection in this step.",
    ]

    static let headers: [String: String] = [
        "scenario": "The scenario's title.",
        "runtime":
            "Which rules apply: `runtime cpython 3.11`, also with `repl` or `gil off` behind it; `runtime textbook`; or "
            + "`runtime c`.",
        "summary": "One sentence about the scenario.",
        "tags": "Words to find it by, with commas between them.",
        "include": "The setup of that file runs first.",
        "compare": "Run under each of these runtimes: `compare \"cpython 2.7\", \"cpython 3.11\"`.",
    ]

    static let blocks: [String: String] = [
        "setup": "Runs before the first step, and has no picture.",
        "step": "A step of the story, with a title.",
        "race": "Threads or processes that take references and give them back at the same time.",
        "exit": "The program ends: the last block, with directives that are asked when the names are gone.",
    ]

    /// What stands in a race alone.
    static let raceParts: [String: String] = [
        "thread": "A thread of the race, with its statements: `a = x`, `a = None`, `del a`.",
        "process": "A process of the race, with a memory and a lock of its own.",
        "schedule": "The order of the actions, such as `schedule A.load, B.load, A.add, A.store, B.add, B.store`; "
            + "`schedule all` tries every order.",
    ]

    static let questions: [String: String] = [
        "refcount": "`refcount(x)`: the references that a reader can see, from names and slots.",
        "real_refcount": "`real_refcount(x)`: what `sys.getrefcount(x) - 1` gives; `None` for what the interpreter "
            + "shares with everything.",
        "alive": "`alive(L)`: whether the labelled object has not been freed.",
        "freed": "`freed(L, …)`: whether the labelled objects have been freed.",
        "unreachable": "`unreachable(L, …)`: whether they are alive and no name leads to them.",
        "collected": "`collected()`: what the last collection of this step returned.",
        "referrers": "`referrers(x)`: what holds it, such as `[\"name x\", \"z[0]\"]`.",
        "generation": "`generation(x)`: the collector's generation it is in; `None` where it is not tracked.",
        "tracked": "`tracked(x)`: whether the cyclic collector follows it.",
        "pending": "`pending()`: the counts of the generations, as `gc.get_count()` gives them.",
        "size": "`size(x)`: its size in bytes, as `sys.getsizeof` gives it.",
        "dict_size": "`dict_size(x)`: the size in bytes that the `__dict__` of an instance has, without making one.",
    ]

    /// What a word means at a place.
    ///
    /// - Parameters:
    ///   - isFirst: whether it is the first of its line.
    ///   - isCalled: whether a bracket follows.
    static func meaning(_ word: String, isFirst: Bool, isCalled: Bool) -> String? {
        if isFirst, let found = directives[word] ?? headers[word] ?? blocks[word] ?? raceParts[word] {
            return found
        }
        return isCalled ? questions[word] : nil
    }
}
