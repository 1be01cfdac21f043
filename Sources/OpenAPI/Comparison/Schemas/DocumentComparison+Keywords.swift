import YAML

extension DocumentComparison {
    /// What holds for the whole has been compared; what else `allOf` says is compared part by part.
    mutating func compareParts(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        let known = pairing(pair.old.allOf, pair.new.allOf)
        for (before, after) in known.pairs { compare(pair.inside("", before, after), &walk, isPart: true) }
        let (gone, fresh) = (known.gone, known.fresh)
        for (before, after) in zip(gone, fresh) { compare(pair.inside("", before, after), &walk, isPart: true) }
        for part in fresh.dropFirst(gone.count) where Self.saysMore(part, new) {
            report(
                .rulesChanged, .narrows, "'allOf' has the part \(identity(part, .new)) now", pair, new: part.location)
        }
        for part in gone.dropFirst(fresh.count) where Self.saysMore(part, old) {
            report(
                .rulesChanged, .widens, "'allOf' has the part \(identity(part, .old)) no more", pair, old: part.location
            )
        }
    }

    /// Whether a part of `allOf` says more than what is compared for the whole.
    private static func saysMore(_ part: Schema, _ document: Document) -> Bool {
        document.conjuncts(of: part).contains { schema in
            schema.always == false || schema.keywords.contains { counts($0) && !ofWhole.contains($0) }
        }
    }

    /// The keywords that are compared for a schema with all its parts.
    private static let ofWhole: Set = [
        "$ref", "allOf", "type", "format", "contentEncoding", "enum", "const", "default", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "minItems",
        "maxItems", "uniqueItems", "minProperties", "maxProperties", "properties", "required",
    ]

    /// Compares which properties must be there where others are, and references that nothing else compares.
    mutating func compareOtherKeywords(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        if Self.apply(to: .object, pair) { compareDependencies(pair) }
        guard pair.old.dynamicReference != nil || pair.new.dynamicReference != nil else { return }
        let name = "$dynamicRef"
        let texts = [pair.old, pair.new].map { [$0.node[name]].compactMap { $0?.json } }
        guard texts[0] == texts[1], let before = pair.old.dynamicReference.flatMap({ old.schema($0) }),
            let after = pair.new.dynamicReference.flatMap({ new.schema($0) })
        else { return compareText(name, texts[0], texts[1], pair) }
        compare(pair.inside("", before, after), &walk)
    }

    private mutating func compareDependencies(_ pair: SchemaPair) {
        let rules = [pair.old, pair.new].map { schema in
            Dictionary(schema.dependentRequired.map { ($0.name, Set($0.required)) }) { $0.union($1) }
        }
        func isWithin(_ one: [String: Set<String>], _ other: [String: Set<String>]) -> Bool {
            one.allSatisfy { $0.value.isSubset(of: other[$0.key] ?? []) }
        }
        let (isNarrower, isWider) = (isWithin(rules[0], rules[1]), isWithin(rules[1], rules[0]))
        guard !isNarrower || !isWider else { return }
        report(
            .rulesChanged, isNarrower ? .narrows : isWider ? .widens : .changes,
            "'dependentRequired' says something else", pair)
    }

    /// Whether values depend on a keyword: those that nobody has given a meaning say nothing (JSON Schema 2020-12,
    /// section 6.5).
    static func counts(_ keyword: String) -> Bool { meaningful.contains(keyword) }

    private static let meaningful: Set = [
        "$ref", "type", "format", "contentEncoding", "enum", "const", "default", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "items",
        "prefixItems", "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems", "properties",
        "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties", "maxProperties",
        "unevaluatedProperties", "unevaluatedItems", "dependentSchemas", "allOf", "anyOf", "oneOf", "not", "if", "then",
        "else", "discriminator", "dependentRequired", "$dynamicRef",
    ]
}
