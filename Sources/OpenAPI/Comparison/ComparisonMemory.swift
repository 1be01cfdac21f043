import YAML

/// What a comparison and all its trials find out once.
final class ComparisonMemory {
    /// The schemas that stand in no document.
    var derived: [DocumentComparison.DerivedKey: Schema] = [:]
    /// Whether no value tells two schemas apart.
    private var sameness: [DocumentComparison.SchemaWalk.Key: Bool] = [:]
    /// What alternatives without a name say.
    private var texts: [TextKey: String] = [:]
    /// Where links lead, by what they name it.
    private var targets: [DocumentComparison.Side: LinkTargets] = [:]
    /// How many schemas stand in no document.
    private var numbers = 0
    /// How many pairs of schemas trials have come to.
    private var steps = 0

    private struct TextKey: Hashable {
        var side: DocumentComparison.Side
        var id: Schema.ID
    }

    /// How many pairs of schemas trials may come to, so that a comparison ends while somebody waits for it.
    private static let maximumSteps = 20_000

    /// How many pairs of alternatives have been searched for values that both have.
    private var overlaps = 0

    private static let maximumOverlaps = 2_000

    /// Whether one more pair of alternatives may be searched, so that a comparison ends while somebody waits for it.
    func maySearchOverlap() -> Bool {
        overlaps += 1
        return overlaps <= Self.maximumOverlaps
    }

    /// Tells a schema that stands in no document from all others.
    func nextNumber() -> Int {
        numbers += 1
        return numbers
    }

    /// Whether there have been so many trials that no further one is made.
    var isExhausted: Bool { steps > Self.maximumSteps }

    /// Whether no value tells two schemas apart, as far as that is known.
    func areSame(_ key: DocumentComparison.SchemaWalk.Key) -> Bool? {
        steps += 1
        return sameness[key]
    }

    func note(_ key: DocumentComparison.SchemaWalk.Key, areSame: Bool) { sameness[key] = areSame }

    /// A schema as JSON.
    func text(_ schema: Schema, _ side: DocumentComparison.Side) -> String {
        let key = TextKey(side: side, id: schema.id)
        if let known = texts[key] { return known }
        let text = schema.node.json
        texts[key] = text
        return text
    }

    func targets(_ side: DocumentComparison.Side, of document: Document) -> LinkTargets {
        if let known = targets[side] { return known }
        let result = LinkTargets(of: document)
        targets[side] = result
        return result
    }
}

/// The operations that links lead to.
struct LinkTargets {
    private var byIdentifier: [String: Operation] = [:]
    private var byPointer: [[String]: Operation] = [:]

    init(of document: Document) {
        for operation in document.operations {
            if let identifier = operation.operationID, byIdentifier[identifier] == nil {
                byIdentifier[identifier] = operation
            }
            byPointer[["paths", operation.path, operation.method]] = operation
            byPointer[["paths", operation.path, "additionalOperations", operation.method]] = operation
        }
    }

    /// The operation, however the link names it; nil where it is elsewhere.
    func operation(_ link: Link) -> Operation? {
        switch link.target {
        case .identifier(let name): byIdentifier[name]
        case .reference(let text):
            text.hasPrefix("#/") ? byPointer[JSONPointer.tokens(String(text.dropFirst()))] : nil
        }
    }
}
