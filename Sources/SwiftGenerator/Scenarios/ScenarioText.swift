import YAML

/// A value as the text of a parameter or of a form tells it.
enum ScenarioText {
    case one(String)
    case list([String])
    case members([(name: String, text: String)])

    /// Nil for null, which no text stands for; in a list or an object it is left out.
    init?(_ node: YAMLNode) {
        if let elements = node.sequence {
            self = .list(elements.compactMap(Self.text(of:)))
        } else if let mapping = node.mapping {
            self = .members(mapping.compactMap { entry in Self.text(of: entry.value).map { (entry.key, $0) } })
        } else if let text = Self.text(of: node) {
            self = .one(text)
        } else {
            return nil
        }
    }

    /// The text of an element or of a member: a string as it is, anything else as JSON, for YAML may write it otherwise.
    /// Nil for null.
    static func text(of node: YAMLNode) -> String? {
        switch node.scalar?.value {
        case .null: nil
        case .string: node.scalar?.text
        default: node.json
        }
    }

    /// Whether a number in a value is infinite or none, which JSON cannot hold.
    static func holdsNonFinite(_ node: YAMLNode) -> Bool {
        if case .number(let number) = node.scalar?.value { return !number.isFinite }
        return node.elements.contains(where: holdsNonFinite) || node.entries.contains { holdsNonFinite($0.value) }
    }
}

/// Why an example cannot be sent.
struct UnwritableExample: Error {
    /// A clause such as `it holds …`.
    var reason: String

    static let nonFinite = UnwritableExample(reason: "it holds a number that is not finite, which JSON cannot hold")
}
