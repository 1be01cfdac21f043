import OpenAPI

extension Planner {
    /// What a client has besides its operations. No type inside it may hide one outside that it uses.
    func clientPlan() -> ClientPlan {
        let names = clientNames(["Credentials", "Server"])
        var declared = document.servers.filter { $0.location != nil }.map { (name: $0.name ?? "server", server: $0) }
        let sharedCount = declared.count
        // Servers of a path or of an operation stand in place of the document's (OpenAPI 3.2, section 4.8.10). They are called
        // after the first operation by its name, whether a filter takes that or not.
        var own: [[String]: Range<Int>] = [:]
        let shared = document.servers.map(\.url)
        for operation in allOperations.sorted(by: { $0.identifier < $1.identifier }) {
            let urls = operation.servers.map(\.url)
            guard urls != shared, own[urls] == nil else { continue }
            own[urls] = declared.count..<declared.count + urls.count
            declared += operation.servers.map { ($0.name ?? operation.identifier + " server", $0) }
        }
        let servers = serverPlans(declared, sharedCount: sharedCount)
        var wanted = Array(servers.prefix(sharedCount))
        var known: [[String]: ServerPlan] = [:]
        var firstOfOperation: [String: ServerPlan] = [:]
        for operation in document.operations {
            let urls = operation.servers.map(\.url)
            guard let range = own[urls] else { continue }
            if known[urls] == nil {
                known[urls] = servers[range].first
                wanted += servers[range]
            }
            firstOfOperation[operation.identifier] = known[urls]
        }
        return ClientPlan(
            credentialsName: names[0], serverName: names[1], servers: wanted, ownServers: firstOfOperation)
    }

    /// - Parameter sharedCount: How many servers are those of the document, which come first.
    private func serverPlans(_ declared: [(name: String, server: Server)], sharedCount: Int) -> [ServerPlan] {
        let names = SwiftName.members(
            declared.map { ($0.name, nil) }, from: declared.map { $0.server.url }, avoiding: ["url"])
        let suggested = declared.enumerated().flatMap { index, declared in
            declared.server.variables.filter { $0.choices != nil }.map {
                (
                    SwiftName.type($0.name), index < sharedCount ? 0 : 1,
                    "\($0.name) \(declared.name) \(declared.server.url)"
                )
            }
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
