import YAML

extension Linter {
    func check(_ schema: Schema) {
        checkBounds(schema)
        checkCounts(schema)
        checkRequired(schema)
        checkRequiredTwice(schema)
        checkTypes(schema)
        if let format = schema.format, let near = KnownNames.format(near: format),
            Set(schema.types).isSubset(of: [.string, .integer, .number])
        {
            collector.warning(
                .misspelledFormat, "there is no format '\(format)'; did you mean '\(near)'?",
                at: schema.node["format"]?.location ?? schema.location)
        }
        if schema.isReadOnly, schema.isWriteOnly {
            collector.warning(
                .readAndWriteOnly, "what is both 'readOnly' and 'writeOnly' is in no message",
                at: schema.node["writeOnly"]?.location ?? schema.location)
        }
        checkValues(schema.enumeration ?? [])
    }

    private func checkValues(_ values: [YAMLNode]) {
        var seen: [Int: [YAMLNode]] = [:]
        for value in values {
            let fingerprint = InstanceEquality.fingerprint(of: value)
            if seen[fingerprint]?.contains(where: { InstanceEquality.areEqual($0, value) }) == true {
                collector.warning(
                    .invalidEnumeration, "'\(value.scalar?.text ?? value.json)' stands twice in 'enum'",
                    at: value.location)
            }
            seen[fingerprint, default: []].append(value)
        }
    }

    private func checkBounds(_ schema: Schema) {
        guard let lower = NumberBound(of: schema, isLower: true), let upper = NumberBound(of: schema, isLower: false),
            Self.exclude(lower, upper, isInteger: schema.types == [.integer])
        else { return }
        let kind = schema.types == [.integer] ? "integer" : "number"
        collector.warning(
            .unfulfillable,
            "no \(kind) fulfils '\(lower.keyword): \(lower.digits)' and '\(upper.keyword): \(upper.digits)'",
            at: schema.node[upper.keyword]?.location ?? schema.location)
    }

    /// Whether no number lies between two bounds.
    private static func exclude(_ lower: NumberBound, _ upper: NumberBound, isInteger: Bool) -> Bool {
        if upper.value < lower.value { return true }
        if upper.value == lower.value { return lower.isExclusive || upper.isExclusive }
        // Two whole numbers that exclude themselves have been moved to the next ones already.
        return isInteger && upper.value.rounded(up: false) < lower.value.rounded(up: true)
    }

    private func checkCounts(_ schema: Schema) {
        for (kind, lower, least, upper, most) in [
            ("string", "minLength", schema.minLength, "maxLength", schema.maxLength),
            ("array", "minItems", schema.minItems, "maxItems", schema.maxItems),
            (
                "array", "minContains", schema.contains == nil ? nil : schema.minContains ?? 1, "maxContains",
                schema.maxContains
            ),
            ("object", "minProperties", schema.minProperties, "maxProperties", schema.maxProperties),
        ] {
            guard let least, let most, least > most else { continue }
            collector.warning(
                .unfulfillable, "no \(kind) fulfils '\(lower): \(least)' and '\(upper): \(most)'",
                at: schema.node[upper]?.location ?? schema.location)
        }
        let names = Set(schema.required)
        if let most = schema.maxProperties, names.count > most {
            collector.warning(
                .unfulfillable, "no object has the \(names.count) properties that it must have and \(most) at most",
                at: schema.node["maxProperties"]?.location ?? schema.location)
        }
    }

    private func checkRequiredTwice(_ schema: Schema) {
        guard let names = schema.node["required"]?.sequence else { return }
        var seen: Set<String> = []
        for node in names {
            guard let name = node.text, !seen.insert(name).inserted else { continue }
            collector.warning(.noEffect, "'\(name)' stands twice in 'required'", at: node.location)
        }
    }

    /// Properties that must be there and are refused.
    ///
    /// What a part of `allOf` requires another may declare, which the generator reads as it is meant.
    private func checkRequired(_ schema: Schema) {
        guard refusesOthers(schema) else { return }
        let declared = Set(schema.properties.map(\.name))
        for name in Set(schema.required).subtracting(declared).sorted()
        where !schema.patternProperties.contains(where: { validator.rules.matches(name, $0.name) }) {
            let near = Suggestion.nearest(to: name, among: declared.subtracting(schema.required).sorted())
            let node = schema.node["required"]?.elements.first { $0.text == name }
            collector.warning(
                .unfulfillable,
                "the required property '\(name)' is not declared, and 'additionalProperties: false' refuses it\(near.map { "; did you mean '\($0)'?" } ?? "")",
                at: node?.location ?? schema.location)
        }
    }

    /// Whether an object has no properties but those that the schema describes itself.
    func refusesOthers(_ schema: Schema) -> Bool {
        guard case .forbidden = schema.additionalProperties else { return false }
        return schema.combinations == nil && schema.reference == nil && !parts.contains(schema.id)
    }
}
