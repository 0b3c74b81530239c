import Diagnostics

/// A thread or a process of a race, with the statements that it runs.
package struct RaceLaneSource: ForeignItem {
    package enum Kind: String, Sendable {
        case thread, process
    }

    package var kind: Kind
    package var name: String
    package var nameSpan: Span
    package var statements: [Statement]
    package var span: Span
}

/// The order in which the actions of a race happen.
package struct RaceSchedule: ForeignItem {
    /// One action of one thread: `A.load`.
    package struct Action: Sendable {
        package var lane: NamedPlace
        package var action: NamedPlace
        package var span: Span { lane.span.union(action.span) }
    }

    package enum Kind: Sendable {
        /// Every order is tried, and one that loses an update is drawn.
        case all
        case actions([Action])
    }

    package var kind: Kind
    package var span: Span
}
