// Annotations are kept in a dict. Nothing of the story holds it until the program asks for it; so long the interpreter
// alone counts what it refers to.
extension Heap {
    /// A dict whose references are hidden; the caller owns one to it.
    package mutating func makeHiddenDict() -> Ref {
        let dict = makeDict()
        self[dict].flags.remove(.showsReferences)
        return dict
    }

    /// Sets an entry of a dict that may still be hidden; both references are the dict's from now on.
    package mutating func setAnnotation(of dict: Ref, key: Ref, hash: Int, to value: Ref) {
        let place = findEntry(dict, key, hash: hash)
        guard !self[dict].flags.contains(.showsReferences), case .dict(var table) = self[dict].value else {
            setEntry(of: dict, key: key, hash: hash, at: place, to: value)
            return
        }
        if let place {
            let old = table.replaceValue(at: place, with: value)
            self[dict].value = .dict(table)
            release(key)
            if let old { release(old) }
        } else {
            table.append(hash: hash, key: key, value: value, isText: isPlainText(key))
            self[dict].value = .dict(table)
        }
    }

    /// What `staticmethod` and `classmethod` copy from a function into their own `__dict__` (Objects/funcobject.c,
    /// functools_wraps, from 3.10 on).
    package func copiedByWrapper(_ function: Ref) -> [Ref] {
        guard facts.wrappersCopyAttributes, case .function(let info) = self[function].value else { return [] }
        return [info.annotations, info.documentation].filter { !$0.isNull }
    }
}
