import YAML

/// Schemas without what only makes them look different.
extension DocumentComparison {
    /// Which version a schema is of.
    enum Side: Hashable {
        case old
        case new
    }

    /// What a schema of the comparison's own was made of.
    struct DerivedKey: Hashable {
        var side: Side
        var ids: [Schema.ID]
        /// Whether it is `allOf` of these and nothing else.
        var isWhole: Bool
    }

    /// A schema and the references that have led to it.
    private struct Form {
        var schema: Schema
        var trail: [Schema] = []
    }

    func document(_ side: Side) -> Document { side == .old ? old : new }

    /// Both versions without wrappers, so that a reference, `allOf` of nothing else, and `anyOf` of it and null are the
    /// same; where only one has more beside what the other refers to, both are `allOf`.
    mutating func aligned(_ before: Schema, _ after: Schema) -> (Schema, Schema) {
        let was = form(before, .old)
        let isNow = form(after, .new)
        if let reference = part(of: (isNow, .new), in: (was, .old)) {
            return (whole(of: reference, .old), isNow.schema)
        }
        if let reference = part(of: (was, .old), in: (isNow, .new)) { return (was.schema, whole(of: reference, .new)) }
        return (was.schema, isNow.schema)
    }

    /// The reference on the way to one form that is a part of the other.
    private func part(of other: (form: Form, side: Side), in one: (form: Form, side: Side)) -> Schema? {
        let parts = Set(other.form.schema.allOf.map { identity($0, other.side) })
        guard !parts.isEmpty, !one.form.schema.allOf.contains(where: { parts.contains(identity($0, one.side)) }) else {
            return nil
        }
        return one.form.trail.first { parts.contains(identity($0, one.side)) }
    }

    private mutating func form(_ schema: Schema, _ side: Side) -> Form {
        let document = document(side)
        var form = Form(schema: schema)
        for _ in 0..<64 {
            let current = form.schema
            if let reference = current.reference {
                if Self.siblings(of: current, document) {
                    form.schema = conjunction(of: current, side)
                    return form
                }
                guard let next = document.schema(reference) else { break }
                form.trail.append(current)
                form.schema = next
            } else if let only = Self.only(in: current) {
                form.schema = only
            } else if let values = Self.namedValues(in: current) {
                form.schema = enumeration(values, of: current, side)
                return form
            } else {
                break
            }
        }
        return form
    }

    /// Whether something stands beside a reference that counts, which in OpenAPI 3.0 nothing does.
    private static func siblings(of schema: Schema, _ document: Document) -> Bool {
        !document.version.hasPrefix("3.0.")
            && schema.keywords.contains { $0 != "$ref" && counts($0) }
    }

    /// The schema that another says nothing beside.
    private static func only(in schema: Schema) -> Schema? {
        guard schema.combinations != nil else { return nil }
        let keywords = schema.keywords.filter(counts)
        guard keywords.count == 1, ["anyOf", "oneOf", "allOf"].contains(keywords[0]) else { return nil }
        let parts = (schema.anyOf + schema.oneOf).filter { !isNull($0) } + schema.allOf.filter { !saysNothing($0) }
        return parts.count == 1 ? parts[0] : nil
    }

    /// The values of alternatives that are each one of a few, which is `enum` in other words; a value of several alternatives
    /// of `oneOf` is refused.
    private static func namedValues(in schema: Schema) -> [YAMLNode]? {
        let keywords = schema.keywords.filter(counts)
        guard keywords == ["oneOf"] || keywords == ["anyOf"] else { return nil }
        let each = (schema.oneOf + schema.anyOf).map { alternative -> [YAMLNode]? in
            guard alternative.reference == nil,
                alternative.keywords.allSatisfy({ ["const", "enum", "type"].contains($0) || !counts($0) })
            else { return nil }
            return alternative.constant.map { [$0] } ?? alternative.enumeration
        }
        guard !each.contains(where: { $0 == nil }) else { return nil }
        let lists = each.compactMap(\.self)
        let values = lists.flatMap(\.self)
        guard keywords == ["oneOf"] else { return values.isEmpty ? nil : values }
        var owners: [Int: [(value: YAMLNode, list: Int)]] = [:]
        for (list, values) in lists.enumerated() {
            for value in values { owners[InstanceEquality.fingerprint(of: value), default: []].append((value, list)) }
        }
        let single = values.filter { value in
            let equal = owners[InstanceEquality.fingerprint(of: value), default: []].filter {
                InstanceEquality.areEqual($0.value, value)
            }
            return Set(equal.map(\.list)).count == 1
        }
        return single.isEmpty ? nil : single
    }

    private mutating func enumeration(_ values: [YAMLNode], of schema: Schema, _ side: Side) -> Schema {
        let key = DerivedKey(side: side, ids: [schema.id], isWhole: false)
        if let known = memory.derived[key] { return known }
        let result = Schema.enumeration(values, like: schema, number: memory.nextNumber())
        memory.derived[key] = result
        return result
    }

    /// A reference and what stands beside it as `allOf` with that beside it.
    private mutating func conjunction(of schema: Schema, _ side: Side) -> Schema {
        let key = DerivedKey(side: side, ids: [schema.id], isWhole: false)
        if let known = memory.derived[key] { return known }
        let result = schema.withReferenceInAllOf(number: memory.nextNumber(), referenceNumber: memory.nextNumber())
        memory.derived[key] = result
        return result
    }

    private mutating func whole(of reference: Schema, _ side: Side) -> Schema {
        let key = DerivedKey(side: side, ids: [reference.id], isWhole: true)
        if let known = memory.derived[key] { return known }
        let result = Schema.intersection(of: [reference], number: memory.nextNumber()) ?? reference
        memory.derived[key] = result
        return result
    }

    /// Whether a schema allows any value.
    static func saysNothing(_ schema: Schema) -> Bool {
        schema.always == true || schema.always == nil && !schema.keywords.contains(where: counts)
    }

    static func isNull(_ schema: Schema) -> Bool {
        schema.reference == nil && schema.types.isEmpty && schema.isNullable && schema.keywords.contains("type")
            && schema.keywords.filter(counts).allSatisfy { ["type", "default"].contains($0) }
    }

    /// What an alternative is known by: its reference, by the new name of what is called otherwise now, its title, or
    /// what it says.
    func identity(_ schema: Schema, _ side: Side) -> String {
        schema.reference.map { identity($0, side) } ?? schema.title ?? memory.text(schema, side)
    }

    func identity(_ reference: SchemaReference, _ side: Side) -> String {
        guard let name = reference.name else { return reference.text }
        return "#/components/schemas/\(JSONPointer.escaped(side == .old ? schemaNames[name] ?? name : name))"
    }

    /// How a reference is told: by the component that it leads to, else as it is written.
    static func text(_ reference: SchemaReference) -> String {
        reference.name.map { "#/components/schemas/\(JSONPointer.escaped($0))" } ?? reference.text
    }

    /// Whether null is allowed; nil where nothing is said of types, or it takes too many schemas to say.
    static func allowsNull(_ schema: Schema, _ document: Document) -> Bool? {
        var steps = 0
        let answer = allowsNull(schema, document, &steps)
        return steps > maximumSteps ? nil : answer
    }

    /// How many schemas are asked what all of them allow: alternatives of alternatives can be without end.
    static let maximumSteps = 200

    private static func allowsNull(_ schema: Schema, _ document: Document, _ steps: inout Int) -> Bool? {
        steps += 1
        guard steps <= maximumSteps else { return nil }
        if schema.isNullableByField { return true }
        var answers: [Bool?] = []
        if schema.keywords.contains("type"), schema.reference == nil || !document.version.hasPrefix("3.0.") {
            let values = schema.constant.map { [$0] } ?? schema.enumeration
            let isAmong = values?.contains { InstanceEquality.areEqual($0, NullInstance.null) } ?? true
            answers.append(schema.isNullable && isAmong)
        }
        let parts = [schema.reference.flatMap { document.schema($0) }].compactMap(\.self) + schema.allOf
        for part in parts { answers.append(allowsNull(part, document, &steps)) }
        for alternatives in [schema.anyOf, schema.oneOf] where !alternatives.isEmpty {
            let each = alternatives.map { allowsNull($0, document, &steps) }
            answers.append(each.contains(true) ? true : each.contains(nil) ? nil : false)
        }
        let known = answers.compactMap(\.self)
        return known.isEmpty ? nil : known.allSatisfy(\.self)
    }
}
