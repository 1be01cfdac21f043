import YAML

extension DocumentParser {
    /// The servers of a list.
    func servers(_ node: YAMLNode) -> [Server] {
        guard let nodes = node.sequence else {
            collector.error(.wrongType, "'servers' must be a sequence, not \(node.kind)", at: node.location)
            return []
        }
        return nodes.compactMap { inPlace($0, server) }
    }

    func server(_ node: YAMLNode) -> Server? {
        var url: YAMLEntry?
        var result = Server(
            url: "", location: node.location, name: nil, description: nil, variables: [], extensions: [:])
        let isObject = read(node, .server) { word, entry in
            switch word {
            case .url: url = entry
            case .name: result.name = string(entry)
            case .description: result.description = string(entry)
            case .variables: result.variables = entries(entry).compactMap(variable)
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        require(url, "url", of: .server, node)
        guard let url, let text = string(url) else { return nil }
        result.url = text
        result.extensions = extensions(node)
        checkVariables(result, at: url.value.location)
        result.url = bare(text, at: url.value.location)
        return result
    }

    /// A URL without what no server's URL has: blanks around it, a query and a fragment (OpenAPI 3.2, Server Object).
    private func bare(_ text: String, at location: SourceLocation) -> String {
        let trimmed = text.drop(while: \.isWhitespace)
        let url = trimmed.lastIndex { !$0.isWhitespace }.map { String(trimmed[...$0]) } ?? ""
        if url.count != text.count {
            collector.error(.serverURL, "the URL '\(text)' has blanks around it; leave them out", at: location)
        }
        var isInside = false
        let end = url.firstIndex { character in
            if character == "{" || character == "}" { isInside = character == "{" }
            return !isInside && (character == "?" || character == "#")
        }
        guard let end else { return url }
        let part = url[end] == "?" ? "query" : "fragment"
        // OpenAPI 3.2 forbids what made no sense before.
        if version > 2 {
            collector.error(
                .serverURL, "the URL of a server has no \(part); leave '\(url[end...])' out", at: location)
        } else {
            collector.warning(
                .serverURL,
                "a path follows the URL of a server, so its \(part) says nothing; leave '\(url[end...])' out",
                at: location)
        }
        return String(url[..<end])
    }

    private func variable(_ entry: YAMLEntry) -> Server.Variable? {
        var defaultValue: String?
        var result = Server.Variable(
            name: entry.key, location: entry.keyLocation, defaultValue: "", extensions: [:])
        let isObject = read(entry.value, .serverVariable) { word, field in
            switch word {
            case .default: defaultValue = string(field, isTolerant: true)
            case .enum: result.values = strings(field, isTolerant: true)
            case .description: result.description = string(field)
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        require(defaultValue, "default", of: .serverVariable, entry.value)
        if let values = result.values, let defaultValue, !values.contains(defaultValue) {
            collector.error(
                .serverVariable, "the default '\(defaultValue)' of '\(entry.key)' is not among its values",
                at: entry.value["default"]?.location ?? entry.keyLocation)
        }
        result.defaultValue = defaultValue ?? ""
        result.extensions = extensions(entry.value)
        return result
    }

    private func checkVariables(_ server: Server, at location: SourceLocation) {
        let names = Self.templateNames(server.url)
        for name in names where !server.variables.contains(where: { $0.name == name }) {
            collector.error(
                .serverVariable, "the variable '\(name)' of the URL is not declared under 'variables'", at: location)
        }
        if !Self.areBracesPaired(server.url) {
            collector.error(.serverURL, "the braces of the URL '\(server.url)' do not pair", at: location)
        }
        let counts = names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        // OpenAPI 3.2, section 4.8.5.1.
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) where version > 2 && count > 1 {
            collector.error(
                .serverVariable, "the URL has '{\(name)}' twice; give each place a variable of its own", at: location)
        }
        for variable in server.variables where !names.contains(variable.name) {
            collector.error(
                .serverVariable, "the URL has no '{\(variable.name)}'", at: variable.location)
        }
    }

    /// The names in braces.
    static func templateNames(_ template: String) -> [String] {
        var names: [String] = []
        var start: String.Index?
        let bytes = template.utf8
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "{"): start = bytes.index(after: index)
            case UInt8(ascii: "}"):
                if let start { names.append(String(template[start..<index])) }
                start = nil
            default: break
            }
        }
        return names
    }
}
