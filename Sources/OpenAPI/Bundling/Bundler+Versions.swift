import YAML

/// What stands in a file of OpenAPI 3.0, in the words of the later version of the document that refers to it.
extension Bundler {
    /// The members of a schema, or of a reference that is none of a schema's.
    ///
    /// - Parameters:
    ///   - members: The members as they are in the one file.
    ///   - node: The schema or the reference as it was read.
    func updated(_ members: [(String, BundledValue)], of node: YAMLNode) -> [(String, BundledValue)] {
        if node["$ref"] != nil {
            // OpenAPI 3.0.4, sections 4.7.23 and 4.7.24: what stands beside a reference is ignored.
            return members.filter { $0.0 == "$ref" || $0.0.hasPrefix("x-") }
        }
        var members = members
        updateBound("exclusiveMinimum", beside: "minimum", &members, of: node)
        updateBound("exclusiveMaximum", beside: "maximum", &members, of: node)
        members = members.filter { $0.0 != "nullable" }
        return node["nullable"].map(isTrue) == true ? nullable(members) : members
    }

    /// A flag becomes the bound beside it, or nothing.
    private func updateBound(
        _ flag: String, beside bound: String, _ members: inout [(String, BundledValue)], of node: YAMLNode
    ) {
        guard let flagNode = node[flag], let place = members.firstIndex(where: { $0.0 == flag }),
            isTrue(flagNode) || flagNode.scalar?.text == "false"
        else { return }
        guard isTrue(flagNode), let value = members.first(where: { $0.0 == bound })?.1 else {
            members.remove(at: place)
            return
        }
        members[place].1 = value
        members = members.filter { $0.0 != bound }
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
    private func nullable(_ members: [(String, BundledValue)]) -> [(String, BundledValue)] {
        func asserts(_ name: String) -> Bool { !Self.annotations.contains(name) && !name.hasPrefix("x-") }
        let asserting = members.filter { asserts($0.0) }
        let names = Set(asserting.map(\.0))
        guard !names.isEmpty else { return members }
        if names.isDisjoint(with: ["allOf", "anyOf", "oneOf", "not"]), names.contains("type") || names == ["enum"] {
            return members.map { member in
                switch member.0 {
                case "type": (member.0, member.1.joined(with: .text("null")))
                case "enum": (member.0, member.1.joined(with: .literal("null")))
                default: member
                }
            }
        }
        var inner = BundledValue.mapping(asserting)
        if let only = asserting.first, asserting.count == 1, only.0 == "allOf", case .sequence(let parts) = only.1,
            parts.count == 1
        {
            inner = parts[0]
        }
        let null = BundledValue.mapping([("type", .text("null"))])
        return members.filter { !asserts($0.0) } + [("anyOf", .sequence([inner, null]))]
    }
}
