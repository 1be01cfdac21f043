/// Decides between two ways of writing from the evidence of many values.
///
/// The majority wins; with equal evidence, or none, the default. A decision without evidence may be overturned by a
/// later value; then the file has to be read again, because earlier values were read the other way.
struct FormatDecision<Value: Sendable & Hashable>: Sendable {
    private(set) var value: Value

    /// Whether at least one value can be read in this way only.
    private(set) var isProven: Bool

    private var votes: [Value: Int] = [:]

    /// Starts without evidence.
    init(default value: Value) {
        self.value = value
        self.isProven = false
    }

    /// Takes a decision that was proven by an earlier reading.
    init(proven value: Value) {
        self.value = value
        self.isProven = true
    }

    /// Changes the default, where nothing has been proven.
    mutating func prefer(_ value: Value) {
        if !isProven { self.value = value }
    }

    /// Counts a value of the sample.
    mutating func count(_ evidence: Value?) {
        if let evidence { votes[evidence, default: 0] += 1 }
    }

    /// Ends the sample.
    mutating func settle() {
        guard !isProven, !votes.isEmpty else { return }
        let own = votes[value, default: 0]
        if let other = votes.max(by: { $0.value < $1.value }), other.value > own { value = other.key }
        isProven = true
        votes = [:]
    }

    /// Takes a value behind the sample; answers the other way of writing if this value overturns the decision.
    mutating func confirm(_ evidence: Value?) -> Value? {
        guard !isProven, let evidence else { return nil }
        guard evidence == value else { return evidence }
        isProven = true
        return nil
    }
}
