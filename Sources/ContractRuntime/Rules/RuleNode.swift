/// A schema of a rule, read once.
final class RuleNode: Sendable {
    /// What no value keeps.
    static let nothing = RuleNode(.boolean(false))

    let always: Bool?
    let reference: String?
    let types: Set<String>
    let values: [JSONValue]?
    let format: String?
    let numbers: RuleNumbers
    let lengths: RuleRange
    let pattern: Pattern?
    let items: RuleNode?
    let prefixItems: [RuleNode]
    let contains: RuleNode?
    let containsCount: RuleRange
    let itemCount: RuleRange
    let isUnique: Bool
    let unevaluatedItems: RuleNode?
    let properties: [String: RuleNode]
    let patternProperties: [(pattern: Pattern, rule: RuleNode)]
    let additionalProperties: RuleNode?
    let propertyNames: RuleNode?
    let unevaluatedProperties: RuleNode?
    let required: [String]
    /// What must be there in one direction alone, for it is `writeOnly` or `readOnly`: the generator's own keywords.
    let requiredInRequest: [String]
    let requiredInResponse: [String]
    let dependentRequired: [(name: String, needed: [String])]
    let dependentSchemas: [(name: String, rule: RuleNode)]
    let memberCount: RuleRange
    let allOf: [RuleNode]
    let anyOf: [RuleNode]
    let oneOf: [RuleNode]
    let not: RuleNode?
    let condition: RuleNode?
    let consequence: RuleNode?
    let alternative: RuleNode?

    init(_ value: JSONValue) {
        let fields = RuleFields(value)
        if case .boolean(let flag) = value { always = flag } else { always = nil }
        reference = fields.string("$ref")
        types = Set(fields.strings("type"))
        values = fields["const"].map { [$0] } ?? fields.optionalValues("enum")
        format = fields.string("format")
        numbers = RuleNumbers(fields)
        lengths = fields.range("minLength", "maxLength")
        pattern = fields.string("pattern").map { Pattern(checked: $0) }
        items = fields.rule("items")
        prefixItems = fields.rules("prefixItems")
        contains = fields.rule("contains")
        containsCount = fields.range("minContains", "maxContains", least: 1)
        itemCount = fields.range("minItems", "maxItems")
        isUnique = fields["uniqueItems"] == .boolean(true)
        unevaluatedItems = fields.rule("unevaluatedItems")
        properties = Dictionary(fields.members("properties").map { ($0.name, $0.rule) }) { first, _ in first }
        patternProperties = fields.members("patternProperties").map { (Pattern(checked: $0.name), $0.rule) }
        additionalProperties = fields.rule("additionalProperties")
        propertyNames = fields.rule("propertyNames")
        unevaluatedProperties = fields.rule("unevaluatedProperties")
        required = fields.strings("required")
        requiredInRequest = fields.strings("requiredInRequest")
        requiredInResponse = fields.strings("requiredInResponse")
        dependentRequired = fields.entries("dependentRequired").map { ($0.key, RuleFields.strings($0.value)) }
        dependentSchemas = fields.members("dependentSchemas")
        memberCount = fields.range("minProperties", "maxProperties")
        allOf = fields.rules("allOf")
        anyOf = fields.rules("anyOf")
        oneOf = fields.rules("oneOf")
        not = fields.rule("not")
        condition = fields.rule("if")
        consequence = fields.rule("then")
        alternative = fields.rule("else")
    }
}

/// The bounds of a count.
struct RuleRange: Sendable {
    var lowerBound: Int
    var upperBound: Int

    /// Whether it bounds anything.
    var isBounding: Bool { lowerBound > 0 || upperBound < .max }
}

/// The bounds of numbers.
struct RuleNumbers: Sendable {
    let minimum: DecimalNumber?
    let maximum: DecimalNumber?
    let exclusiveMinimum: DecimalNumber?
    let exclusiveMaximum: DecimalNumber?
    let multipleOf: DecimalNumber?

    init(_ fields: RuleFields) {
        minimum = fields.number("minimum")
        maximum = fields.number("maximum")
        exclusiveMinimum = fields.number("exclusiveMinimum")
        exclusiveMaximum = fields.number("exclusiveMaximum")
        multipleOf = fields.number("multipleOf")
    }
}

/// The fields of a schema that is written as JSON.
struct RuleFields {
    private let map: JSONMap<JSONValue>

    init(_ value: JSONValue) {
        if case .object(let members) = value { map = members } else { map = [:] }
    }

    subscript(name: String) -> JSONValue? { map[name] }

    func string(_ name: String) -> String? {
        if case .string(let text) = map[name] { text } else { nil }
    }

    func strings(_ name: String) -> [String] { map[name].map(Self.strings) ?? [] }

    static func strings(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(strings)
        default: []
        }
    }

    func optionalValues(_ name: String) -> [JSONValue]? {
        if case .array(let elements) = map[name] { elements } else { nil }
    }

    func number(_ name: String) -> DecimalNumber? {
        if case .number(let text) = map[name] { DecimalNumber(formatted: text) } else { nil }
    }

    func range(_ least: String, _ most: String, least fallback: Int = 0) -> RuleRange {
        RuleRange(lowerBound: count(least) ?? fallback, upperBound: count(most) ?? .max)
    }

    private func count(_ name: String) -> Int? {
        if case .number(let text) = map[name] { JSONNumberToken.wholeDigits(of: text).flatMap { Int($0) } } else { nil }
    }

    func rule(_ name: String) -> RuleNode? { map[name].map { RuleNode($0) } }

    func rules(_ name: String) -> [RuleNode] { (optionalValues(name) ?? []).map { RuleNode($0) } }

    func entries(_ name: String) -> [(key: String, value: JSONValue)] {
        if case .object(let members) = map[name] { Array(members) } else { [] }
    }

    func members(_ name: String) -> [(name: String, rule: RuleNode)] {
        entries(name).map { ($0.key, RuleNode($0.value)) }
    }
}
