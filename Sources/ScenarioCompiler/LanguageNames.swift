import HeapModel

/// The names that a scenario can use without defining them, for editors: each list sorted or in the order of its table.
package enum LanguageNames {
    /// What a `runtime` line can name, oldest first, then `textbook`.
    package static let runtimes =
        RuntimeFacts.known.map(\.version).sorted().flatMap { version in
            ["cpython \(version)", "cpython \(version) repl"]
        } + [Runtime.textbook]

    /// What an expectation can ask beside ordinary Python.
    package static let questions = Query.allCases.map(\.rawValue)

    /// The modules that can be imported.
    package static let modules = Modules.names.keys.sorted()

    /// The built-in functions and types of the model.
    package static let builtins = BuiltinNames.supported.sorted()

    /// The names of a module that the model has, and the methods that a built-in type has without underscores.
    ///
    /// - Parameter name: the module's own name.
    package static func attributes(ofType type: String, named name: String?) -> [String] {
        if type == "module", let name {
            return (Modules.names[name] ?? []).filter { Modules.has($0, in: name) }.sorted()
        }
        guard let type = BuiltinType(rawValue: type), let names = BuiltinNames.methods[type] else { return [] }
        return names.sorted()
    }
}
