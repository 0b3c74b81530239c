import Testing
import Timelines

/// A whole timeline is no name for a test case.
extension Timeline: CustomTestStringConvertible {
    /// The scenario and how long it is.
    public var testDescription: String { "\(scenario.id): \(steps.count) steps" }
}
