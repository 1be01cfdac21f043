/// Holds the parts of a body against the rules of its form as they come.
struct PartTally {
    private let rules: [PartRule]
    private var counts: [String: Int] = [:]
    private var values: [String: Set<JSONValue>] = [:]
    private var valueBytes = 0
    /// The part at hand: its rule, and its bytes so far.
    private var current: PartRule?
    private var length = 0

    init(_ rules: [PartRule]) {
        self.rules = rules
    }

    /// A part begins.
    ///
    /// - Returns: How many parts of its field there were before.
    mutating func begin(_ part: BodyPart) throws(ContractFailure) -> Int {
        length = 0
        current = rules.first { $0.name == part.name }
        guard let rule = current else { return 0 }
        let count = counts[rule.name, default: 0]
        counts[rule.name] = count + 1
        if count > 0, !rule.isRepeated { throw Self.failure(rule.name, "duplicate", "stands twice") }
        if count >= rule.maximumCount {
            throw Self.failure(rule.name, "maxItems", "has more than \(rule.maximumCount) elements")
        }
        if !rule.mediaTypes.isEmpty,
            MediaRange.best(for: part.mediaType ?? "text/plain", among: rule.mediaTypes) == nil
        {
            throw Self.failure(
                rule.name, "contentType", "has a media type other than \(rule.mediaTypes.joined(separator: ", "))")
        }
        return count
    }

    /// Bytes of the part at hand arrive.
    mutating func take(_ count: Int) throws(ContractFailure) {
        length += count
        guard let rule = current, length > rule.maximumLength else { return }
        throw Self.failure(rule.name, "maxLength", "is longer than \(rule.maximumLength) bytes")
    }

    /// The part at hand has ended.
    mutating func end() throws(ContractFailure) {
        guard let rule = current, length < rule.minimumLength else { return }
        throw Self.failure(rule.name, "minLength", "is shorter than \(rule.minimumLength) bytes")
    }

    /// The part at hand has a value, where each must be another.
    mutating func take(_ value: [UInt8]) throws(ContractFailure) {
        guard let rule = current, rule.isUnique, let json = try? JSONValue.read(jsonBytes: value) else { return }
        valueBytes += value.count
        // What is kept must not grow with the body.
        guard valueBytes <= ArrivingPart.maximumValueBytes else {
            throw .contentTooLarge(limit: ArrivingPart.maximumValueBytes)
        }
        guard values[rule.name, default: []].insert(json).inserted else {
            throw Self.failure(rule.name, "uniqueItems", "holds an element twice")
        }
    }

    /// The body has ended.
    func finish() throws(ContractFailure) {
        var violations: [Violation] = []
        for rule in rules {
            let count = counts[rule.name, default: 0]
            if count == 0, rule.isRequired {
                violations.append(Self.violation(rule.name, "required", "is missing"))
            } else if count > 0, count < rule.minimumCount {
                let message = "has fewer than \(rule.minimumCount) elements"
                violations.append(Self.violation(rule.name, "minItems", message))
            }
        }
        guard violations.isEmpty else { throw .validationFailed(violations) }
    }

    private static func failure(_ name: String, _ reason: String, _ message: String) -> ContractFailure {
        .validationFailed([violation(name, reason, message)])
    }

    static func violation(_ name: String, _ reason: String, _ message: String) -> Violation {
        Violation(
            location: .body, pointer: "/" + JSONReader.pointerToken(name), reason: reason, message: message)
    }
}
