/// What to declare for an operation.
struct OperationPlan {
    var identifier: String
    var typeName: String
    var functionName: String
    var method: String
    var path: String
    var serverPrefixes: [String]
    var documentation: [String]
    var parameters: [ParameterPlan]
    var body: BodyPlan?
    var responses: [ResponsePlan]
    var security: SecurityPlan
    var rateLimit: (requests: Int, windowSeconds: Int)?
    var quota: (files: Int, bytes: Int)?
    var maximumBodyBytes: Int
}

struct ParameterPlan {
    var name: String
    var swiftName: String
    var place: String
    var documentation: [String]
    var type: PlannedType
    var isRequired: Bool
    var defaultLiteral: String?

    var isOptional: Bool { !isRequired && defaultLiteral == nil }
    var swiftType: String { type.swiftName + (isOptional ? "?" : "") }
}

struct BodyPlan {
    var type: PlannedType
    var mediaType: String
    var isRequired: Bool
}

struct ResponsePlan {
    var status: Int
    var caseName: String
    var documentation: [String]
    var payload: Payload
    var mediaType: String?
    var headers: [HeaderPlan]

    enum Payload {
        case none
        case json(PlannedType)
        case text
    }
}

struct HeaderPlan {
    var name: String
    var swiftName: String
    var type: PlannedType
    var isRequired: Bool
}

enum SecurityPlan: Equatable {
    case none
    case bearer(scheme: String)
}
