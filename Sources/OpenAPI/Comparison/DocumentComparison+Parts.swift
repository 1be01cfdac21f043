import YAML

extension DocumentComparison {
    /// The properties of a schema, those of `allOf` among them, and the names that must be there.
    private static func members(
        _ schema: Schema, of document: Document
    ) -> (properties: [Schema.Property], required: Set<String>) {
        var result: (properties: [Schema.Property], required: Set<String>) = ([], [])
        var names: Set<String> = []
        var seen: Set<Schema.ID> = []
        func add(_ schema: Schema) {
            guard let schema = document.resolved(schema), seen.insert(schema.id).inserted else { return }
            result.properties += schema.properties.filter { names.insert($0.name).inserted }
            result.required.formUnion(schema.required)
            for part in schema.allOf { add(part) }
        }
        add(schema)
        return result
    }

    mutating func compareMembers(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        let before = Self.members(pair.old, of: old)
        let after = Self.members(pair.new, of: new)
        let known = before.properties.filter { isOf(pair.direction, $0.schema, old) }
        var gone = known.filter { one in
            !after.properties.contains { $0.name == one.name && isOf(pair.direction, $0.schema, new) }
        }
        for property in after.properties where isOf(pair.direction, property.schema, new) {
            let isRequired = after.required.contains(property.name)
            guard let same = known.first(where: { $0.name == property.name }) else {
                addProperty(property, isRequired: isRequired, gone: &gone, before.required, pair)
                continue
            }
            if before.required.contains(property.name) != isRequired {
                report(
                    .requiredChanged, isRequired ? .narrows : .widens,
                    "the property '\(property.name)' is \(isRequired ? "required and was optional" : "optional and was required")",
                    pair, old: same.location, new: property.location)
            }
            compare(pair.inside("/\(property.name)", same.schema, property.schema), &walk)
        }
        for property in gone {
            let isRequired = before.required.contains(property.name)
            let isClosed = if case .forbidden = pair.new.additionalProperties { true } else { false }
            let effect: ComparisonDirection.Effect =
                isClosed ? .narrows : isRequired ? .widens : .shifts
            let isOneWay = after.properties.contains { $0.name == property.name }
            report(
                .propertyRemoved, effect,
                "the \(isRequired ? "required" : "optional") property '\(property.name)' is "
                    + (isOneWay ? "of \(pair.direction == .request ? "answers" : "requests") only" : "gone"), pair,
                old: property.location, new: pair.new.location)
        }
        // Names that must be there, whatever their values are.
        let declared = Set((before.properties + after.properties).map(\.name))
        for name in after.required.symmetricDifference(before.required).subtracting(declared).sorted() {
            let isRequired = after.required.contains(name)
            report(
                .requiredChanged, isRequired ? .narrows : .widens,
                "'\(name)' is \(isRequired ? "required and was not" : "not required any more")", pair)
        }
    }

    mutating func compareObjects(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        compareAdditional(pair, &walk)
        compareText(
            "patternProperties", pair.old.patternProperties.map { "\($0.name): \($0.schema.node.json)" },
            pair.new.patternProperties.map { "\($0.name): \($0.schema.node.json)" }, pair)
    }

    private func isOf(_ direction: ComparisonDirection, _ schema: Schema, _ document: Document) -> Bool {
        let target = document.resolved(schema)
        return direction == .request
            ? !(schema.isReadOnly || target?.isReadOnly == true)
            : !(schema.isWriteOnly || target?.isWriteOnly == true)
    }

    private mutating func addProperty(
        _ property: Schema.Property, isRequired: Bool, gone: inout [Schema.Property], _ wasRequired: Set<String>,
        _ pair: SchemaPair
    ) {
        let text = property.schema.node.json
        if let index = gone.firstIndex(where: {
            $0.schema.node.json == text && wasRequired.contains($0.name) == isRequired
        }) {
            let former = gone.remove(at: index)
            report(
                .propertyRenamed, .changes, "the property '\(former.name)' seems to be '\(property.name)' now", pair,
                old: former.location, new: property.location)
            return
        }
        let isClosed = if case .forbidden = pair.old.additionalProperties { true } else { false }
        let effect: ComparisonDirection.Effect = isRequired ? .narrows : isClosed ? .widens : .extends
        report(
            .propertyAdded, effect,
            "the \(isRequired ? "required" : "optional") property '\(property.name)' is new", pair,
            old: pair.old.location, new: property.location)
    }

    private mutating func compareAdditional(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        switch (pair.old.additionalProperties, pair.new.additionalProperties) {
        case (.forbidden, .forbidden), (.unspecified, .unspecified), (.allowed, .allowed), (.allowed, .unspecified),
            (.unspecified, .allowed):
            break
        case (.schema(let before), .schema(let after)): compare(pair.inside("/*", before, after), &walk)
        case (_, .forbidden):
            report(.additionalPropertiesChanged, .narrows, "other properties are refused now", pair)
        case (.forbidden, _):
            report(.additionalPropertiesChanged, .widens, "other properties are allowed now", pair)
        case (_, .schema): report(.additionalPropertiesChanged, .narrows, "other properties have a schema now", pair)
        case (.schema, _): report(.additionalPropertiesChanged, .widens, "other properties may be anything now", pair)
        }
    }

    mutating func compareArrays(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        switch (pair.old.items, pair.new.items) {
        case (nil, nil): break
        case (let before?, let after?): compare(pair.inside("/-", before, after), &walk)
        case (nil, _?): report(.constraintChanged, .narrows, "elements have a schema now", pair)
        case (_?, nil): report(.constraintChanged, .widens, "elements may be anything now", pair)
        }
        for (index, (before, after)) in zip(pair.old.prefixItems, pair.new.prefixItems).enumerated() {
            compare(pair.inside("/\(index)", before, after), &walk)
        }
        if pair.old.prefixItems.count != pair.new.prefixItems.count {
            report(
                .constraintChanged, pair.new.prefixItems.count > pair.old.prefixItems.count ? .narrows : .widens,
                "\(pair.new.prefixItems.count) elements have a schema of their own and \(pair.old.prefixItems.count) had",
                pair)
        }
    }

    mutating func compareCombinations(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        for (keyword, before, after) in [
            ("oneOf", pair.old.oneOf, pair.new.oneOf), ("anyOf", pair.old.anyOf, pair.new.anyOf),
        ] { compareAlternatives(keyword, before, after, pair, &walk) }
        compareParts(pair, &walk)
        for (keyword, before, after) in [
            ("not", pair.old.not, pair.new.not), ("if", pair.old.ifSchema, pair.new.ifSchema),
            ("then", pair.old.thenSchema, pair.new.thenSchema), ("else", pair.old.elseSchema, pair.new.elseSchema),
            ("contains", pair.old.contains, pair.new.contains),
            ("propertyNames", pair.old.propertyNames, pair.new.propertyNames),
            ("unevaluatedProperties", pair.old.unevaluatedProperties, pair.new.unevaluatedProperties),
        ] { compareText(keyword, [before].compactMap { $0?.node.json }, [after].compactMap { $0?.node.json }, pair) }
        compareDiscriminators(pair)
    }

    mutating func compareText(_ keyword: String, _ before: [String], _ after: [String], _ pair: SchemaPair) {
        guard before != after else { return }
        let effect: ComparisonDirection.Effect = before.isEmpty ? .narrows : after.isEmpty ? .widens : .changes
        report(.rulesChanged, effect, "\(keyword.contains("'") ? keyword : "'\(keyword)'") says something else", pair)
    }

    private mutating func compareAlternatives(
        _ keyword: String, _ before: [Schema], _ after: [Schema], _ pair: SchemaPair, _ walk: inout SchemaWalk
    ) {
        var gone = before.filter { !Self.isNull($0) }
        var fresh: [Schema] = []
        for alternative in after where !Self.isNull(alternative) {
            guard let index = gone.firstIndex(where: { Self.identity($0) == Self.identity(alternative) }) else {
                fresh.append(alternative)
                continue
            }
            compare(pair.inside("", gone.remove(at: index), alternative), &walk)
        }
        if gone.count == 1, fresh.count == 1 {
            compare(pair.inside("", gone[0], fresh[0]), &walk)
            return
        }
        for alternative in fresh {
            report(
                .alternativesChanged, before.isEmpty ? .narrows : .widens,
                "'\(keyword)' has the alternative \(Self.identity(alternative)) now", pair, new: alternative.location)
        }
        for alternative in gone {
            report(
                .alternativesChanged, after.isEmpty ? .widens : .narrows,
                "'\(keyword)' has the alternative \(Self.identity(alternative)) no more", pair,
                old: alternative.location)
        }
    }

    static func isNull(_ schema: Schema) -> Bool {
        schema.reference == nil && schema.types.isEmpty && schema.isNullable && schema.keywords == ["type"]
    }

    /// What an alternative is known by: its reference, its title, or what it says.
    static func identity(_ schema: Schema) -> String {
        schema.reference?.text ?? schema.title ?? schema.node.json
    }
}
