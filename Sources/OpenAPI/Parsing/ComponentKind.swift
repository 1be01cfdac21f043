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
        let parts = pointer.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0].elementsEqual("#".utf8), parts[1].elementsEqual("components".utf8),
            !parts[3].isEmpty
        else { return nil }
        self.init(rawValue: String(Substring(parts[2])))
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
