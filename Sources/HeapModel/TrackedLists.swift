/// The collector's lists: each tracked object is in one of them, in CPython's order.
///
/// CPython links the objects themselves (Modules/gcmodule.c, PyGC_Head). Here the links stand beside the records, so
/// that an object leaves its list in constant time and its record stays small. The order matters: finalizers and
/// callbacks run in it.
struct TrackedLists: Sendable {
    /// One of the lists.
    enum List: Int32, CaseIterable, Sendable {
        /// The generations, youngest first.
        case young, middle, old
        /// What a collection holds to be unreachable.
        case unreachable
        /// What it has run the finalizers of.
        case seen
        /// What is still unreachable after the finalizers.
        case stillUnreachable
        /// What has a finalizer and lies in a cycle, and all that it refers to, where no finalizer runs for that.
        case uncollectable
        /// What `gc.freeze()` has put aside.
        case permanent

        static func generation(_ number: Int) -> List { number == 0 ? .young : number == 1 ? .middle : .old }
    }

    private struct Link {
        var previous: Int32
        var next: Int32
    }

    private static let none: Int32 = -1
    /// The ends of the lists come first, then a link for each record.
    private static let ends = Int32(List.allCases.count)
    private var links = List.allCases.map { Link(previous: $0.rawValue, next: $0.rawValue) }

    private static func place(_ ref: Ref) -> Int { Int(ref.raw + ends) }

    /// Puts an object, which is in no list, to the end of one.
    mutating func append(_ ref: Ref, to list: List) {
        let place = Self.place(ref)
        while links.count <= place { links.append(Link(previous: Self.none, next: Self.none)) }
        let last = links[Int(list.rawValue)].previous
        links[place] = Link(previous: last, next: list.rawValue)
        links[Int(last)].next = Int32(place)
        links[Int(list.rawValue)].previous = Int32(place)
    }

    /// Takes an object out of the list that it is in, if it is in one.
    mutating func remove(_ ref: Ref) {
        let place = Self.place(ref)
        guard place < links.count, links[place].next != Self.none else { return }
        let link = links[place]
        links[Int(link.previous)].next = link.next
        links[Int(link.next)].previous = link.previous
        links[place] = Link(previous: Self.none, next: Self.none)
    }

    mutating func move(_ ref: Ref, to list: List) {
        remove(ref)
        append(ref, to: list)
    }

    func first(_ list: List) -> Ref? { object(at: links[Int(list.rawValue)].next) }

    /// The object after another one in the same list.
    func next(after ref: Ref) -> Ref? { object(at: links[Self.place(ref)].next) }

    private func object(at place: Int32) -> Ref? { place < Self.ends ? nil : Ref(place - Self.ends) }

    /// Moves all objects of a list to the end of another one.
    mutating func merge(_ list: List, into other: List) {
        guard list != other, first(list) != nil else { return }
        let (from, to) = (Int(list.rawValue), Int(other.rawValue))
        let (head, tail) = (links[from].next, links[from].previous)
        let last = links[to].previous
        links[Int(last)].next = head
        links[Int(head)].previous = last
        links[Int(tail)].next = other.rawValue
        links[to].previous = tail
        links[from] = Link(previous: list.rawValue, next: list.rawValue)
    }

    func objects(in list: List) -> [Ref] {
        var result: [Ref] = []
        var place = links[Int(list.rawValue)].next
        while place >= Self.ends {
            result.append(Ref(place - Self.ends))
            place = links[Int(place)].next
        }
        return result
    }
}
