/// Reads a value as each of several alternatives, where neither a member nor the value's type tells which it is.
///
/// Alternatives may hold values of the same kind again, and those as well. What such a value has turned out to be is
/// remembered while an outer one is being tried, so each is tried once and not once for every way that leads to it.
public struct JSONAlternatives<Value: Sendable> {
    private typealias Outcome = TrialMemory.Outcome

    private let start: JSONReader
    private let memory: TrialMemory
    private let place: TrialMemory.Place
    /// What has come out when the value was tried before.
    private let known: Outcome?
    private var matches: [Outcome] = []
    private var failure: Outcome?

    /// Begins at the value at hand.
    public init(_ reader: JSONReader) {
        var reader = reader
        reader.skipWhitespace()
        (reader.violations, reader.droppedCount) = ([], 0)
        place = TrialMemory.Place(type: ObjectIdentifier(Value.self), position: reader.position)
        known = reader.trials?.outcome(at: place)
        memory = reader.trials ?? TrialMemory()
        reader.trials = memory
        start = reader
    }

    /// Tries one alternative.
    ///
    /// - Parameters:
    ///   - keepsAnything: Whether the alternative's type keeps whatever it reads, so that it is meant only where no other is.
    ///   - read: Reads the alternative.
    public mutating func add(
        keepsAnything: Bool = false, _ read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(JSONSyntaxError) {
        guard known == nil else { return }
        var reader = start
        let value = try read(&reader)
        let outcome = Outcome(
            value: value, end: reader.position, violations: reader.violations,
            droppedCount: keepsAnything ? .max : reader.droppedCount)
        if value != nil, outcome.violations.isEmpty {
            matches.append(outcome)
        } else if failure == nil || outcome.violations.count < failure?.violations.count ?? .max {
            failure = outcome
        }
    }

    /// Of the alternatives that the value is, the one that keeps most of it, the first of those that keep as much; else the
    /// violations of the one that it is nearest to.
    public func closest(_ reader: inout JSONReader) throws(JSONSyntaxError) -> Value? {
        let best = matches.min { $0.droppedCount < $1.droppedCount }
        if let outcome = known ?? best ?? failure { return end(&reader, with: outcome) }
        return end(&reader, with: try passedOver())
    }

    /// The one alternative that the value is; a value that is several breaks the contract.
    public func exactlyOne(_ reader: inout JSONReader) throws(JSONSyntaxError) -> Value? {
        guard known == nil, matches.count > 1 else { return try closest(&reader) }
        return end(
            &reader, with: try passedOver { $0.record("oneOf", "is \(matches.count) of the alternatives at once") })
    }

    private func passedOver(
        _ record: (inout JSONReader) -> Void = { _ in }
    ) throws(JSONSyntaxError) -> Outcome {
        var reader = start
        record(&reader)
        try reader.skipValue()
        return Outcome(value: nil, end: reader.position, violations: reader.violations, droppedCount: 0)
    }

    private func end(_ reader: inout JSONReader, with outcome: Outcome) -> Value? {
        memory.remember(outcome, at: place)
        reader.position = outcome.end
        if outcome.droppedCount != .max { reader.droppedCount += outcome.droppedCount }
        let room = JSONReader.maximumViolations - reader.violations.count
        reader.violations += outcome.violations.prefix(max(0, room))
        return outcome.violations.isEmpty ? outcome.value as? Value : nil
    }
}
