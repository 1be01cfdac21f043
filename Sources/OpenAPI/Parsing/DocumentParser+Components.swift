import YAML

extension DocumentParser {
    /// Reads all components, those that nothing refers to as well, for what is wrong with them.
    func readComponents(_ node: YAMLNode, into document: inout Document) {
        read(node, .components) { word, entry in
            let members = entries(entry)
            checkNames(members)
            func each(_ read: (YAMLEntry) -> Document.Component.Content?) {
                for member in members where !isExtension(member) {
                    document.components.append(
                        .init(
                            kind: entry.key, name: member.key, location: member.keyLocation,
                            id: Schema.ID(file: file.number, node: member.value.number), content: read(member)))
                }
            }
            switch word {
            case .schemas: each { _ in nil }  // They have been read before.
            case .securitySchemes:
                each { member in
                    document.securitySchemes += [namedScheme(member)].compactMap(\.self)
                    return nil
                }
            case .parameters: each { remember(parameter($0.value), $0, parameterMemo).map { .parameter($0) } }
            case .requestBodies: each { remember(requestBody($0.value), $0, bodyMemo).map { .requestBody($0) } }
            case .responses:
                each { member in
                    let response = following(member.value, responseMemo) { ownResponse($0) }
                    return remember(response, member, responseMemo).map { .response($0) }
                }
            case .headers: each { remember(header($0), $0, headerMemo).map { .header($0) } }
            case .examples:
                each { member in
                    remember(example(member), member, exampleMemo)
                    return nil
                }
            case .links:
                each { member in
                    remember(link(member), member, linkMemo)
                    return nil
                }
            case .callbacks: each { .operations(unreferencedCallback($0)) }
            case .mediaTypes: each { remember(media($0.value), $0, mediaMemo).map { .mediaType($0) } }
            case .pathItems: each { .operations(unusedOperations($0)) }
            default: return false
            }
            return true
        }
    }

    /// A security scheme. One that cannot be read is refused even where its mistake is forgiven, for nothing would be secured.
    private func namedScheme(_ entry: YAMLEntry) -> SecurityScheme? {
        if let scheme = securityScheme(entry) { return scheme }
        if collector.isLenient {
            collector.error(
                .unknownSecurityScheme,
                "there is no security scheme '\(entry.key)' that can be read, so what it secures would be open",
                at: entry.keyLocation)
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

    @discardableResult
    private func remember<Value>(_ value: Value?, _ entry: YAMLEntry, _ memo: Memo<Value>) -> Value? {
        guard let value, entry.value["$ref"] == nil else { return value }
        let id = Schema.ID(file: file.number, node: entry.value.number)
        if memo.values[id] == nil { memo.values[id] = value }
        return value
    }

    /// The operations of a path item that nothing has referred to yet; it is read without their names being taken.
    private func unusedOperations(_ entry: YAMLEntry) -> [Operation] {
        guard referenced[Schema.ID(file: file.number, node: entry.value.number)] == nil else { return [] }
        let names = operationIdentifiers
        let item = pathItem(entry, Surroundings(path: entry.key, servers: [], security: [], isTemplate: false))
        operationIdentifiers = names
        return item?.operations ?? []
    }
}
