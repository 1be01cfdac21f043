import YAML

/// Holds values against the schemas of a document as they were read, without any generated code
/// (JSON Schema 2020-12).
public struct InstanceValidator: Sendable {
    let document: Document
    let rules: ValueRules

    /// One way in which a value breaks a schema.
    public struct Violation: Hashable, Sendable {
        /// A JSON Pointer into the value.
        public var place: String
        /// What is wrong.
        public var message: String
    }

    /// What holding a value against a schema has shown.
    struct Outcome {
        var violations: [Violation] = []
        /// The properties and elements that some keyword has spoken of.
        var properties: Set<String> = []
        var elements: Set<Int> = []
        var hasAllElements = false
        /// Whether some schema names properties.
        var namesProperties = false

        mutating func take(_ other: Outcome) {
            violations += other.violations
            takeEvaluated(other)
        }

        mutating func takeEvaluated(_ other: Outcome) {
            properties.formUnion(other.properties)
            elements.formUnion(other.elements)
            hasAllElements = hasAllElements || other.hasAllElements
            namesProperties = namesProperties || other.namesProperties
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
        check(value, schema, place, depth: Trail(direction), isPart: false).violations
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
            if depth.isFirstBeyond {
                outcome.violations.append(Violation(place: place, message: "is too costly to check"))
            }
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
        case .object(let members): outcome.take(check(members, schema, place, depth))
        case .null, .boolean: break
        }
        outcome.take(combinations(value, schema, place, depth))
        checkUnevaluated(shape, schema, place, depth, isPart, &outcome)
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

    /// The schema that a value must fit of those that build on one, as its discriminator tells; nil where that means none.
    private func told(_ schema: Schema, by value: some SchemaInstance) -> Schema? {
        guard let base = schema.base, let discriminator = schema.discriminator else { return nil }
        guard case .object(let members) = value.instance,
            let member = members.first(where: { $0.name == discriminator.propertyName }),
            case .string(let text) = member.value.instance
        else {
            let absent = discriminator.mapping.first { $0.value == discriminator.absentValue }?.schema
            return (absent ?? discriminator.defaultMapping).flatMap(document.schema) ?? base
        }
        let target = discriminator.mapping.first { $0.value == text }?.schema ?? discriminator.defaultMapping
        return target.map { document.schema($0) ?? base }
    }

    private func combinations(
        _ value: some SchemaInstance, _ schema: Schema, _ place: String, _ depth: Trail
    ) -> Outcome {
        var outcome = Outcome()
        guard schema.combinations != nil else { return outcome }
        func check(_ part: Schema) -> Outcome { self.check(value, part, place, depth: depth + 1, isPart: true) }
        func fits(_ part: Schema) -> Outcome {
            self.check(value, part, place, depth: depth.literal + 1, isPart: true)
        }
        for part in schema.allOf { outcome.take(check(part)) }
        if schema.base != nil {
            if let told = told(schema, by: value) {
                outcome.take(check(told))
            } else {
                outcome.violations.append(
                    Violation(
                        place: place, message: "has a discriminator that means none of the schemas that build on it"))
            }
            return outcome
        }
        for (parts, isOne) in [(schema.anyOf, false), (schema.oneOf, true)] where !parts.isEmpty {
            let fitting = parts.map(check).filter(\.violations.isEmpty)
            for part in fitting { outcome.takeEvaluated(part) }
            if isOne ? fitting.count != 1 : fitting.isEmpty {
                let message = isOne ? "does not fit exactly one of the alternatives" : "fits none of the alternatives"
                outcome.violations.append(Violation(place: place, message: message))
            }
        }
        if let not = schema.not, fits(not).violations.isEmpty {
            outcome.violations.append(Violation(place: place, message: "fits a schema that it must not fit"))
        }
        if let condition = schema.ifSchema {
            let result = fits(condition)
            if result.violations.isEmpty { outcome.takeEvaluated(result) }
            if let branch = result.violations.isEmpty ? schema.thenSchema : schema.elseSchema {
                outcome.take(check(branch))
            }
        }
        return outcome
    }
}
