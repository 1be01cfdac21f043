import OpenAPI
import YAML

/// Two versions of one schema, for tests of what the changes between them mean.
enum ComparedSchemas {
    /// Where the schema is used.
    enum Place {
        case request
        case response
    }

    private static let components = """
        A: { type: object, properties: { x: { type: string } } }
            B: { type: object, properties: { y: { type: integer } } }
        """

    static func changes(
        _ old: String, _ new: String, in place: Place = .request, version: String = "3.1.0", named: String? = nil,
        andThen newNamed: String? = nil
    ) throws -> [Change] {
        func document(_ schema: String, _ named: String) throws -> Document {
            let content = "content: { application/json: { schema: \(schema) } }"
            let text = """
                openapi: \(version)
                info: { title: T, version: "1" }
                paths:
                  /t:
                    post:
                      requestBody: { required: true, \(place == .request ? content : "content: { text/plain: {} }") }
                      responses: { "200": { description: d\(place == .response ? ", \(content)" : "") } }
                components:
                  schemas:
                    \(named)
                """
            return try DocumentParser.parse(Array(text.utf8), file: "a.yaml")
        }
        let named = named ?? components
        return DocumentComparison.changes(
            from: try document(old, named), to: try document(new, newNamed ?? named))
    }

    /// Each change as its kind with what it means for clients and for servers.
    static func told(
        _ old: String, _ new: String, in place: Place = .request, version: String = "3.1.0", named: String? = nil,
        andThen newNamed: String? = nil
    ) throws -> [String] {
        try changes(old, new, in: place, version: version, named: named, andThen: newNamed).map {
            "\($0.kind.rawValue) \($0.forClients) \($0.forServers)"
        }
    }
}
