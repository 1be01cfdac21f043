/// What stands under `components` (OpenAPI 3.2, section 4.8.7), as messages call it.
enum ComponentKind: String {
    case schemas
    case responses
    case parameters
    case examples
    case requestBodies
    case headers
    case securitySchemes
    case links
    case callbacks
    case pathItems
    case mediaTypes

    /// The kind of object that a pointer leads to, where it is a component itself.
    init?(pointer: String) {
        let parts = pointer.split(separator: "/")
        guard pointer.hasPrefix("#/components/"), parts.count == 4 else { return nil }
        self.init(rawValue: String(parts[2]))
    }

    /// One of them, with its article.
    var name: String {
        switch self {
        case .schemas: "a schema"
        case .responses: "a response"
        case .parameters: "a parameter"
        case .examples: "an example"
        case .requestBodies: "a request body"
        case .headers: "a header"
        case .securitySchemes: "a security scheme"
        case .links: "a link"
        case .callbacks: "a callback"
        case .pathItems: "a path item"
        case .mediaTypes: "a media type"
        }
    }
}
