public import YAML

/// A path item with its operations (OpenAPI 3.2, section 4.8.9).
public struct PathItem: Sendable {
    /// The path template, a webhook's name or a callback's expression.
    public var path: String
    /// Where that stands.
    public var location: SourceLocation
    /// One line for people.
    public var summary: String?
    /// Documentation in CommonMark.
    public var description: String?
    /// The operations, in the order of the document.
    public var operations: [Operation]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}

/// An operation object with what its path item adds (OpenAPI 3.2, section 4.8.10).
public struct Operation: Sendable {
    /// The method in lower case, or as written for one of `additionalOperations`.
    public var method: String
    /// The path template as it is written, such as `/files/{id}`; with `--lenient` it may have a query.
    public var path: String
    /// What a path has after its '?' that is no parameter, such as `export=true`.
    public var query: [String] = []
    /// Where the operation begins.
    public var location: SourceLocation
    /// The `operationId` as written.
    public var operationID: String?
    /// A unique name: the `operationId`, or one that is made of method and path.
    public var identifier: String
    /// One line for people.
    public var summary: String?
    /// Documentation in CommonMark.
    public var description: String?
    /// More documentation elsewhere.
    public var externalDocumentation: ExternalDocumentation?
    /// Whether use is discouraged.
    public var isDeprecated: Bool
    /// The groups it belongs to.
    public var tags: [String]
    /// Where the names of these groups stand.
    public var tagLocations: [SourceLocation]
    /// The servers that have it.
    public var servers: [Server]
    /// Its parameters, those of the path item included.
    public var parameters: [Parameter]
    /// What it reads.
    public var requestBody: RequestBody?
    /// What it can answer, in the order of the document.
    public var responses: [Response]
    /// What it may send elsewhere, in the order of the document.
    public var callbacks: [Callback]
    /// The alternatives that authenticate a caller; empty when none is needed.
    public var security: [SecurityRequirement]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
    /// Those of them that are none of this project's own.
    public var foreignExtensions: [String: YAMLNode] { extensions.filter { !VendorExtension.isOwn($0.key) } }

    /// The method as HTTP has it, where case matters (RFC 9110, section 9.1).
    public var sentMethod: String { Self.fixedMethods.contains(method) ? method.uppercased() : method }

    private static let fixedMethods: Set = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
    ]
}

extension Operation {
    /// The path template without a query.
    public var route: String { Self.route(of: path) }

    static func route(of path: String) -> String {
        firstIndex(of: "?", in: path).map { String(path[..<$0]) } ?? path
    }

    /// Where a character stands in a template that is no part of a parameter's name.
    static func firstIndex(of character: Character, in path: String) -> String.Index? {
        // Hardly any path has one.
        guard character.asciiValue.map(path.utf8.contains) ?? true else { return nil }
        var isInside = false
        return path.indices.first { index in
            switch path[index] {
            case "{": isInside = true
            case "}": isInside = false
            default: break
            }
            return !isInside && path[index] == character
        }
    }
}

/// What an operation may send elsewhere (OpenAPI 3.2, section 4.8.18).
public struct Callback: Sendable {
    /// Its key.
    public var name: String
    /// Where the key stands.
    public var location: SourceLocation
    /// What is sent; the path of each is an expression that is evaluated at run time.
    public var items: [PathItem]
    /// The vendor extensions.
    public var extensions: [String: YAMLNode]
}
