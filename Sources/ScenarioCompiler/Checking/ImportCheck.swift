import Diagnostics
import ScenarioSyntax

// Imports: of modules that the model has, and of names that these have in the model.
extension Checker {
    mutating func check(_ name: ImportedName) {
        checkModule(name.module, name.span)
    }

    /// `from module import …`. Which names a module has is known before anything runs.
    mutating func checkImport(of names: [ImportedName], from module: String, _ span: Span) {
        guard checkModule(module, span) else { return }
        for name in names where !Modules.has(name.module, in: module) {
            if name.module == "*" {
                report(
                    "E0401", "'from \(module) import *' is not supported", at: name.span,
                    explanation:
                        "It binds names that are written nowhere, so no reader could tell where they come from.",
                    help: "Write the names: from \(module) import …")
            } else if Modules.names[module]?.contains(name.module) == true {
                unsupported("'\(module).\(name.module)'", name.span)
            } else {
                report(
                    "E0404", "the module '\(module)' has no name '\(name.module)'", at: name.span,
                    explanation: "CPython raises ImportError: cannot import name '\(name.module)' from '\(module)'.",
                    help: nearest(name.module, among: Modules.names[module] ?? []).map { "Did you mean '\($0)'?" } ?? ""
                )
            }
        }
    }

    @discardableResult
    private mutating func checkModule(_ module: String, _ span: Span) -> Bool {
        if Modules.names[module] != nil { return true }
        let reason = Modules.refused[module]
        report(
            reason != nil ? "E0401" : "E0404",
            reason != nil
                ? "the module '\(module)' is not supported yet" : "there is no module '\(module)' in the model",
            at: span,
            explanation: reason.flatMap { $0.isEmpty ? nil : $0 }
                ?? "A scenario runs in a model of CPython's heap, not in an interpreter.",
            help: "The modules that can be imported are \(Modules.known).")
        return false
    }
}
