/// How an operation finds out who asks.
struct SecurityPlan: Equatable {
    /// What is enough; all credentials of an alternative are needed. Empty when nobody has to tell.
    var alternatives: [[CredentialPlan]]
    /// Whether a request without any credential is taken as well.
    var isOptional: Bool

    static let none = SecurityPlan(alternatives: [], isOptional: false)

    /// Whether some alternative asks for several credentials.
    var combines: Bool { alternatives.contains { $0.count > 1 } }

    /// The type of what the handler learns of the caller.
    var contextType: String {
        guard self != .none else { return "OperationContext" }
        return "AuthenticatedContext<Principal\(isOptional ? "?" : "")>"
    }
}

/// One credential that an operation asks for.
struct CredentialPlan: Equatable {
    var scheme: SchemePlan
    /// What the credential must allow; nil where the scheme knows no scopes.
    var scopes: [String]?
}

/// A security scheme as a function of the authenticator.
struct SchemePlan: Equatable {
    enum Kind: Equatable {
        case bearer
        case basic
        case authorization(String)
        case apiKey(name: String, place: String)
        case mutualTLS
    }

    var functionName: String
    var kind: Kind
    var documentation: [String]
    /// Its place among the schemes that the document declares, whatever operations ask for first.
    var number: Int

    /// What the function takes.
    var credentialType: String {
        switch kind {
        case .bearer: "BearerToken"
        case .basic: "BasicCredentials"
        case .authorization: "AuthorizationCredentials"
        case .apiKey: "APIKey"
        case .mutualTLS: "PeerCertificate"
        }
    }

    /// What the function calls it.
    var label: String {
        switch kind {
        case .bearer: "token"
        case .basic, .authorization: "credentials"
        case .apiKey: "key"
        case .mutualTLS: "certificate"
        }
    }
}
