// The order of names where a namespace is a dict that has none of its own.
extension Heap {
    /// The names of a namespace and what they refer to, in the order of CPython's dict.
    ///
    /// - Parameter before: what the dict had before the first of them.
    package func inOrder(
        _ namespace: Namespace, ofClass info: ClassInfo? = nil, before: [String] = []
    ) -> [(key: Symbol, value: Ref)] {
        let pairs = zip(namespace.keys, namespace.values).map { (key: $0, value: $1) }
        if facts.dictsAreOrdered || pairs.count < 2 && info == nil { return pairs }
        let places = Dictionary(uniqueKeysWithValues: pairs.enumerated().map { ($1.key, $0) })
        var numbers: [Symbol: Int] = [:]
        var names: [Symbol?] = []
        var table = OpenTable(growsFirst: facts.growthOfDicts == .inPlace)
        func add(_ hash: Int, _ symbol: Symbol?) {
            if let symbol { numbers[symbol] = names.count }
            table.insert(names.count, hash: hash)
            names.append(symbol)
        }
        // A class's body starts with its module's name; the class is a copy of the body with what comes with it.
        for name in (info == nil ? [] : ["__module__"]) + before { add(hash(of: name), nil) }
        let members = info.map { namesOfMembers($0) } ?? []
        let skipped = info == nil ? [] : namesAddedLater(namespace).union(members)
        for change in namespace.history {
            switch change {
            case .added(let symbol) where skipped.contains(symbol): continue
            case .added(let symbol): add(hash(of: symbols.name(symbol)), symbol)
            case .removed(let symbol): if let number = numbers[symbol] { table.remove(number) }
            }
        }
        if let info {
            table = table.copied(names.map { name in hash(of: name.map { symbols.name($0) } ?? "__module__") })
            for member in members { add(hash(of: symbols.name(member)), member) }
            for name in namesOfMachinery(info, namespace) { add(hash(of: name), nil) }
        }
        return table.entries.compactMap { number in names[number].flatMap { places[$0] }.map { pairs[$0] } }
    }

    /// The names of the module that a script is, in the order of its dict, which has more in it than the script has bound:
    /// what every module has, and what the lines above a program for 2.7 import (Python/pythonrun.c, initmain and
    /// PyRun_SimpleFileExFlags).
    package func moduleNamesInOrder() -> [Symbol] {
        let before = [
            "__name__", "__doc__", "__package__", "__builtins__", "__file__", "print_function", "division",
        ]
        return inOrder(frames[0].namespace, before: before).map(\.key)
    }

    /// What making a class adds to its dict, in this order (Objects/typeobject.c, PyType_Ready): the descriptors of its
    /// instances' dict and weak references where it is the first of its line, and a documentation that is not there.
    private func namesOfMachinery(_ info: ClassInfo, _ namespace: Namespace) -> [String] {
        let names = (info.addsDict ? ["__dict__"] : []) + (info.addsWeakReferences ? ["__weakref__"] : [])
        return hasDocumentation(namespace) ? names : names + ["__doc__"]
    }

    /// The names of a class's own members, in the order of their places.
    private func namesOfMembers(_ info: ClassInfo) -> [Symbol] {
        let members = info.members.compactMap { ref -> MemberInfo? in
            if case .member(let member) = self[ref].value { return member }
            return nil
        }
        return members.sorted { $0.place < $1.place }.map(\.name)
    }

    /// What a class has and its body did not bind.
    private func namesAddedLater(_ namespace: Namespace) -> Set<Symbol> {
        let names = hasDocumentation(namespace) ? ["__module__"] : ["__module__", "__doc__"]
        return Set(names.compactMap { symbols.find($0) })
    }

    private func hasDocumentation(_ namespace: Namespace) -> Bool {
        guard let text = symbols.find("__doc__").flatMap({ namespace[$0] }) else { return false }
        return text != none
    }

    private func hash(of name: String) -> Int { facts.stringHash.hash(name) }
}
