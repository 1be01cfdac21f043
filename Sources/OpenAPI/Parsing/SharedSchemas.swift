/// The schemas of parts of messages that stand outside of the operations that have them, so that no type is called after the
/// operation that happens to come first.
struct SharedSchemas {
    private(set) var schemas: [Document.SharedSchema] = []
    private var places: [Schema.ID: Int] = [:]

    /// Notes what stands in a part that a reference has led to; what it refers to itself has been noted before, and is called
    /// after the component that is nothing but that reference.
    ///
    /// - Parameter pointer: `FILE#POINTER`.
    mutating func note(_ part: Any, at pointer: String) {
        // Examples and links, which come here too, are called nothing.
        lazy var name = PointerName.words(pointer)
        switch part {
        case let parameter as Parameter: note(parameter, called: name, at: pointer)
        case let body as RequestBody: note(body.content, called: name, .body, at: pointer)
        case let header as Header: note(header, called: name, at: pointer)
        case let media as MediaType: note([media], called: name, .body, at: pointer)
        case let response as Response:
            note(response.content, called: name, .response, at: pointer)
            for header in response.headers {
                note(header, called: "\(name) \(header.name)", at: "\(pointer)/headers/\(header.name)")
            }
        default: break
        }
    }

    /// Notes what stands in a parameter of all operations of a path item.
    ///
    /// - Parameters:
    ///   - name: What the path item is called after.
    ///   - pointer: What tells it from others.
    mutating func note(_ parameter: Parameter, ofItem name: String, at pointer: String) {
        note(parameter, called: "\(name) \(parameter.name)", at: "\(pointer)/parameters/\(parameter.name)")
    }

    private mutating func note(_ parameter: Parameter, called name: String, at pointer: String) {
        note(parameter.schema, called: name, .parameter, at: pointer)
        note(parameter.content, called: name, .parameter, at: pointer)
    }

    private mutating func note(_ header: Header, called name: String, at pointer: String) {
        note(header.schema, called: name, .header, at: pointer)
        note(header.content, called: name, .header, at: pointer)
    }

    /// Forms are read part by part and streams as bytes, so neither has a type of its own.
    private mutating func note(
        _ content: [MediaType], called name: String, _ kind: Document.SharedSchema.Kind, at pointer: String
    ) {
        for media in content {
            let type = MediaType.baseName(media.name)
            let isEvents = type == "text/event-stream"
            guard MediaType.isJSON(type) || MediaType.isLines(type) || type.hasPrefix("text/") else { continue }
            let name = content.count == 1 ? name : "\(name) \(type.split(separator: "/").last ?? "")"
            let pointer = "\(pointer)/content/\(media.name)"
            if !isEvents { note(media.schema, called: name, kind, at: pointer) }
            note(media.itemSchema, called: name + (isEvents ? " Event" : " Item"), kind, at: pointer)
        }
    }

    private mutating func note(
        _ schema: Schema?, called name: String, _ kind: Document.SharedSchema.Kind, at pointer: String
    ) {
        guard let schema, schema.reference == nil else { return }
        if let place = places[schema.id] {
            guard Self.isComponent(pointer), !Self.isComponent(schemas[place].pointer) else { return }
            (schemas[place].name, schemas[place].pointer) = (name, pointer)
            return
        }
        places[schema.id] = schemas.count
        schemas.append(Document.SharedSchema(name: name, kind: kind, pointer: pointer, schema: schema))
    }

    private static func isComponent(_ pointer: String) -> Bool { pointer.hasPrefix("#/components/") }
}
