import YAML

extension DocumentParser {
    /// Reads all components, those that nothing refers to as well, for what is wrong with them.
    func readComponents(_ node: YAMLNode, into document: inout Document) {
        read(node, .components) { word, entry in
            let members = entries(entry)
            checkNames(members)
            for member in members where !isExtension(member) {
                document.components.append(
                    .init(
                        kind: entry.key, name: member.key, location: member.keyLocation,
                        id: Schema.ID(file: file.number, node: member.value.number)))
            }
            switch word {
            case .schemas: break  // They have been read before.
            case .securitySchemes:
                document.securitySchemes = members.filter { !isExtension($0) }.compactMap(namedScheme)
            case .parameters: read(members, parameterMemo, parameter)
            case .requestBodies: read(members, bodyMemo, requestBody)
            case .responses: read(members, responseMemo) { following($0, responseMemo) { ownResponse($0) } }
            case .headers:
                for member in members where !isExtension(member) { remember(header(member), member, headerMemo) }
            case .examples:
                for member in members where !isExtension(member) { remember(example(member), member, exampleMemo) }
            case .links: for member in members where !isExtension(member) { remember(link(member), member, linkMemo) }
            case .callbacks: for member in members where !isExtension(member) { unreferencedCallback(member) }
            case .mediaTypes:
                for member in members where !isExtension(member) { remember(media(member.value), member, mediaMemo) }
            case .pathItems:
                for member in members where !isExtension(member) { readUnused(member) }
            default: return false
            }
            return true
        }
    }

    /// A security scheme. One that cannot be read is refused even where its mistake is forgiven, for nothing would be secured.
    private func namedScheme(_ entry: YAMLEntry) -> SecurityScheme? {
        if let scheme = securityScheme(entry) { return scheme }
        let rest = " that can be read, so what it secures would be open"
        if collector.isLenient {
            collector.error(
                .unknownSecurityScheme, "there is no security scheme '\(entry.key)'\(rest)", at: entry.keyLocation)
        }
        return nil
    }

    /// Hands on the components of a kind, wherever they stand, before they are read in their turn.
    func readComponents(_ kind: String, _ body: (YAMLMapping) -> Void) {
        guard let components = file.root["components"] else { return }
        _ = inPlace(components) { components in
            if let members = components[kind] { _ = inPlace(members) { body($0.entries) } }
        }
    }

    private func checkNames(_ members: YAMLMapping) {
        for member in members where !isExtension(member) {
            let isGood = member.key.utf8.allSatisfy {
                ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D
                    || $0 == 0x2E || $0 == 0x5F
            }
            guard !isGood || member.key.isEmpty else { continue }
            collector.warning(
                .componentName,
                "the name '\(member.key)' of a component may have letters, digits, '.', '-' and '_' only",
                at: member.keyLocation)
        }
    }

    private func read<Value>(_ members: YAMLMapping, _ memo: Memo<Value>, _ body: (YAMLNode) -> Value?) {
        for member in members where !isExtension(member) { remember(body(member.value), member, memo) }
    }

    private func remember<Value>(_ value: Value?, _ entry: YAMLEntry, _ memo: Memo<Value>) {
        guard let value, entry.value["$ref"] == nil else { return }
        let id = Schema.ID(file: file.number, node: entry.value.number)
        if memo.values[id] == nil { memo.values[id] = value }
    }

    /// A path item that nothing has referred to yet; it is read without its names being taken.
    private func readUnused(_ entry: YAMLEntry) {
        guard referenced[Schema.ID(file: file.number, node: entry.value.number)] == nil else { return }
        let names = operationIdentifiers
        _ = pathItem(entry, Surroundings(path: entry.key, servers: [], security: [], isTemplate: false))
        operationIdentifiers = names
    }
}
