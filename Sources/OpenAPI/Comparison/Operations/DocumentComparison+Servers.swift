import YAML

extension DocumentComparison {
    /// Where operations are: a URL that is gone misleads clients of before, a new one knows no server of before.
    mutating func compareServers(
        _ old: [Server], _ new: [Server], at place: String, within enclosing: SourceLocation?
    ) {
        let after = Set(new.map(\.url))
        for server in old where !after.contains(server.url) {
            add(
                .serverChanged, clients: .dangerous, servers: .safe, "the server '\(server.url)' is gone", at: place,
                old: server.location, new: nil, within: enclosing)
        }
        for server in new {
            guard let same = old.first(where: { $0.url == server.url }) else {
                add(
                    .serverChanged, clients: .safe, servers: .dangerous, "the server '\(server.url)' is new", at: place,
                    old: nil, new: server.location)
                continue
            }
            if same.name != server.name {
                let names = [server.name, same.name].map { $0.map { "called '\($0)'" } ?? "without a name" }
                add(
                    .serverChanged, clients: .dangerous, servers: .safe,
                    "the server '\(server.url)' is \(names[0]) and was \(names[1])", at: place, old: same.location,
                    new: server.location)
            }
            compareVariables(same, server, at: "\(place), server '\(server.url)'")
        }
    }

    private mutating func compareVariables(_ old: Server, _ new: Server, at place: String) {
        for variable in new.variables {
            guard let same = old.variables.first(where: { $0.name == variable.name }) else { continue }
            if same.defaultValue != variable.defaultValue {
                add(
                    .serverChanged, clients: .dangerous, servers: .dangerous,
                    "the variable '\(variable.name)' is '\(variable.defaultValue)' by default and was '\(same.defaultValue)'",
                    at: place, old: same.location, new: variable.location)
            }
            let (before, after) = (same.values.map(Set.init), variable.values.map(Set.init))
            let isNarrower = after.map { after in before.map { !$0.isSubset(of: after) } ?? true } ?? false
            let isWider = before.map { before in after.map { !$0.isSubset(of: before) } ?? true } ?? false
            guard isNarrower || isWider else { continue }
            add(
                .serverChanged, clients: isNarrower ? .dangerous : .safe, servers: isWider ? .dangerous : .safe,
                "the variable '\(variable.name)' has other values", at: place, old: same.location,
                new: variable.location)
        }
    }
}
