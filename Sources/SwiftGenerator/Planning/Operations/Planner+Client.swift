import OpenAPI

extension Planner {
    /// What a client has besides its operations. No type inside it may hide one outside.
    func clientPlan() -> ClientPlan {
        let names = nestedNames(["Credentials", "Server"])
        var declared = document.servers.filter { $0.location != nil }.map { (name: $0.name ?? "server", server: $0) }
        // Servers of a path or of an operation stand in place of the document's (OpenAPI 3.2, section 4.8.10).
        var firstOfOperation: [String: Int] = [:]
        var known: [[String]: Int] = [:]
        let shared = document.servers.map(\.url)
        for operation in document.operations where operation.servers.map(\.url) != shared {
            let urls = operation.servers.map(\.url)
            if known[urls] == nil {
                known[urls] = declared.count
                declared += operation.servers.map { ($0.name ?? operation.identifier + " server", $0) }
            }
            firstOfOperation[operation.identifier] = known[urls]
        }
        let servers = serverPlans(declared)
        return ClientPlan(
            credentialsName: names[0], serverName: names[1], servers: servers,
            ownServers: firstOfOperation.mapValues { servers[$0] })
    }

    private func serverPlans(_ declared: [(name: String, server: Server)]) -> [ServerPlan] {
        let names = SwiftName.members(declared.map { ($0.name, nil) }, avoiding: ["url"])
        let suggested = declared.flatMap { declared in
            declared.server.variables.filter { $0.choices != nil }.map { SwiftName.type($0.name) }
        }
        var typeNames = SwiftName.unique(suggested, avoiding: ["Self", "String"])[...]
        return zip(declared.map(\.server), names).map { server, name in
            let variableNames = SwiftName.members(server.variables.map { ($0.name, nil) }, avoiding: ["origin"])
            return ServerPlan(
                functionName: name, url: ServerPrefixes.rooted(server.url),
                documentation: ["`\(server.url)`"] + documentation(server.description),
                variables: zip(server.variables, variableNames).map { variable, name in
                    let values = variable.choices ?? []
                    let cases = SwiftName.members(values.map { ($0, nil) })
                    return ServerVariablePlan(
                        name: variable.name, swiftName: name, documentation: documentation(variable.description),
                        typeName: variable.choices == nil ? nil : typeNames.popFirst(),
                        values: zip(cases, values).map { ($0, $1) }, defaultValue: variable.defaultValue)
                })
        }
    }
}

extension Server.Variable {
    /// The values to choose from, each once; nil where any text will do, as where none is listed.
    fileprivate var choices: [String]? {
        var seen: Set<String> = []
        let choices = (values ?? []).filter { seen.insert($0).inserted }
        return choices.isEmpty ? nil : choices
    }
}
