import OpenAPI

/// A security scheme with whether its function takes scopes.
typealias KnownScheme = (plan: SchemePlan, hasScopes: Bool)

extension Planner {
    /// What is enough to be let in.
    func security(_ operation: Operation, _ schemes: [String: KnownScheme]) -> SecurityPlan {
        var alternatives: [[CredentialPlan]] = []
        var isOptional = false
        for requirement in operation.security {
            if requirement.schemes.isEmpty {
                isOptional = true
                continue
            }
            let credentials = requirement.schemes.compactMap { name, scopes in
                schemes[name].map { CredentialPlan(scheme: $0.plan, scopes: $0.hasScopes ? scopes : nil) }
            }
            check(requirement, credentials, of: operation)
            // An alternative without one of its schemes, which was refused, must not be weaker than it was.
            if credentials.count == requirement.schemes.count { alternatives.append(credentials) }
        }
        return alternatives.isEmpty ? .none : SecurityPlan(alternatives: alternatives, isOptional: isOptional)
    }

    /// Says where several would be written in one place of a request.
    private func check(_ requirement: SecurityRequirement, _ credentials: [CredentialPlan], of operation: Operation) {
        let names = Set(credentials.compactMap { $0.scheme.kind.authorizationScheme })
        if names.count > 1 {
            let list = names.sorted().map { "'\($0)'" }.joined(separator: " and ")
            collector.warning(
                .unfulfillable,
                "\(list) are both written in the header 'Authorization', of which a request has one; make them alternatives",
                at: requirement.location)
        }
        for case .apiKey(let name, let place) in credentials.map(\.scheme.kind) {
            if place == "query" { check(key: name, besideWholeQueryOf: operation) }
            let same = operation.parameters.first { parameter in
                let isName =
                    place == "header" ? parameter.name.lowercased() == name.lowercased() : parameter.name == name
                return isName && parameter.place.rawValue == place
            }
            guard let same else { continue }
            collector.warning(
                .parameterTwice,
                "'\(name)' is the API key of the operation too, so a client sends it twice; take the parameter away",
                at: same.location)
        }
    }

    /// Says where a key in the query has no place in what is the whole query (OpenAPI 3.2, section 4.8.12.1): it stands
    /// beside the fields of a form, if none of them is called so.
    private func check(key: String, besideWholeQueryOf operation: Operation) {
        guard let whole = operation.parameters.first(where: { $0.place == .querystring }),
            let media = whole.content.first
        else { return }
        guard MediaType.baseName(media.name) == "application/x-www-form-urlencoded" else {
            collector.warning(
                .unfulfillable,
                "the API key '\(key)' has no place in the query, for '\(whole.name)' is all of it; put the key into a header",
                at: whole.location)
            return
        }
        guard let schema = media.schema, members(of: schema).properties.contains(where: { $0.name == key }) else {
            return
        }
        collector.warning(
            .parameterTwice,
            "'\(key)' of the whole query is the API key of the operation too, which no handler is told; call it otherwise",
            at: whole.location)
    }

    /// Every scheme by its name. A function takes scopes where the scheme has them by nature, and where some requirement
    /// asks for something of it (roles, since 3.1).
    func securitySchemes(_ operations: [Operation]) -> [String: KnownScheme] {
        var scoped: Set<String> = []
        var used: Set<String> = []
        for requirement in operations.flatMap(\.security) {
            for (name, scopes) in requirement.schemes {
                used.insert(name)
                if !scopes.isEmpty { scoped.insert(name) }
            }
        }
        let names = SwiftName.members(
            document.securitySchemes.map { ($0.name, swiftName($0.extensions)) },
            avoiding: ["combine"])
        var schemes: [String: KnownScheme] = [:]
        for (number, (declared, name)) in zip(document.securitySchemes, names).enumerated()
        where used.contains(declared.name) {
            guard let kind = kind(of: declared) else { continue }
            let isScoped =
                switch declared.kind {
                case .oauth2, .openIDConnect: true
                case .apiKey, .http, .mutualTLS: scoped.contains(declared.name)
                }
            let plan = SchemePlan(
                functionName: name, kind: kind,
                documentation: documentation(declared.description, isDeprecated: declared.isDeprecated), number: number)
            schemes[declared.name] = (plan, isScoped)
        }
        return schemes
    }

    private func kind(of declared: SecurityScheme) -> SchemePlan.Kind? {
        switch declared.kind {
        case .http(scheme: "bearer", _), .oauth2, .openIDConnect: return .bearer
        case .http(scheme: "basic", _): return .basic
        case .http(let scheme, _): return .authorization(scheme)
        case .apiKey(_, place: .path), .apiKey(_, place: .querystring):
            collector.error("an API key is in a header, in the query or in a cookie", at: declared.location)
            return nil
        case .apiKey(let name, let place): return .apiKey(name: name, place: place.rawValue)
        case .mutualTLS: return .mutualTLS
        }
    }
}

extension SchemePlan.Kind {
    /// What the header `Authorization` begins with, where it is written there.
    fileprivate var authorizationScheme: String? {
        switch self {
        case .bearer: "bearer"
        case .basic: "basic"
        case .authorization(let scheme): scheme.lowercased()
        case .apiKey(let name, place: "header"): name.lowercased() == "authorization" ? "apiKey" : nil
        case .apiKey, .mutualTLS: nil
        }
    }
}
