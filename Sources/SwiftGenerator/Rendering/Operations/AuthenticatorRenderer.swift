/// Writes the authenticator's protocol, and how a route asks it.
enum AuthenticatorRenderer {
    static func render(_ plan: Plan, to writer: inout SourceWriter) {
        writer.line()
        writer.line("/// Finds out who asks, for each security scheme of the contract.")
        writer.block("public protocol \(plan.apiName)Authenticator: Sendable {") { writer in
            writer.line("/// Who asks.")
            writer.line("associatedtype Principal: Sendable")
            for credential in credentials(plan) {
                writer.line()
                renderFunction(credential, to: &writer)
            }
            if plan.operations.contains(where: \.security.combines) {
                writer.line()
                writer.documentation([
                    "Who asks, where an operation needs several credentials at once; nil when they do not belong",
                    "together. They come in the order of the contract.",
                ])
                writer.line("func combine(_ principals: [Principal]) async throws -> Principal?")
            }
        }
    }

    /// Each scheme once.
    private static func credentials(_ plan: Plan) -> [CredentialPlan] {
        var known: Set<String> = []
        return plan.operations.flatMap { $0.security.alternatives.joined() }
            .filter { known.insert($0.scheme.functionName).inserted }
    }

    private static func renderFunction(_ credential: CredentialPlan, to writer: inout SourceWriter) {
        let scheme = credential.scheme
        writer.documentation(["Who a \(noun(scheme)) belongs to; nil when it is not valid, for whatever reason."])
        if credential.scopes != nil {
            writer.documentation([
                "", "Throws `ContractFailure.insufficientScope` when it is valid and has not all of the scopes.",
            ])
        }
        if !scheme.documentation.isEmpty { writer.documentation([""] + scheme.documentation) }
        let scopes = credential.scopes == nil ? "" : ", scopes: [String]"
        writer.line(
            "func \(scheme.functionName)(_ \(scheme.label): \(scheme.credentialType)\(scopes)) "
                + "async throws -> Principal?")
    }

    private static func noun(_ scheme: SchemePlan) -> String {
        switch scheme.kind {
        case .bearer: "token"
        case .basic: "user's name and password"
        case .authorization: "credential"
        case .apiKey: "key"
        case .mutualTLS: "certificate"
        }
    }

    /// Writes how the caller is found out.
    static func renderCall(_ security: SecurityPlan, to writer: inout SourceWriter) {
        let function = security.isOptional ? "authenticateIfPresent" : "authenticate"
        let combine = security.combines ? ", combine: authenticator.combine" : ""
        if security.alternatives.count == 1, let only = security.alternatives.first {
            let list = only.map(expression).joined(separator: ", ")
            return writer.line("let principal = try await request.\(function)(anyOf: [[\(list)]]\(combine))")
        }
        writer.block(
            "let principal = try await request.\(function)(anyOf: [", closing: "]\(combine))"
        ) { writer in
            for alternative in security.alternatives {
                writer.line("[\(alternative.map(expression).joined(separator: ", "))],")
            }
        }
    }

    private static func expression(_ credential: CredentialPlan) -> String {
        let scheme = credential.scheme
        var function = "authenticator.\(scheme.functionName)"
        if let scopes = credential.scopes {
            let list = scopes.map(SwiftLiteral.string).joined(separator: ", ")
            function = "{ try await authenticator.\(scheme.functionName)($0, scopes: [\(list)]) }"
        }
        switch scheme.kind {
        case .bearer: return ".bearer(\(function))"
        case .basic: return ".basic(\(function))"
        case .authorization(let name): return ".authorization(\(SwiftLiteral.string(name)), \(function))"
        case .apiKey(let name, let place): return ".apiKey(\(SwiftLiteral.string(name)), in: .\(place), \(function))"
        case .mutualTLS: return ".mutualTLS(\(function))"
        }
    }
}
