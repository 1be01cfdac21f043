import YAML

/// Discriminators whose values are the names of schemas that are called otherwise in the one file.
extension Bundler {
    /// The members of a schema, with what its discriminator's mapping must name there so that each value means the same.
    ///
    /// - Parameters:
    ///   - members: The members as they are in the one file.
    ///   - node: The schema as it was read.
    func telling(_ members: [BundledMember], of node: YAMLNode, file: Int) -> [BundledMember] {
        guard let rule = node["discriminator"], let property = rule["propertyName"]?.text,
            let place = members.firstIndex(where: { $0.name == "discriminator" }),
            case .mapping(var fields) = members[place].value
        else { return members }
        let values = namedValues(of: property, node, file: file)
        guard !values.isEmpty else { return members }
        if let mapping = fields.firstIndex(where: { $0.name == "mapping" }),
            case .mapping(let known) = fields[mapping].value
        {
            fields[mapping].value = .mapping(
                known + values.filter { value in !known.contains { $0.name == value.name } })
        } else {
            fields.append(BundledMember("mapping", .mapping(values)))
        }
        var members = members
        members[place].value = .mapping(fields)
        return members
    }

    /// The values that are names which the one file has not, with what they mean.
    private func namedValues(of property: String, _ node: YAMLNode, file: Int) -> [BundledMember] {
        func target(_ reference: YAMLNode) -> Schema.ID? {
            parser.crossings[Schema.ID(file: file, node: reference.number)]?.target.id
        }
        let mapped = Set((node["discriminator"]?["mapping"]?.entries.map { $0.value } ?? []).compactMap(target))
        let alternatives = ["oneOf", "anyOf"].flatMap { node[$0]?.elements.map { $0 } ?? [] }
        let heirs = document.schema(Schema.ID(file: file, node: node.number)).flatMap { schema in
            schema.base == nil ? nil : schema.anyOf.compactMap(\.reference?.target)
        }
        let targets = alternatives.compactMap { $0["$ref"] }.compactMap(target) + (heirs ?? [])
        var seen = mapped
        return targets.compactMap { id in
            guard id.file != 0, seen.insert(id).inserted, let schema = document.schema(id),
                let name = names[id], let former = document.name(of: id), former != name,
                isCalled(by: former, property, schema)
            else { return nil }
            return BundledMember(
                former, .text("#/components/schemas/\(JSONPointer.uriEscaped(name))"))
        }
    }

    /// Whether the name of a schema is a value of the discriminator: not where the property must be something else, nor
    /// where the schema tells its own alternatives apart by it.
    private func isCalled(by name: String, _ property: String, _ schema: Schema) -> Bool {
        let constants = document.constants(property, of: schema)
        guard constants.isEmpty || constants.contains(name) else { return false }
        guard let target = document.resolved(schema), target.base == nil,
            target.discriminator?.propertyName == property
        else { return true }
        return target.oneOf.isEmpty && target.anyOf.isEmpty
    }
}
