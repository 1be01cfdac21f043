import OpenAPI

/// What a rule says of the members of an object.
extension RuleWriter {
    /// - Parameter others: What other schemas of the same value describe.
    mutating func objectFields(
        _ schema: Schema, _ wants: (String) -> Bool, depth: Int, in whole: Schema, beside others: DescribedMembers
    ) -> [String] {
        // What others describe is none of the members that this schema takes for undescribed.
        var known = schema.speaksOfOtherMembers && wants("additionalProperties") ? others : DescribedMembers()
        known.subtract(DescribedMembers(of: schema))
        var fields: [String] = []
        for (keyword, members, known) in [
            ("properties", schema.properties, known.names),
            ("patternProperties", schema.patternProperties, known.patterns),
            ("dependentSchemas", schema.dependentSchemas, []),
        ] {
            // The names alone decide what is left to the keywords for all others.
            let isNeededForNames = keyword == "properties" && wants("patternProperties") && !wants("properties")
            let isWritten = wants(keyword) || isNeededForNames
            let own = (isWritten ? members : []).map { member in
                "\(Self.quoted(member.name)):\(isNeededForNames ? "true" : text(member.schema, depth: depth + 1))"
            }
            let list = own + known.map { "\(Self.quoted($0)):true" }
            guard !list.isEmpty else { continue }
            fields.append("\"\(keyword)\":{\(list.joined(separator: ","))}")
        }
        if wants("required") { fields += requirements(schema, in: whole) }
        if wants("dependentRequired"), !schema.dependentRequired.isEmpty {
            let list = schema.dependentRequired.map {
                "\(Self.quoted($0.name)):\(Self.list($0.required.map(Self.quoted)))"
            }
            fields.append("\"dependentRequired\":{\(list.joined(separator: ","))}")
        }
        guard wants("additionalProperties") else { return fields }
        switch schema.additionalProperties {
        case .unspecified: break
        case .allowed: fields.append("\"additionalProperties\":true")
        case .forbidden: fields.append("\"additionalProperties\":false")
        case .schema(let part): fields.append("\"additionalProperties\":\(text(part, depth: depth + 1))")
        }
        return fields
    }

    /// The names that must be there; those that are demanded in one direction alone (OpenAPI 3.0, section 4.7.24.2) by keywords
    /// of our own.
    private func requirements(_ schema: Schema, in whole: Schema) -> [String] {
        func says(_ fact: KeyPath<Schema, Bool>, _ name: String) -> Bool {
            document.says(fact, of: name, in: schema) || document.says(fact, of: name, in: whole)
        }
        var names: [String: [String]] = [:]
        for name in schema.required {
            let isReadOnly = says(\.isReadOnly, name)
            let isWriteOnly = says(\.isWriteOnly, name)
            let keyword =
                isReadOnly == isWriteOnly ? "required" : isReadOnly ? "requiredInResponse" : "requiredInRequest"
            names[keyword, default: []].append(Self.quoted(name))
        }
        return names.sorted { $0.key < $1.key }.map { "\"\($0)\":\(Self.list($1))" }
    }
}
