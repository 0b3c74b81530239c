import Timelines

// Who holds an object, in words that a reader can follow.
extension Heap {
    package var recordCount: Int { records.count }

    /// Whether a record holds the object with this identity now.
    package func hasIdentity(_ ref: Ref, _ id: ObjectID) -> Bool { Int(records[ref.index].story) == id.number }

    /// Whether a record holds the same object in this heap and in a copy of it.
    package func isSameObject(_ ref: Ref, as copy: Heap) -> Bool {
        let (mine, other) = (records[ref.index], copy.records[ref.index])
        return mine.address == other.address && mine.type == other.type
            && (mine.story == 0 || mine.story == other.story)
    }

    /// As `reachable()`, but not counting one reference of the evaluation stack to each of these.
    package func reachable(ignoring questions: [Ref]) -> [Bool] {
        var copy = self
        for ref in questions {
            if let place = copy.stack.lastIndex(of: ref) { copy.stack.remove(at: place) }
        }
        return copy.reachable()
    }

    /// What holds an object, as a program would write it: `name x`, `z[0]`, `left.next`. Names come first, in the
    /// order of the frames; then slots, in the order in which their objects were made.
    ///
    /// - Parameter labels: names for objects that no name reaches.
    package func referrers(of target: Ref, labels: [Ref: String] = [:]) -> [String] {
        var found: [String] = []
        forEachRoot { ref, root in
            if ref == target, case .name(_, let name) = root { found.append("name \(symbols.name(name))") }
        }
        let paths = self.paths(labels)
        let holders = liveRefs.filter { self[$0].flags.contains(.story) }.sorted {
            (records[$0.index].story, $0.raw) < (records[$1.index].story, $1.raw)
        }
        for holder in holders where self[holder].flags.contains(.showsReferences) {
            forEachSlot(of: holder) { ref, place in
                guard ref == target else { return }
                found.append(
                    (paths[holder] ?? "\(typeName(holder)) o\(records[holder.index].story)") + suffix(place, of: holder)
                )
            }
        }
        return found
    }

    /// The shortest way to each object from a name, as a program would write it; from a label where no name leads.
    package func paths(_ labels: [Ref: String] = [:]) -> [Ref: String] {
        var paths: [Ref: String] = [:]
        var work: [Ref] = []
        func start(_ ref: Ref, _ path: String) {
            guard paths[ref] == nil else { return }
            paths[ref] = path
            work.append(ref)
        }
        func spread() {
            var next = 0
            while next < work.count {
                let holder = work[next]
                next += 1
                guard self[holder].flags.contains(.showsReferences), let path = paths[holder] else { continue }
                forEachSlot(of: holder) { target, place in start(target, path + suffix(place, of: holder)) }
            }
            work = []
        }
        forEachRoot { ref, root in
            if case .name(_, let name) = root { start(ref, symbols.name(name)) }
        }
        spread()
        for (ref, label) in labels.sorted(by: { $0.value < $1.value }) { start(ref, label) }
        spread()
        return paths
    }
}
