import OpenAPI
import YAML

/// What to declare for an operation.
struct OperationPlan: Sendable {
    var identifier: String
    var typeName: String
    var functionName: String
    var method: String
    var path: String
    /// What is sent with the path as its query, whatever the parameters are.
    var query: [String]
    var serverPrefixes: [String]
    var documentation: [String]
    /// The groups that it belongs to.
    var tags: [String]
    /// The vendor extensions that mean nothing to the generator, as JSON.
    var extensions: [(name: String, json: String)]
    var parameters: [ParameterPlan]
    /// Names of query parameters that an exploded object of any names does not take.
    var claimedNames: [String]
    /// Names of cookies that an exploded object of any names does not take.
    var claimedCookies: [String]
    var body: BodyPlan?
    /// The media types that the client may choose from, when there are several.
    var accept: AcceptPlan?
    var responses: [ResponsePlan]
    var security: SecurityPlan
    var rateLimit: (requests: Int, windowSeconds: Int)?
    var quota: (files: Int, bytes: Int)?
    var maximumBodyBytes: Int
    /// What can follow its answers; found for clients only.
    var links: [LinkPlan] = []

    /// The modules that the declarations of the operation need.
    var modules: Set<PlannedType.Module> {
        var modules: Set<PlannedType.Module> = []
        for parameter in parameters { modules.formUnion(parameter.type.modules) }
        for content in body?.contents ?? [] { modules.formUnion(content.kind.modules) }
        for response in responses { modules.formUnion(response.modules) }
        return modules
    }
}

struct ParameterPlan {
    var name: String
    var swiftName: String
    var place: String
    var documentation: [String]
    var type: PlannedType
    var shape: PlannedShape
    var isRequired: Bool
    var defaultLiteral: String?
    /// Whether the literal is an optional, for it is read from a text.
    var isDefaultOptional = false
    /// The default and the schema that it is of, until it is known as a literal.
    var pendingDefault: (node: YAMLNode, schema: Schema)?
    /// How it is written, where that is not what its place has anyway: arguments of `ParameterReader`.
    var format: [String] = []

    var isOptional: Bool { !isRequired && (defaultLiteral == nil || isDefaultOptional) }
    var swiftType: String { type.swiftName + (isOptional ? "?" : "") }
}

/// An enum of the media types that an operation can answer with.
struct AcceptPlan {
    var typeName: String
    var cases: [(name: String, mediaType: String)]
}

struct ResponsePlan {
    var key: Key
    var caseName: String
    var documentation: [String]
    /// The enum's name, when there are several media types.
    var contentTypeName: String
    var contents: [ContentPlan]
    var headers: [HeaderPlan]
    /// Whether the header alone is sent, which tells of the content what a body would (RFC 9110, section 9.3.2).
    var isHeadOnly = false

    /// The statuses that it is for.
    enum Key: Equatable {
        case status(Int)
        /// The name of a `StatusClass`, and what the contract calls it.
        case range(type: String, text: String)

        var text: String {
            switch self {
            case .status(let code): String(code)
            case .range(_, let text): text
            }
        }

        var isRange: Bool {
            if case .range = self { true } else { false }
        }

        /// Whether it is for a status, if nothing is so more precisely.
        func covers(_ status: Int) -> Bool {
            switch self {
            case .status(let code): code == status
            case .range(type: "AnyStatus", _): status >= 200
            case .range(_, let text): text.first == String(status / 100).first
            }
        }
    }

    var isStream: Bool { !isHeadOnly && contents.contains { $0.kind.isStream } }
    /// The type of the body, or of what is told in its place; nil for none.
    var bodyType: String? {
        if isHeadOnly { return contents.isEmpty ? nil : "ContentHead" }
        return contents.count > 1 ? contentTypeName : contents.first?.kind.swiftName
    }
    /// The modules that a declaration with this answer needs.
    var modules: Set<PlannedType.Module> {
        let bodies = isHeadOnly ? [] : contents
        let inner = bodies.reduce(into: Set<PlannedType.Module>()) { $0.formUnion($1.kind.modules) }
        return headers.reduce(into: inner) { $0.formUnion($1.type.modules) }
    }
}

struct HeaderPlan {
    var name: String
    var swiftName: String
    var type: PlannedType
    var shape = PlannedShape.string
    var isRequired: Bool
    var isExploded = false
    /// Whether the value is written as JSON and not in the style `simple`.
    var isJSON = false
    var defaultLiteral: String?
    /// The default and the schema that it is of, until it is known as a literal.
    var pendingDefault: (node: YAMLNode, schema: Schema)?

    /// Whether an answer without the header can be told from one that has it.
    var isOptional: Bool { !isRequired && defaultLiteral == nil }
    /// Whether each element is a field of its own, for cookies are not to be joined in one (RFC 6265, section 3).
    var isListOfCookies: Bool { name.lowercased() == "set-cookie" && shape.isArray && !isJSON }
}
