import OpenAPI

extension Planner {
    /// What a client has besides its operations. No type inside it may hide one outside.
    func clientPlan() -> ClientPlan {
        let names = nestedNames(["Credentials", "Server"])
        return ClientPlan(
            credentialsName: names[0], serverName: names[1], servers: serverPlans(document.servers))
    }

    private func serverPlans(_ servers: [Server]) -> [ServerPlan] {
        let declared = servers.filter { $0.location != nil }
        let names = SwiftName.unique(declared.map { SwiftName.member($0.name ?? "server") }, avoiding: ["url"])
        let suggested = declared.flatMap { server in
            server.variables.filter { $0.values != nil }.map { SwiftName.type($0.name) }
        }
        var typeNames = SwiftName.unique(suggested, avoiding: ["Self", "String"])[...]
        return zip(declared, names).map { server, name in
            let variableNames = SwiftName.unique(
                server.variables.map { SwiftName.member($0.name) }, avoiding: ["origin"])
            return ServerPlan(
                functionName: name, url: server.url,
                documentation: ["`\(server.url)`"] + documentation(server.description),
                variables: zip(server.variables, variableNames).map { variable, name in
                    let values = variable.values ?? []
                    let cases = SwiftName.unique(values.map(SwiftName.member))
                    return ServerVariablePlan(
                        name: variable.name, swiftName: name, documentation: documentation(variable.description),
                        typeName: variable.values == nil ? nil : typeNames.popFirst(),
                        values: zip(cases, values).map { ($0, $1) }, defaultValue: variable.defaultValue)
                })
        }
    }
}
