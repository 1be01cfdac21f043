import YAML

/// Properties that come and go.
extension DocumentComparison {
    /// - Parameter isOneWay: Whether the old version has the property in messages the other way, so that it knows it.
    mutating func addProperty(
        _ property: Schema.Property, isRequired: Bool, isOneWay: Bool, _ pair: SchemaPair, _ walk: inout SchemaWalk
    ) {
        let other = isOneWay ? nil : other(named: property.name, pair.old, .old)
        let isClosed = !isOneWay && other == nil && self.isClosed(pair, .old)
        let effect: ComparisonDirection.Effect =
            isClosed ? (isRequired ? .changes : .widens) : isRequired ? .demands : .extends
        if let other {
            // Whoever does not know the property takes it for one of the others.
            compare(pair.inside("/\(property.name)", other, described(property, pair.new, .new)), &walk)
        }
        report(
            .propertyAdded, effect,
            "the \(isRequired ? "required" : "optional") property '\(property.name)' is "
                + (isOneWay ? "of \(pair.direction == .request ? "requests" : "answers") too" : "new"), pair,
            old: pair.old.location, new: property.location)
    }

    mutating func removeProperties(
        _ gone: [Schema.Property], _ wasRequired: Set<String>, _ left: Set<String>, _ pair: SchemaPair,
        _ walk: inout SchemaWalk
    ) {
        for property in gone {
            let isRequired = wasRequired.contains(property.name)
            let isOneWay = left.contains(property.name)
            let other = isOneWay ? nil : other(named: property.name, pair.new, .new)
            let isClosed = !isOneWay && other == nil && self.isClosed(pair, .new)
            let effect: ComparisonDirection.Effect =
                isClosed ? (isRequired ? .changes : .narrows) : isRequired ? .forgets : .shifts
            if let other {
                compare(pair.inside("/\(property.name)", described(property, pair.old, .old), other), &walk)
            }
            report(
                .propertyRemoved, effect,
                "the \(isRequired ? "required" : "optional") property '\(property.name)' is "
                    + (isOneWay ? "of \(pair.direction == .request ? "answers" : "requests") only" : "gone"), pair,
                old: property.location, new: pair.new.location)
        }
    }

    /// What a property is in a version that does not name it: what the patterns say that it matches, else what is said of all
    /// others; nil where that is nothing.
    private mutating func other(named name: String, _ schema: Schema, _ side: Side) -> Schema? {
        if let known = conjunction(of: patterned(name, schema, side), side) { return known }
        guard case .schema(let others) = schema.additionalProperties else { return nil }
        return others
    }

    private func patterned(_ name: String, _ schema: Schema, _ side: Side) -> [Schema] {
        document(side).conjuncts(of: schema).flatMap(\.patternProperties)
            .filter { ValueRules.standard.matches(name, $0.name) }.map(\.schema)
    }

    /// What a property is with what is said of it by patterns besides.
    private mutating func described(_ property: Schema.Property, _ schema: Schema, _ side: Side) -> Schema {
        conjunction(of: [property.schema] + patterned(property.name, schema, side), side) ?? property.schema
    }
}
