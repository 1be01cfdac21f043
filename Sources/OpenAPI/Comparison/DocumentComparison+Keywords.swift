import YAML

extension DocumentComparison {
    mutating func compareDiscriminators(_ pair: SchemaPair) {
        // Where there is nothing to tell apart, a discriminator says nothing.
        let rules = [pair.old, pair.new].map { $0.anyOf.isEmpty && $0.oneOf.isEmpty ? nil : $0.discriminator }
        let (before, after) = (rules[0], rules[1])
        func say(_ message: String) {
            report(.alternativesChanged, .changes, message, pair, old: before?.location, new: after?.location)
        }
        guard let before, let after else {
            if before != nil { say("no discriminator tells the alternatives apart any more") }
            if after != nil { say("a discriminator tells the alternatives apart now") }
            return
        }
        if before.propertyName != after.propertyName {
            say("the discriminator is '\(after.propertyName)' and was '\(before.propertyName)'")
        }
        let mappings = [(before, Side.old), (after, .new)].map { rule, side in
            Dictionary(rule.mapping.map { ($0.value, identity($0.schema, side)) }) { first, _ in first }
        }
        for value in Set(mappings[0].keys).union(mappings[1].keys).sorted() {
            let (was, now) = (mappings[0][value] ?? "nothing", mappings[1][value] ?? "nothing")
            guard was != now else { continue }
            say("the value '\(value)' of the discriminator means \(now) and meant \(was)")
        }
        let others = (
            before.defaultMapping.map { identity($0, .old) } ?? "nothing",
            after.defaultMapping.map { identity($0, .new) } ?? "nothing"
        )
        if others.0 != others.1 { say("any other value of the discriminator means \(others.1) and meant \(others.0)") }
    }

    /// Properties of `allOf` have been compared; what else it says is compared part by part.
    mutating func compareParts(_ pair: SchemaPair, _ walk: inout SchemaWalk) {
        var gone = pair.old.allOf
        var fresh: [Schema] = []
        for part in pair.new.allOf {
            guard let index = gone.firstIndex(where: { identity($0, .old) == identity(part, .new) }) else {
                fresh.append(part)
                continue
            }
            compare(pair.inside("", gone.remove(at: index), part), &walk, isPart: true)
        }
        for (before, after) in zip(gone, fresh) { compare(pair.inside("", before, after), &walk, isPart: true) }
        for part in fresh.dropFirst(gone.count) where Self.saysMoreThanMembers(part, new) {
            report(
                .rulesChanged, .narrows, "'allOf' has the part \(identity(part, .new)) now", pair, new: part.location)
        }
        for part in gone.dropFirst(fresh.count) where Self.saysMoreThanMembers(part, old) {
            report(
                .rulesChanged, .widens, "'allOf' has the part \(identity(part, .old)) no more", pair, old: part.location
            )
        }
    }

    /// Whether a part of `allOf` says more than which properties there are, which is compared for the whole.
    private static func saysMoreThanMembers(_ part: Schema, _ document: Document, depth: Int = 0) -> Bool {
        guard depth < 16, let part = document.resolved(part) else { return true }
        if part.allOf.contains(where: { saysMoreThanMembers($0, document, depth: depth + 1) }) { return true }
        return part.keywords.contains { keyword in
            !annotations.contains(keyword) && !["properties", "required", "allOf"].contains(keyword)
                && !(keyword == "type" && part.types == [.object])
        }
    }

    /// Compares each keyword that nothing else compares as it stands, so that none is passed over.
    mutating func compareOtherKeywords(_ pair: SchemaPair) {
        var names: [String] = []
        for name in pair.old.keywords + pair.new.keywords
        where !Self.annotations.contains(name) && !Self.compared.contains(name) && !names.contains(name) {
            names.append(name)
        }
        for name in names {
            let (before, after) = (pair.old.node[name], pair.new.node[name])
            if let before, let after, InstanceEquality.areEqual(before, after) { continue }
            compareText(name, [before].compactMap { $0?.json }, [after].compactMap { $0?.json }, pair)
        }
    }

    /// Keywords of which no value depends.
    static let annotations: Set = [
        "title", "description", "deprecated", "example", "examples", "externalDocs", "$comment", "nullable", "xml",
        "readOnly", "writeOnly", "$defs", "$id", "$anchor", "$schema", "$vocabulary", "$dynamicAnchor",
        "contentMediaType", "contentSchema",
    ]

    /// Keywords that have a comparison of their own.
    private static let compared: Set = [
        "$ref", "type", "format", "contentEncoding", "enum", "const", "default", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "items",
        "prefixItems", "contains", "minContains", "maxContains", "minItems", "maxItems", "uniqueItems", "properties",
        "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties", "maxProperties",
        "unevaluatedProperties", "unevaluatedItems", "dependentSchemas", "allOf", "anyOf", "oneOf", "not", "if", "then",
        "else", "discriminator",
    ]
}
