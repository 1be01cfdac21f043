import Synchronization

/// What values have turned out to be that were tried as alternatives within an outer value that is being tried itself.
///
/// It lives as long as the trial of the outermost value.
final class TrialMemory: Sendable {
    /// A value of the text, read as one type.
    struct Place: Hashable, Sendable {
        var type: ObjectIdentifier
        /// Where its first byte stands.
        var position: Int
    }

    /// What came of it.
    struct Outcome: Sendable {
        /// The value; nil when it is none of the alternatives.
        var value: (any Sendable)?
        /// The offset after it.
        var end: Int
        var violations: [Violation]
        /// How many values were passed over, for the type keeps them not.
        var droppedCount: Int
    }

    private let outcomes = Mutex<[Place: Outcome]>([:])

    func outcome(at place: Place) -> Outcome? {
        outcomes.withLock { $0[place] }
    }

    func remember(_ outcome: Outcome, at place: Place) {
        outcomes.withLock { $0[place] = outcome }
    }
}
