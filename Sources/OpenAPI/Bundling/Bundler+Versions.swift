import YAML

/// What stands in a file of OpenAPI 3.0, in the words of the later version of the document that refers to it.
extension Bundler {
    /// The members of a schema, or of a reference that is none of a schema's.
    ///
    /// - Parameters:
    ///   - members: The members as they are in the one file.
    ///   - node: The schema or the reference as it was read.
    func updated(_ members: [BundledMember], of node: YAMLNode) -> [BundledMember] {
        if node["$ref"] != nil {
            // OpenAPI 3.0.4, sections 4.7.23 and 4.7.24: what stands beside a reference is ignored.
            return members.filter { $0.name == "$ref" || $0.name.hasPrefix("x-") }
        }
        var members = members
        updateBound("exclusiveMinimum", beside: "minimum", &members, of: node)
        updateBound("exclusiveMaximum", beside: "maximum", &members, of: node)
        members = members.filter { $0.name != "nullable" }
        return node["nullable"].map(isTrue) == true ? nullable(members) : members
    }

    /// A flag becomes the bound beside it, or nothing.
    private func updateBound(
        _ flag: String, beside bound: String, _ members: inout [BundledMember], of node: YAMLNode
    ) {
        guard let flagNode = node[flag], let place = members.firstIndex(where: { $0.name == flag }),
            isTrue(flagNode) || flagNode.scalar?.text == "false"
        else { return }
        guard isTrue(flagNode), let value = members.first(where: { $0.name == bound })?.value else {
            members.remove(at: place)
            return
        }
        members[place].value = value
        members = members.filter { $0.name != bound }
    }

    /// Whether a node is true, in quotes too, which a lenient reader takes for it.
    private func isTrue(_ node: YAMLNode) -> Bool {
        node.scalar?.value == .boolean(true) || node.scalar?.text == "true"
    }

    /// The keywords that say nothing of what a value may be.
    private static let annotations: Set = [
        "title", "description", "default", "example", "externalDocs", "xml", "readOnly", "writeOnly", "deprecated",
    ]

    /// A schema that allows `null` besides, whatever its keywords say: as one of its types and values where nothing else
    /// speaks of it, else as an alternative to all of them.
    private func nullable(_ members: [BundledMember]) -> [BundledMember] {
        func asserts(_ name: String) -> Bool { !Self.annotations.contains(name) && !name.hasPrefix("x-") }
        let asserting = members.filter { asserts($0.name) }
        let names = Set(asserting.map(\.name))
        guard !names.isEmpty else { return members }
        if names.isDisjoint(with: ["allOf", "anyOf", "oneOf", "not"]), names.contains("type") || names == ["enum"] {
            return members.map { member in
                switch member.name {
                case "type": BundledMember(member.name, member.value.joined(with: .text("null")))
                case "enum": BundledMember(member.name, member.value.joined(with: .literal("null")))
                default: member
                }
            }
        }
        var inner = BundledValue.mapping(asserting)
        if let only = asserting.first, asserting.count == 1, only.name == "allOf",
            case .sequence(let parts) = only.value,
            parts.count == 1
        {
            inner = parts[0]
        }
        let null = BundledValue.mapping([BundledMember("type", .text("null"))])
        return members.filter { !asserts($0.name) } + [BundledMember("anyOf", .sequence([inner, null]))]
    }
}
