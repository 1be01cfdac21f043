/// The schemas of parts of messages that stand outside of the operations that have them, so that no type is called after the
/// operation that happens to come first.
struct SharedSchemas {
    private(set) var schemas: [Document.SharedSchema] = []
    private var known: Set<Schema.ID> = []

    /// Notes what stands in a part that a reference has led to; what it refers to itself has been noted before.
    mutating func note(_ part: Any, at pointer: String) {
        let name = PointerName.words(pointer)
        switch part {
        case let parameter as Parameter: note(parameter, called: name, at: pointer)
        case let body as RequestBody: note(body.content, called: name, at: pointer)
        case let header as Header: note(header, called: name, at: pointer)
        case let media as MediaType: note([media], called: name, at: pointer)
        case let response as Response:
            note(response.content, called: name, at: pointer)
            for header in response.headers { note(header, called: "\(name) \(header.name)", at: pointer) }
        default: break
        }
    }

    /// Notes what stands in a parameter of all operations of a path.
    mutating func note(_ parameter: Parameter, ofPath path: String) {
        note(parameter, called: "\(path) \(parameter.name)", at: path)
    }

    private mutating func note(_ parameter: Parameter, called name: String, at pointer: String) {
        note(parameter.schema, called: name, at: pointer)
        note(parameter.content, called: name, at: pointer)
    }

    private mutating func note(_ header: Header, called name: String, at pointer: String) {
        note(header.schema, called: name, at: pointer)
        note(header.content, called: name, at: pointer)
    }

    private mutating func note(_ content: [MediaType], called name: String, at pointer: String) {
        for media in content {
            let name = content.count == 1 ? name : "\(name) \(media.name.split(separator: "/").last ?? "")"
            note(media.schema, called: name, at: pointer)
            note(media.itemSchema, called: name + " Item", at: pointer)
        }
    }

    private mutating func note(_ schema: Schema?, called name: String, at pointer: String) {
        guard let schema, schema.reference == nil, known.insert(schema.id).inserted else { return }
        schemas.append(Document.SharedSchema(name: name, pointer: pointer, schema: schema))
    }
}
