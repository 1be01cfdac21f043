import YAML

extension DocumentParser {
    func responses(_ entry: YAMLEntry) -> [Response] {
        withoutExtensions(entries(entry), of: "the responses").compactMap(response)
    }

    private func response(_ entry: YAMLEntry) -> Response? {
        let key = Self.key(entry.key) ?? Self.key(entry.key.uppercased())
        guard let key else {
            collector.error(
                .invalidValue,
                "'\(entry.key)' is no response; use a status code, a range such as 4XX, or default",
                at: entry.keyLocation)
            return nil
        }
        if case .range(let hundred) = key, !entry.key.hasSuffix("XX") {
            collector.error(
                .unknownField, "there is no response '\(entry.key)'; did you mean '\(hundred)XX'?",
                at: entry.keyLocation)
        }
        guard var response = following(entry.value, responseMemo, { ownResponse($0) }) else { return nil }
        response.key = key
        response.location = entry.keyLocation
        if let description = description(beside: entry.value) { response.description = description }
        if version == 4, entry.value["$ref"] != nil, let summary = entry.value["summary"]?.text {
            response.summary = summary
        }
        return response
    }

    private static func key(_ text: String) -> Response.Key? {
        let bytes = Array(text.utf8)
        if text == "default" { return .default }
        guard bytes.count == 3, bytes[0] >= 0x31, bytes[0] <= 0x35 else { return nil }
        if text.hasSuffix("XX") { return .range(Int(bytes[0] - 0x30)) }
        guard bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(text).map { .status($0) }
    }

    func ownResponse(_ node: YAMLNode) -> Response? {
        var description: String?
        var result = Response(
            key: .default, location: node.location, description: "", headers: [], content: [], links: [],
            extensions: [:])
        let isObject = read(node, .response) { word, entry in
            switch word {
            case .summary: result.summary = string(entry)
            case .description: description = string(entry)
            case .headers: result.headers = headers(entry)
            case .content: result.content = content(entry)
            case .links: result.links = named(entry).compactMap(link)
            default: return false
            }
            return true
        }
        guard isObject || isNull(node) && collector.isLenient else { return nil }
        if version < 4 { requireText(description, "description", of: .response, node) }
        result.description = description ?? ""
        result.extensions = extensions(node)
        return result
    }

    func link(_ entry: YAMLEntry) -> Link? {
        guard var link = following(entry.value, linkMemo, { ownLink($0) }) else { return nil }
        link.name = entry.key
        link.location = entry.keyLocation
        if let description = description(beside: entry.value) { link.description = description }
        return link
    }

    private func ownLink(_ node: YAMLNode) -> Link? {
        var targets: [Link.Target] = []
        var result = Link(
            name: "", location: node.location, target: .identifier(""), parameters: [], extensions: [:])
        let isObject = read(node, .link) { word, entry in
            switch word {
            case .operationId: if let text = string(entry) { targets.append(.identifier(text)) }
            case .operationRef:
                if let text = string(entry) {
                    targets.append(.reference(text))
                    result.referenceLocation = entry.value.location
                    linkReferences.append((text, entry.value.location, file, resource))
                }
                noteRelative(entry.value)
            case .parameters: result.parameters = entries(entry).map { ($0.key, $0.value) }
            case .requestBody: result.requestBody = entry.value
            case .description: result.description = string(entry)
            case .server: result.server = server(entry.value)
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        guard targets.count == 1, let target = targets.first else {
            collector.error(
                .missingField, "a link needs 'operationId' or 'operationRef', and only one of them",
                at: node.location)
            return nil
        }
        result.target = target
        result.extensions = extensions(node)
        return result
    }
}
