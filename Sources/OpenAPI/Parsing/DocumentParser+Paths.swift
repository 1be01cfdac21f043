import YAML

extension DocumentParser {
    /// What an operation takes over from what it stands in.
    struct Surroundings {
        var path: String
        /// What follows the '?' of a path that has one.
        var query: PathQuery?
        var servers: [Server]
        var parameters: [Parameter] = []
        /// Whether all parameters could be read.
        var hasAllParameters = true
        var security: [SecurityRequirement]
        /// Whether the path is a template whose parameters must be declared.
        var isTemplate: Bool
    }

    func pathItems(_ paths: YAMLEntry, servers: [Server], security: [SecurityRequirement]) -> [PathItem] {
        var result: [PathItem] = []
        var templates: [String: (location: SourceLocation, methods: Set<String>, mark: Character?)] = [:]
        for entry in withoutExtensions(entries(paths), of: "paths") {
            let (path, query, mark) = path(entry)
            if !Self.areBracesPaired(path) {
                collector.error(.invalidValue, "the braces of the path do not pair", at: entry.keyLocation)
            }
            let route = Operation.route(of: path)
            checkNames(route, at: entry.keyLocation)
            let template = Self.anonymous(route)
            let surroundings = Surroundings(
                path: path, query: query, servers: servers, security: security, isTemplate: true)
            guard var item = pathItem(entry, surroundings) else { continue }
            if let path = item.operations.first?.path, item.operations.allSatisfy({ $0.path == path }) {
                item.path = path
            }
            result.append(item)
            let methods = Set(item.operations.map(\.method))
            if let first = templates[template] {
                reportTwin(
                    entry, of: first.location, shared: first.methods.intersection(methods).sorted(),
                    mark: mark ?? first.mark)
            }
            templates[template, default: (entry.keyLocation, [], mark)].methods.formUnion(methods)
        }
        return result
    }

    /// A path without what is never sent, its query, and what tells it from others for people if not for a server.
    private func path(_ entry: YAMLEntry) -> (path: String, query: PathQuery?, mark: Character?) {
        var path = entry.key
        if !path.hasPrefix("/") {
            collector.error(.pathWithoutSlash, "a path must begin with '/'", at: entry.keyLocation)
            path = "/" + path
        }
        for name in Self.templateNames(path) where name.hasPrefix("?") || name.hasPrefix("&") {
            collector.error(
                .invalidValue,
                "'{\(name)}' is of RFC 6570 and not of OpenAPI; declare query parameters under 'parameters'",
                at: entry.keyLocation)
            path = path.replacing("{\(name)}", with: "")
        }
        var mark: Character?
        if let end = Operation.firstIndex(of: "#", in: path) {
            // The grammar of paths is there since 3.2 (section 4.8.2); before, documents told operations of one path apart so.
            let message = "a path has no '#': what follows is never sent (RFC 9110, section 7.1); leave it out"
            if version > 2 {
                collector.error(.pathFragment, message, at: entry.keyLocation)
            } else {
                collector.warning(.pathFragment, message, at: entry.keyLocation)
                mark = Self.fragmentMark
            }
            path = String(path[..<end])
        }
        guard let start = Operation.firstIndex(of: Self.queryMark, in: path) else { return (path, nil, mark) }
        collector.error(
            .pathQuery, "a path has no query: make '?' and what follows a query parameter", at: entry.keyLocation)
        let query = PathQuery(path[path.index(after: start)...])
        for pair in query.unreadable {
            collector.error(
                .invalidValue,
                "a parameter in the query of a path must be a whole value, and in '\(pair)' it is none; declare it under 'parameters'",
                at: entry.keyLocation)
        }
        return (path, query, Self.queryMark)
    }

    private static let fragmentMark: Character = "#"
    private static let queryMark: Character = "?"

    /// Reports a path that means the same as another; it is certain which one is meant while they share no method.
    ///
    /// - Parameter mark: What follows this in one of them tells it from the other for people, or for clients.
    private func reportTwin(_ entry: YAMLEntry, of first: SourceLocation, shared: [String], mark: Character?) {
        let line = first.described(at: entry.keyLocation)
        if let mark {
            guard let method = shared.first else { return }
            return collector.warning(
                .pathTwice,
                "but for what follows '\(mark)' the path is that at \(line), and both have '\(method)': a server takes the first",
                at: entry.keyLocation)
        }
        let message = "the path differs from that at \(line) in the names of its parameters only"
        if shared.isEmpty {
            collector.warning(.pathTwice, message, at: entry.keyLocation)
        } else {
            collector.error(.pathTwice, "\(message), and both have '\(shared[0])'", at: entry.keyLocation)
        }
    }

    /// What the service sends by itself. It goes elsewhere, so neither the document's servers nor its security concern it.
    func webhooks(_ entry: YAMLEntry) -> [PathItem] {
        entries(entry).filter { !isExtension($0) }.compactMap { entry in
            pathItem(entry, Surroundings(path: entry.key, servers: [], security: [], isTemplate: false))
        }
    }

    /// A path item; one with a `$ref` takes over what it has not itself.
    func pathItem(_ entry: YAMLEntry, _ surroundings: Surroundings) -> PathItem? {
        var result = PathItem(
            path: surroundings.path, location: entry.keyLocation, operations: [], extensions: [:])
        guard readItem(entry.value, surroundings, into: &result) else { return nil }
        return result
    }

    /// - Parameter pointer: Where a reference has led to the path item; nil where it stands in the path itself.
    private func readItem(
        _ node: YAMLNode, _ outer: Surroundings, at pointer: String? = nil, into result: inout PathItem
    ) -> Bool {
        guard node.shape == .mapping else {
            reportNoMapping(node, .pathItem)
            return isNull(node) && collector.isLenient
        }
        var surroundings = outer
        let servers = node["servers"].flatMap { inPlace($0, self.servers) } ?? []
        if !servers.isEmpty { surroundings.servers = servers }
        if let list = node["parameters"] {
            let own = inPlace(list) { parameters($0, "parameters", isWhole: &surroundings.hasAllParameters) }
            if own == nil { surroundings.hasAllParameters = false }
            if outer.isTemplate || pointer != nil {
                let name = pointer.map(PointerName.words) ?? outer.path
                for parameter in own ?? [] { sharedSchemas.note(parameter, ofItem: name, at: pointer ?? outer.path) }
            }
            surroundings.parameters = merged(own ?? [], with: outer.parameters)
        }
        for entry in node.entries where entry.key == "$ref" {
            guard let target = target(of: entry.value, .pathItems), isComponent(target, .pathItems, entry.value) else {
                continue
            }
            note(entry.value, target, .pathItems)
            guard follow(target, from: entry.value) else { continue }
            _ = inside(target) { readItem(target.node, surroundings, at: target.canonicalPointer, into: &result) }
            following.remove(target.id)
        }
        read(node, .pathItem) { word, entry in
            switch word {
            case .reference, .servers, .parameters: break
            case .summary: result.summary = string(entry)
            case .description: result.description = string(entry)
            case .additionalOperations:
                for operation in entries(entry) where isMethod(operation) {
                    _ = inPlace(operation.value) { add(operation.with($0), surroundings, to: &result) }
                }
            case .get, .put, .post, .delete, .options, .head, .patch, .trace, .query:
                add(entry, surroundings, to: &result)
            default: return false
            }
            return true
        }
        result.extensions.merge(extensions(node)) { _, own in own }
        return true
    }

    private func add(_ entry: YAMLEntry, _ surroundings: Surroundings, to item: inout PathItem) {
        guard let operation = operation(entry, surroundings) else { return }
        item.operations.removeAll { $0.method == operation.method }
        item.operations.append(operation)
    }

    private func operation(_ entry: YAMLEntry, _ outer: Surroundings) -> Operation? {
        let node = entry.value
        var result = Operation(
            method: entry.key, path: outer.path, query: outer.query?.fixed ?? [], location: node.location,
            identifier: "", isDeprecated: false,
            tags: [], tagLocations: [], servers: outer.servers, parameters: outer.parameters, responses: [],
            callbacks: [], security: outer.security, extensions: [:])
        var identifierLocation = node.location
        var hasAllParameters = outer.hasAllParameters
        let isObject = read(node, .operation) { word, entry in
            switch word {
            case .operationId:
                result.operationID = string(entry)
                identifierLocation = entry.value.location
            case .summary: result.summary = string(entry)
            case .description: result.description = string(entry)
            case .externalDocs: result.externalDocumentation = externalDocumentation(entry.value)
            case .deprecated: result.isDeprecated = boolean(entry) ?? false
            case .tags:
                result.tags = strings(entry)
                result.tagLocations = entry.value.elements.filter { $0.text != nil }.map(\.location)
            case .parameters:
                let own = parameters(entry.value, entry.key, isWhole: &hasAllParameters)
                result.parameters = merged(own, with: outer.parameters)
            case .requestBody: result.requestBody = requestBody(entry.value)
            case .responses: result.responses = responses(entry)
            case .callbacks: result.callbacks = named(entry).compactMap(callback)
            case .security: result.security = securityRequirements(entry.value)
            case .servers:
                let own = servers(entry.value)
                if !own.isEmpty { result.servers = own }
            default: return false
            }
            return true
        }
        guard isObject else { return nil }
        let declared = node["responses"]
        if version == 1 && declared == nil || declared?.mapping?.isEmpty == true {
            collector.error(.noResponses, "the operation declares no response", at: node.location)
        }
        checkWholeQuery(result.parameters)
        if let query = outer.query { take(query, for: &result, isWhole: hasAllParameters, at: node) }
        if outer.isTemplate { checkParameters(&result, isWhole: hasAllParameters, at: node) }
        result.identifier = identifier(result, at: identifierLocation)
        result.extensions = extensions(node)
        return result
    }

    /// The operation's name, made unique. One that was made of method and path gives way to one that is written.
    private func identifier(_ operation: Operation, at location: SourceLocation) -> String {
        let wanted = operation.operationID ?? Self.identifier(operation.method, operation.path)
        if operation.operationID != nil, let first = operationIdentifiers[wanted], first != operation.location {
            if madeIdentifiers.remove(wanted) != nil {
                takenIdentifiers.insert(wanted)
                operationIdentifiers[wanted] = operation.location
                return wanted
            }
            collector.error(
                .operationIdentifierTwice,
                "the operationId '\(wanted)' is taken by the operation at \(first.described(at: location))",
                at: location)
        }
        var name = wanted
        var number = 2
        while operationIdentifiers[name] != nil {
            name = "\(wanted)_\(number)"
            number += 1
        }
        operationIdentifiers[name] = operation.location
        if operation.operationID == nil { madeIdentifiers.insert(name) }
        return name
    }

    /// Gives operations without an `operationId` another name where what was made for them is another's.
    func settleIdentifiers(_ items: inout [PathItem]) {
        guard !takenIdentifiers.isEmpty else { return }
        for item in items.indices {
            for index in items[item].operations.indices {
                let operation = items[item].operations[index]
                guard operation.operationID == nil, takenIdentifiers.contains(operation.identifier) else { continue }
                items[item].operations[index].identifier = identifier(operation, at: operation.location)
            }
        }
    }

    /// A name made of method and path: `get_files_id` for `GET /files/{id}`.
    private static func identifier(_ method: String, _ path: String) -> String {
        let words = path.unicodeScalars.split { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
        return ([method.lowercased()] + words.map { String($0) }).joined(separator: "_")
    }

    private func callback(_ entry: YAMLEntry) -> Callback? {
        let callback = following(entry.value, callbackMemo) { node -> Callback? in
            guard node.shape == .mapping else {
                collector.error(.wrongType, "a callback must be a mapping, not \(node.kind)", at: node.location)
                return nil
            }
            let items = withoutExtensions(node.entries, of: "a callback").compactMap { entry in
                checkExpressions(entry)
                return pathItem(entry, Surroundings(path: entry.key, servers: [], security: [], isTemplate: false))
            }
            return Callback(name: "", location: node.location, items: items, extensions: extensions(node))
        }
        guard var callback else { return nil }
        callback.name = entry.key
        callback.location = entry.keyLocation
        return callback
    }

    private func checkExpressions(_ entry: YAMLEntry) {
        guard RuntimeTemplate(entry.key) == nil else { return }
        collector.error(
            .invalidExpression,
            "'\(entry.key)' is no runtime expression; write one such as '{$request.body#/url}' between braces",
            at: entry.keyLocation)
    }

    /// Reads the callbacks that no operation refers to, for what is wrong with them.
    func unreferencedCallback(_ entry: YAMLEntry) -> [Operation] {
        callback(entry)?.items.flatMap(\.operations) ?? []
    }
}
