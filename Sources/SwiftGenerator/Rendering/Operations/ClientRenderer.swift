/// Writes the client, its credentials and servers; a function for each operation stands beside the operation.
struct ClientRenderer {
    var style: SourceStyle

    func render(_ plan: Plan) -> String {
        var writer = SourceWriter(style, imports: ["public import ContractRuntime"])
        let client = plan.client
        let schemes = Self.schemes(plan.operations)
        writer.documentation([
            "Calls every operation of the contract.", "",
            "A call throws `ClientError`, `CancellationError`, or what a source of credentials throws.",
        ])
        writer.block("public struct \(plan.apiName)Client: Sendable {") { writer in
            let members = Self.members(client, hasServer: true, hasCredentials: !schemes.isEmpty)
            BodyRenderer.renderMembers(members, initializer: "Makes a client.", to: &writer)
            writer.line()
            ServerRenderer.render(client, to: &writer)
            if !schemes.isEmpty {
                writer.line()
                Self.renderCredentials(schemes, client, to: &writer)
            }
        }
        return writer.text
    }

    /// What a client is made of.
    static func members(_ client: ClientPlan, hasServer: Bool, hasCredentials: Bool) -> [BodyRenderer.Member] {
        var members: [BodyRenderer.Member] = []
        if hasServer {
            members.append(
                BodyRenderer.Member(
                    name: "server", type: client.serverName, documentation: ["Where the service is."]))
        }
        members.append(
            BodyRenderer.Member(
                name: "transport", type: "any ClientTransport", documentation: ["What sends the requests."]))
        if hasCredentials {
            members.append(
                BodyRenderer.Member(
                    name: "credentials", type: client.credentialsName,
                    documentation: ["What shows who asks."], defaultLiteral: "\(client.credentialsName)()"))
        }
        members.append(
            BodyRenderer.Member(
                name: "limits", type: "ClientLimits", documentation: ["The bounds of every call."],
                defaultLiteral: "ClientLimits()"))
        return members
    }

    /// Writes the request with its credentials.
    static func renderCall(_ operation: OperationPlan, to writer: inout SourceWriter) {
        let isSecured = operation.security != .none
        writer.line("\(isSecured ? "var" : "let") call = \(operation.typeName).Input.call(input)")
        guard isSecured else { return }
        let list = operation.security.alternatives.map { alternative in
            "[\(alternative.map(expression).joined(separator: ", "))]"
        }
        let optional = operation.security.isOptional ? ", isOptional: true" : ""
        writer.line("try await call.authenticate(anyOf: [\(list.joined(separator: ", "))]\(optional))")
    }

    /// Each scheme once, in the order of the document.
    static func schemes(_ operations: [OperationPlan]) -> [SchemePlan] {
        var known: Set<String> = []
        return operations.flatMap { $0.security.alternatives.joined() }.map(\.scheme)
            .filter { known.insert($0.functionName).inserted }.sorted { $0.number < $1.number }
    }

    static func renderCredentials(_ schemes: [SchemePlan], _ client: ClientPlan, to writer: inout SourceWriter) {
        let members = schemes.map { scheme in
            if scheme.kind == .mutualTLS {
                return BodyRenderer.Member(
                    name: scheme.functionName, type: "Bool",
                    documentation: ["Whether the transport shows a certificate."] + more(scheme),
                    defaultLiteral: "false")
            }
            return BodyRenderer.Member(
                name: scheme.functionName, type: "CredentialSource<\(scheme.credentialType)>?",
                documentation: ["Sent where an operation asks for it."] + more(scheme))
        }
        writer.line("/// What shows who asks, for each security scheme of the contract.")
        BodyRenderer.renderStruct(
            client.credentialsName, members, isEquatable: false, initializer: "Takes what there is.", to: &writer)
    }

    private static func more(_ scheme: SchemePlan) -> [String] {
        scheme.documentation.isEmpty ? [] : [""] + scheme.documentation
    }

    private static func expression(_ credential: CredentialPlan) -> String {
        let scheme = credential.scheme
        let name = SwiftLiteral.string(scheme.functionName.filter { $0 != "`" })
        let source = "self.credentials.\(scheme.functionName)"
        let list = (credential.scopes ?? []).map(SwiftLiteral.string).joined(separator: ", ")
        let scopes = list.isEmpty ? "" : ", scopes: [\(list)]"
        switch scheme.kind {
        case .bearer: return ".bearer(\(name), \(source)\(scopes))"
        case .basic: return ".basic(\(name), \(source)\(scopes))"
        case .authorization(let scheme):
            return ".authorization(\(name), \(SwiftLiteral.string(scheme)), \(source)\(scopes))"
        case .apiKey(let key, let place):
            return ".apiKey(\(name), \(SwiftLiteral.string(key)), in: .\(place), \(source)\(scopes))"
        case .mutualTLS: return ".mutualTLS(\(name), \(source))"
        }
    }
}
