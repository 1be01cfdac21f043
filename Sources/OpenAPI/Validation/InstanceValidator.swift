import YAML

/// Holds values against the schemas of a document as they were read, without any generated code
/// (JSON Schema 2020-12).
public struct InstanceValidator: Sendable {
    let document: Document
    let rules: ValueRules

    /// One way in which a value breaks a schema.
    public struct Violation: Hashable, Sendable, CustomStringConvertible {
        /// A JSON Pointer into the value.
        public var place: String
        /// What is wrong.
        public var message: String

        /// `the value is none of integer`, or with the place of a part.
        public var description: String { "\(place.isEmpty ? "the value" : "'\(place)'") \(message)" }
    }

    /// What holding a value against a schema has shown.
    struct Outcome {
        var violations: [Violation] = []
        /// The properties and elements that some keyword has spoken of.
        var properties: Set<ExactName> = []
        var elements: Set<Int> = []
        var hasAllElements = false
        /// What is named of the objects in the value; empty where nobody asks.
        var mentions = Mentions()

        mutating func take(_ other: Outcome) {
            violations += other.violations
            takeEvaluated(other)
        }

        /// Takes what was found of a value in the value.
        mutating func takeInner(_ other: Outcome) {
            violations += other.violations
            mentions.formUnion(other.mentions)
        }

        mutating func takeEvaluated(_ other: Outcome) {
            properties.formUnion(other.properties)
            elements.formUnion(other.elements)
            hasAllElements = hasAllElements || other.hasAllElements
            mentions.formUnion(other.mentions)
        }
    }

    /// Makes a validator for a document's schemas.
    public init(_ document: Document, rules: ValueRules = .standard) {
        self.document = document
        self.rules = rules
    }

    /// Everything that is wrong with a value.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - schema: What it must be.
    ///   - direction: Which way the value goes, or nil to ask for every property that is required, as JSON Schema does.
    ///   - place: The JSON Pointer that places begin with.
    public func validate(
        _ value: some SchemaInstance, _ schema: Schema, in direction: MessageDirection? = nil, at place: String = ""
    ) -> [Violation] {
        let trail = Trail(direction, size: Self.size(of: value))
        let outcome = check(value, schema, place, depth: trail, isPart: false)
        guard !trail.isExhausted else { return [Violation(place: place, message: "is too costly to check")] }
        guard rules.forbidsUndeclared else { return outcome.violations }
        return outcome.violations
            + outcome.mentions.undeclared(in: value, at: place).map {
                Violation(place: $0, message: "is not in the contract")
            }
    }

    /// How many values a value holds, itself included.
    private static func size(of value: some SchemaInstance) -> Int {
        switch value.instance {
        case .array(let elements): elements.reduce(1) { $0 + size(of: $1) }
        case .object(let members): members.reduce(1) { $0 + size(of: $1.value) }
        default: 1
        }
    }

    /// Whether a schema allows `null`, all of its keywords and those of the schemas that it refers to together.
    public func allowsNull(_ schema: Schema) -> Bool { validate(NullInstance.null, schema).isEmpty }

    /// - Parameter isPart: Whether another schema speaks of the same value too.
    func check<Value: SchemaInstance>(
        _ value: Value, _ schema: Schema, _ place: String, depth: Trail, isPart: Bool
    ) -> Outcome {
        var outcome = Outcome()
        let depth = isPart ? depth : depth.beginning(schema)
        guard depth.takeStep() else {
            outcome.violations.append(Violation(place: place, message: "is too costly to check"))
            return outcome
        }
        if schema.always == false { outcome.violations.append(Violation(place: place, message: "is allowed nowhere")) }
        for reference in [schema.reference, schema.dynamicReference] {
            guard let reference, let target = document.schema(reference) else { continue }
            outcome.take(
                depth.outcome(of: target, at: place) {
                    check(value, target, place, depth: depth + 1, isPart: true)
                })
        }
        let shape = value.instance
        if case .null = shape, schema.isNullableByField { return outcome }
        guard allowsType(of: shape, schema) else {
            let names = schema.types.map(\.rawValue) + (schema.isNullable ? ["null"] : [])
            outcome.violations.append(
                Violation(place: place, message: "is none of \(names.joined(separator: ", "))"))
            return outcome
        }
        func report(_ message: String) { outcome.violations.append(Violation(place: place, message: message)) }
        if let values = schema.enumeration, !values.contains(where: { InstanceEquality.areEqual(value, $0) }) {
            report("is none of the enumerated values")
        }
        if let constant = schema.constant, !InstanceEquality.areEqual(value, constant) {
            report("is not the constant")
        }
        switch shape {
        case .string(let text): outcome.violations += violations(text, schema, place)
        case .number(let text): outcome.violations += violations(number: text, schema, place)
        case .array(let elements): outcome.take(check(elements, schema, place, depth))
        case .object(let members): outcome.take(check(members, of: value, schema, place, depth))
        case .null, .boolean: break
        }
        outcome.take(combinations(value, schema, place, depth))
        checkUnevaluated(shape, schema, place, depth, &outcome)
        return outcome
    }

    private func allowsType<Value>(of shape: InstanceShape<Value>, _ schema: Schema) -> Bool {
        guard !schema.types.isEmpty || (schema.isNullable && schema.keywords.contains("type")) else { return true }
        if case .null = shape { return schema.isNullable }
        return schema.types.contains { type in
            switch (shape, type) {
            case (.string, .string), (.boolean, .boolean), (.array, .array), (.object, .object), (.number, .number):
                true
            case (.number(let text), .integer): DecimalNumber(text)?.isWhole ?? false
            default: false
            }
        }
    }
}
