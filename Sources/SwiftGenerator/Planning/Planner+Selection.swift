import OpenAPI

extension Planner {
    /// The named schemas that are declared: all, or those that a filter names or the operations that it takes refer to.
    var selectedSchemas: [Schema] {
        let named = document.schemas.map(\.schema)
        guard !options.filter.isEmpty else { return named }
        var reach = SchemaReach(document: document)
        for schema in document.schemas where options.filter.schemas.contains(schema.name) {
            reach.visit(schema.schema)
        }
        for schema in document.schemasElsewhere where options.filter.schemas.contains(schema.name) {
            reach.visit(schema.schema)
        }
        for operation in document.operations + document.webhooks.flatMap(\.operations) { reach.visit(operation) }
        return named.filter { reach.seen.contains($0.id) }
    }
}

extension Planner {
    /// Takes the schemas of other files that a filter names.
    mutating func selectSchemasElsewhere() {
        guard !options.filter.schemas.isEmpty else { return }
        for named in document.schemasElsewhere where options.filter.schemas.contains(named.name) {
            _ = typeName(ofReferenced: named.schema)
        }
    }
}

/// Finds every schema that some part of a document leads to.
struct SchemaReach {
    let document: Document
    private(set) var seen: Set<Schema.ID> = []

    init(document: Document) {
        self.document = document
    }

    mutating func visit(_ operation: OpenAPI.Operation) {
        for parameter in operation.parameters {
            visit(parameter.schema)
            for media in parameter.content { visit(media.schema) }
        }
        for media in operation.requestBody?.content ?? [] { visit(media) }
        for response in operation.responses {
            for media in response.content { visit(media) }
            for header in response.headers { visit(header) }
        }
        for sent in operation.callbacks.flatMap(\.items).flatMap(\.operations) { visit(sent) }
    }

    private mutating func visit(_ media: MediaType) {
        visit(media.schema)
        visit(media.itemSchema)
        for encoding in media.encodings {
            for header in encoding.headers { visit(header) }
        }
    }

    private mutating func visit(_ header: Header) {
        visit(header.schema)
        for media in header.content { visit(media.schema) }
    }

    mutating func visit(_ start: Schema?) {
        var pending = [start].compactMap(\.self)
        while let schema = pending.popLast() {
            guard seen.insert(schema.id).inserted else { continue }
            for reference in [schema.reference, schema.dynamicReference] {
                if let reference, let target = document.schema(reference) { pending.append(target) }
            }
            pending += [
                schema.items, schema.contains, schema.unevaluatedItems, schema.propertyNames,
                schema.unevaluatedProperties, schema.not, schema.ifSchema, schema.thenSchema, schema.elseSchema,
                schema.contentSchema,
            ].compactMap(\.self)
            pending += schema.prefixItems + schema.allOf + schema.anyOf + schema.oneOf
            pending += (schema.properties + schema.patternProperties + schema.dependentSchemas).map(\.schema)
            if case .schema(let part) = schema.additionalProperties { pending.append(part) }
            let mapped = schema.discriminator?.mapping.map(\.schema) ?? []
            pending += (mapped + [schema.discriminator?.defaultMapping].compactMap(\.self)).compactMap {
                document.schema($0)
            }
        }
    }
}
