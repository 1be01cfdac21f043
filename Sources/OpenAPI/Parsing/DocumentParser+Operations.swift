import YAML

extension DocumentParser {
    private static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]

    func operations(
        _ paths: [YAMLEntry], servers: [String], security: [SecurityRequirement]
    ) -> [Operation] {
        var operations: [Operation] = []
        var identifiers: [String: SourceLocation] = [:]
        var templates: [String: YAMLEntry] = [:]
        for entry in paths where !entry.key.hasPrefix("x-") {
            if !entry.key.hasPrefix("/") {
                collector.error("a path must begin with '/'", at: entry.keyLocation)
            }
            let template = Self.template(entry.key)
            if let first = templates[template] {
                collector.error(
                    "the path differs from that at line \(first.keyLocation.line) in the names of its parameters only",
                    at: entry.keyLocation)
            }
            templates[template] = entry
            guard let item = resolve(entry.value),
                var reader = ObjectReader(item, kind: "a path item", collector: collector)
            else { continue }
            let itemServers = self.servers(reader.sequence("servers")) ?? servers
            let shared = parameters(&reader)
            reader.ignore(Self.methods)
            for member in item.entries where Self.methods.contains(member.key) {
                let (method, node) = (member.key, member.value)
                let operation = operation(
                    node, method: method, path: entry.key, servers: itemServers, shared: shared, security: security)
                guard let operation else { continue }
                if let first = identifiers[operation.identifier] {
                    collector.error(
                        "the operationId '\(operation.identifier)' is taken by the operation at line \(first.line)",
                        at: node["operationId"]?.location ?? node.location)
                }
                identifiers[operation.identifier] = operation.location
                operations.append(operation)
            }
            reader.ignore("summary", "description")
            reader.refuse("additionalOperations")
            reader.finish()
        }
        return operations
    }

    private func operation(
        _ node: YAMLNode, method: String, path: String, servers: [String], shared: [Parameter],
        security: [SecurityRequirement]
    ) -> Operation? {
        guard var reader = ObjectReader(node, kind: "an operation", collector: collector) else { return nil }
        let identifier = reader.requiredString("operationId")
        var parameters = parameters(&reader)
        parameters += shared.filter { other in
            !parameters.contains { $0.name == other.name && $0.place == other.place }
        }
        checkTemplate(path, parameters: parameters, at: node)
        let result = Operation(
            method: method, path: path, location: node.location, identifier: identifier ?? "",
            summary: reader.string("summary"), description: reader.string("description"),
            isDeprecated: reader.boolean("deprecated") ?? false, tags: reader.strings("tags"),
            servers: self.servers(reader.sequence("servers")) ?? servers, parameters: parameters,
            requestBody: reader.node("requestBody").flatMap(requestBody),
            responses: reader.entries("responses").filter { !$0.key.hasPrefix("x-") }.compactMap(response),
            security: reader.node("security").map(securityRequirements) ?? security, extensions: reader.extensions)
        if node["responses"]?.mapping?.isEmpty ?? true {
            collector.error("the operation declares no response", at: node.location)
        }
        reader.ignore("externalDocs")
        reader.refuse("callbacks")
        reader.finish()
        return identifier == nil ? nil : result
    }

    private func checkTemplate(_ path: String, parameters: [Parameter], at node: YAMLNode) {
        let names = path.split(separator: "/").compactMap { part -> String? in
            let inside = part.dropFirst().dropLast()
            guard part.hasPrefix("{"), part.hasSuffix("}"), !inside.contains("{"), !inside.contains("}") else {
                if part.contains("{") || part.contains("}") {
                    collector.error("a path parameter must fill its whole segment: '\(part)'", at: node.location)
                }
                return nil
            }
            return String(inside)
        }
        let declared = parameters.filter { $0.place == .path }
        for name in names where !declared.contains(where: { $0.name == name }) {
            collector.error("the path parameter '\(name)' is not declared", at: node.location)
        }
        for parameter in declared where !names.contains(parameter.name) {
            collector.error("the path has no '{\(parameter.name)}'", at: parameter.location)
        }
    }

    /// A path without the names of its parameters.
    private static func template(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("{") && $0.hasSuffix("}") ? "{}" : String($0) }
            .joined(separator: "/")
    }

    private func parameters(_ reader: inout ObjectReader) -> [Parameter] {
        var parameters: [Parameter] = []
        for parameter in reader.sequence("parameters").compactMap(parameter) {
            if parameters.contains(where: { $0.name == parameter.name && $0.place == parameter.place }) {
                collector.error(
                    "the \(parameter.place.rawValue) parameter '\(parameter.name)' stands twice",
                    at: parameter.location)
            }
            parameters.append(parameter)
        }
        return parameters
    }

    private func parameter(_ node: YAMLNode) -> Parameter? {
        guard let target = resolve(node),
            var reader = ObjectReader(target, kind: "a parameter", collector: collector)
        else { return nil }
        let name = reader.requiredString("name")
        let placeText = reader.requiredString("in")
        let place = placeText.flatMap(Parameter.Place.init(rawValue:))
        if place == nil, let place = placeText {
            let hint = Suggestion.nearest(to: place, among: Parameter.Place.allCases.map(\.rawValue))
            let text = hint.map { "; did you mean '\($0)'?" } ?? ""
            collector.error(
                "a parameter cannot be in '\(place)'\(text)", at: target["in"]?.location ?? target.location)
        }
        let isRequired = reader.boolean("required") ?? false
        if place == .path && !isRequired {
            collector.error("a path parameter needs 'required: true'", at: target.location)
        }
        var examples = examples(&reader)
        if let value = reader.node("example") {
            examples.append(Example(name: "", location: value.location, value: value, isRaw: false))
        }
        let schema = reader.requiredNode("schema").map(self.schema) ?? Schema(at: target.location)
        let result = Parameter(
            name: name ?? "", place: place ?? .query, location: target.location,
            description: reader.string("description"),
            isRequired: isRequired, isDeprecated: reader.boolean("deprecated") ?? false,
            style: reader.string("style"), schema: schema, examples: examples)
        reader.refuse("explode", "allowReserved", "allowEmptyValue", "content")
        reader.finish()
        return name == nil || place == nil ? nil : result
    }

    private func requestBody(_ node: YAMLNode) -> RequestBody? {
        guard let target = resolve(node),
            var reader = ObjectReader(target, kind: "a request body", collector: collector)
        else { return nil }
        let result = RequestBody(
            location: target.location, isRequired: reader.boolean("required") ?? false,
            content: reader.entries("content").compactMap(mediaType))
        if result.content.isEmpty { collector.error("the request body declares no content", at: target.location) }
        reader.ignore("description")
        reader.finish()
        return result
    }

    private func mediaType(_ entry: YAMLEntry) -> MediaType? {
        guard let node = resolve(entry.value),
            var reader = ObjectReader(node, kind: "a media type", collector: collector)
        else { return nil }
        var examples = examples(&reader)
        if let value = reader.node("example") {
            examples.append(Example(name: "", location: value.location, value: value, isRaw: false))
        }
        let result = MediaType(
            name: entry.key.lowercased(), location: entry.keyLocation, schema: reader.node("schema").map(schema),
            examples: examples)
        reader.refuse("encoding", "itemSchema", "prefixEncoding", "itemEncoding")
        reader.finish()
        return result
    }

    private func examples(_ reader: inout ObjectReader) -> [Example] {
        reader.entries("examples").compactMap { entry in
            guard let node = resolve(entry.value),
                var example = ObjectReader(node, kind: "an example", collector: collector),
                let value = example.requiredNode("value")
            else { return nil }
            example.ignore("summary", "description")
            example.refuse("externalValue", "dataValue", "serializedValue")
            example.finish()
            let isRaw = example.extensions["x-raw"]?.scalar?.value == .boolean(true)
            return Example(name: entry.key, location: entry.keyLocation, value: value, isRaw: isRaw)
        }
    }

    private func response(_ entry: YAMLEntry) -> Response? {
        guard entry.key.utf8.count == 3, let status = Int(entry.key), (100..<600).contains(status) else {
            collector.error(
                "the response '\(entry.key)' is not supported yet; name one status code", at: entry.keyLocation)
            return nil
        }
        guard let node = resolve(entry.value),
            var reader = ObjectReader(node, kind: "a response", collector: collector)
        else { return nil }
        let result = Response(
            status: status, location: entry.keyLocation, description: reader.string("description") ?? "",
            headers: reader.entries("headers").compactMap(header),
            content: reader.entries("content").compactMap(mediaType))
        reader.ignore("summary")
        reader.refuse("links")
        reader.finish()
        return result
    }

    private func header(_ entry: YAMLEntry) -> Header? {
        guard let node = resolve(entry.value),
            var reader = ObjectReader(node, kind: "a header", collector: collector),
            let schema = reader.requiredNode("schema").map(self.schema)
        else { return nil }
        let result = Header(
            name: entry.key, location: entry.keyLocation, description: reader.string("description"),
            isRequired: reader.boolean("required") ?? false, schema: schema)
        reader.ignore("example", "examples", "deprecated")
        reader.refuse("style", "explode", "content")
        reader.finish()
        return result
    }
}
