import OpenAPI

/// Names of types inside namespaces, where they hide types outside of the same name.
///
/// They avoid what is used there by its bare name alone, so that they stay while unrelated parts come and go.
extension Planner {
    /// Names for types inside an operation's namespace.
    func nestedNames(_ names: [String], of operation: Operation, typeName: String) -> [String] {
        // Nearly always nothing outside is called so, and what is used need not be looked for.
        let plain = SwiftName.unique(names)
        guard isAnyTaken(plain) || plain.contains(where: wantedNames.contains) else { return plain }
        // Types for what stands in the operation itself are called after it, some of them later.
        var avoided = usedTypeNames(in: operation)
        avoided.formUnion(names.filter { $0.hasPrefix(typeName) && takenNames.contains($0) })
        while true {
            let result = SwiftName.unique(names, avoiding: avoided)
            // There may be many operations, so their names are looked up where they are.
            let hidden = result.filter { namesOfOperations.contains($0) }
            guard !hidden.isEmpty else { return result }
            avoided.formUnion(hidden)
        }
    }

    /// Names for types inside a client, whatever part of the operations a filter takes.
    func clientNames(_ names: [String]) -> [String] {
        guard isAnyTaken(names) || names.contains(where: wantedNames.contains) else { return SwiftName.unique(names) }
        let sent = allOperations.flatMap(\.callbacks).flatMap(\.items) + allWebhooks
        let used = (allOperations + sent.flatMap(\.operations)).reduce(into: namesOfOperations) { used, operation in
            used.formUnion(usedTypeNames(in: operation))
        }
        return SwiftName.unique(names, avoiding: used)
    }

    /// The names of types outside all others that an operation uses.
    private func usedTypeNames(in operation: Operation) -> Set<String> {
        var schemas = operation.parameters.flatMap { [$0.schema] + $0.content.map(\.schema) }.compactMap(\.self)
        for response in operation.responses {
            schemas += response.content.flatMap { [$0.schema, $0.itemSchema] }.compactMap(\.self)
            for header in response.headers {
                schemas += ([header.schema] + header.content.map(\.schema)).compactMap(\.self)
            }
        }
        for media in operation.requestBody?.content ?? [] {
            schemas += [media.schema, media.itemSchema].compactMap(\.self)
            for header in media.encodings.flatMap(\.headers) {
                schemas += ([header.schema] + header.content.map(\.schema)).compactMap(\.self)
            }
        }
        let wanted = wantedTypeNames(in: schemas)
        for media in operation.requestBody?.content ?? [] {
            // A form is read part by part, and an extension names the part.
            if let schema = media.schema { schemas += formMembers(of: schema).properties.map(\.schema) }
        }
        return usedTypeNames(in: schemas).union(document.externalTypeNames).union(wanted)
    }

    /// The names that schemas want which stand in an operation, or are elements there: their types are outside all others, and
    /// get their names when they are met, which may be later.
    private func wantedTypeNames(in schemas: [Schema]) -> Set<String> {
        guard !wantedNames.isEmpty else { return [] }
        var wanted: [String] = []
        for schema in schemas {
            var next: Schema? = schema
            for _ in 0..<Self.maximumNesting {
                guard let current = next.map({ value(of: $0).schema }), current.reference == nil else { break }
                if typeNames[current.id] == nil, let given = current.extensionText("x-swift-name") {
                    wanted.append(SwiftName.prefixedType(given, prefix: options.namePrefix))
                }
                next = current.items
                if case .schema(let value) = current.additionalProperties, current.properties.isEmpty { next = value }
            }
        }
        return Set(SwiftName.unique(wanted, avoiding: takenNames))
    }
}
