import YAML

/// Reads a tree of nodes as an OpenAPI document.
///
/// 1. Every object is read by an `ObjectReader`, which notices fields that do not belong.
/// 2. References to anything but schemas are followed on the spot; references between schemas stay, for they may
///    lead in a circle.
/// 3. Mistakes are gathered and thrown together.
public struct DocumentParser {
    let root: YAMLNode
    let collector = DiagnosticCollector()
    var isVersion30 = false

    /// Loads a document from its text.
    ///
    /// - Parameters:
    ///   - bytes: YAML or JSON in UTF-8.
    ///   - file: The name that diagnostics carry.
    /// - Throws: Every mistake that was found, with its place.
    public static func parse(_ bytes: [UInt8], file: String) throws(DocumentError) -> Document {
        let root: YAMLNode
        do {
            root = try YAMLLoader.load(bytes, file: file)
        } catch {
            throw DocumentError([Diagnostic(.error, error.message, at: error.location)])
        }
        var parser = DocumentParser(root: root)
        let document = parser.document()
        try parser.collector.throwIfFailed()
        guard let document else {
            throw DocumentError([Diagnostic(.error, "the document cannot be read", at: root.location)])
        }
        return document
    }

    private init(root: YAMLNode) {
        self.root = root
    }

    private mutating func document() -> Document? {
        guard var reader = ObjectReader(root, kind: "the document", collector: collector),
            let version = reader.requiredString("openapi")
        else { return nil }
        guard ["3.0.", "3.1.", "3.2."].contains(where: version.hasPrefix) else {
            let place = root["openapi"]?.location ?? root.location
            collector.error("OpenAPI \(version) is not supported; use 3.1.0", at: place)
            return nil
        }
        isVersion30 = version.hasPrefix("3.0.")
        var title = ""
        var apiVersion = ""
        var description: String?
        if let node = reader.requiredNode("info"), var info = ObjectReader(node, kind: "info", collector: collector) {
            title = info.requiredString("title") ?? ""
            apiVersion = info.requiredString("version") ?? ""
            description = info.string("description")
            info.ignore("summary", "termsOfService", "contact", "license")
            info.finish()
        }
        let servers = servers(reader.sequence("servers")) ?? ["/"]
        let security = reader.node("security").map(securityRequirements) ?? []
        reader.ignore("tags", "externalDocs", "jsonSchemaDialect", "$self")
        reader.refuse("webhooks")

        var schemas: [Document.NamedSchema] = []
        var schemes: [SecurityScheme] = []
        if let node = reader.node("components"),
            var components = ObjectReader(node, kind: "components", collector: collector)
        {
            for entry in components.entries("schemas") {
                schemas.append(.init(name: entry.key, schema: schema(entry.value)))
            }
            schemes = components.entries("securitySchemes").compactMap(securityScheme)
            components.ignore("responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks")
            components.ignore("pathItems", "mediaTypes")
            components.finish()
        }
        let operations = operations(reader.entries("paths"), servers: servers, security: security)
        reader.finish()
        let result = Document(
            version: version, title: title, apiVersion: apiVersion, description: description, servers: servers,
            operations: operations, schemas: schemas, securitySchemes: schemes, extensions: reader.extensions,
            root: root)
        checkReferences(result)
        return result
    }

    /// The URLs of some servers without a trailing slash, or nil when there are none.
    func servers(_ nodes: [YAMLNode]) -> [String]? {
        let urls = nodes.compactMap { node -> String? in
            guard var reader = ObjectReader(node, kind: "a server", collector: collector) else { return nil }
            let url = reader.requiredString("url")
            if let url, !url.hasPrefix("/"), !url.contains("://") {
                collector.error(
                    "the URL of a server must begin with '/' or a scheme, not '\(url)'",
                    at: node["url"]?.location ?? node.location)
            }
            reader.ignore("description", "name")
            reader.refuse("variables")
            reader.finish()
            return url
        }
        return urls.isEmpty ? nil : urls
    }

    func securityRequirements(_ node: YAMLNode) -> [SecurityRequirement] {
        guard let nodes = node.sequence else {
            collector.error("'security' must be a sequence, not \(node.kind)", at: node.location)
            return []
        }
        return nodes.compactMap { node in
            guard let entries = node.mapping else {
                collector.error("a security requirement must be a mapping, not \(node.kind)", at: node.location)
                return nil
            }
            let declared = root["components"]?["securitySchemes"].map { Array($0.entries) } ?? []
            for entry in entries where !declared.contains(where: { $0.key == entry.key }) {
                let nearest = Suggestion.nearest(to: entry.key, among: declared.map(\.key))
                let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
                collector.error("there is no security scheme '\(entry.key)'\(hint)", at: entry.keyLocation)
            }
            for entry in entries where entry.value.sequence == nil {
                collector.error(
                    "the scopes of '\(entry.key)' must be a sequence, not \(entry.value.kind)", at: entry.value.location
                )
            }
            let schemes = entries.map { ($0.key, $0.value.elements.compactMap(\.scalar?.text)) }
            return SecurityRequirement(schemes: schemes, location: node.location)
        }
    }

    private func securityScheme(_ entry: YAMLEntry) -> SecurityScheme? {
        guard let node = resolve(entry.value),
            var reader = ObjectReader(node, kind: "a security scheme", collector: collector),
            let type = reader.requiredString("type")
        else { return nil }
        let scheme = reader.string("scheme")?.lowercased()
        let description = reader.string("description")
        reader.ignore("bearerFormat", "deprecated")
        reader.refuse("name", "in", "flows", "openIdConnectUrl", "oauth2MetadataUrl")
        reader.finish()
        return SecurityScheme(
            name: entry.key, location: entry.keyLocation, type: type, scheme: scheme, description: description)
    }
}
