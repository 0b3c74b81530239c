import Timelines

/// The cards that a picture leaves to the last row, `… n more`, of a container that has more entries than lines.
///
/// 1. What a name holds, what the step focuses on, and what an object without a card of its own holds is drawn.
/// 2. So is what a line of a drawn card refers to.
/// 3. What only the entries without a line lead to is folded.
/// 4. What neither leads to, such as an island that no name reaches, is drawn, and with it what its lines refer to.
/// 5. An object that was freed stays as it was in the state before.
struct Folding {
    /// The objects whose cards are left out.
    private(set) var folded: Set<ObjectID> = []

    private let cards: [ObjectID]
    private var isCard: Set<ObjectID> = []
    /// What the lines of each card refer to.
    private var shown: [ObjectID: [ObjectID]] = [:]
    /// What the entries without a line refer to.
    private var cut: [ObjectID: [ObjectID]] = [:]
    private var drawn: Set<ObjectID> = []

    /// What one moment's picture leaves out.
    init(_ moment: Moment, cast: Cast, places: Places) {
        let hidden = Set(moment.record.hidden)
        let freed = moment.after.objects.filter { $0.state == .freed }.map(\.id)
        var before = Folding(moment.before, before: nil, hidden: hidden, cast: cast, places: places)
        before.fold(leaving: [])
        self.init(moment.after, before: moment.before, hidden: hidden, cast: cast, places: places)
        let known = freed.filter { moment.before.allocated($0) != nil }
        draw(moment.record.focus + known.filter { !before.folded.contains($0) })
        fold(leaving: before.folded.intersection(known))
    }

    private init(
        _ state: IndexedState, before: IndexedState?, hidden: Set<ObjectID>, cast: Cast, places: Places
    ) {
        cards = state.objects.map(\.id).filter { cast.role(of: $0) == .card && !hidden.contains($0) }
        isCard = Set(cards)
        var roots = state.frames.flatMap(\.names).map(\.object)
        for object in state.objects {
            let body = object.body(before: before)
            guard isCard.contains(object.id) else {
                roots += body.slots.map(\.object)
                continue
            }
            let lines = places.lines(of: body)
            shown[object.id] = lines.shown.map(\.slot.object)
            if !lines.cut.isEmpty { cut[object.id] = lines.cut.map(\.object) }
        }
        draw(roots)
    }

    private mutating func draw(_ roots: [ObjectID]) {
        var open = roots
        while let id = open.popLast() {
            guard isCard.contains(id), drawn.insert(id).inserted else { continue }
            open += shown[id] ?? []
        }
    }

    /// Divides what is not drawn yet; `leaving` stays folded whatever leads to it.
    private mutating func fold(leaving kept: Set<ObjectID>) {
        folded = kept
        guard !cut.isEmpty else { return }
        isCard.subtract(kept)
        drawn.subtract(kept)
        repeat {
            folded = kept.union(ledToByCutEntries())
            guard let next = cards.first(where: { !drawn.contains($0) && !folded.contains($0) }) else { return }
            draw([next])
        } while true
    }

    private func ledToByCutEntries() -> Set<ObjectID> {
        var found: Set<ObjectID> = []
        var open = drawn.flatMap { cut[$0] ?? [] }
        while let id = open.popLast() {
            guard isCard.contains(id), !drawn.contains(id), found.insert(id).inserted else { continue }
            open += (shown[id] ?? []) + (cut[id] ?? [])
        }
        return found
    }
}

extension HeapObject {
    /// The object with the slots to show: one that was freed shows what it held before, where it no longer says so.
    func body(before: IndexedState?) -> HeapObject {
        guard state == .freed, slots.isEmpty else { return self }
        return before?.allocated(id) ?? self
    }
}
