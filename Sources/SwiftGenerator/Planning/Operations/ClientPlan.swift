/// What a client has besides its operations.
struct ClientPlan {
    /// The name of the struct of credentials, inside the client.
    var credentialsName: String
    /// The name of the struct of a server, inside the client.
    var serverName: String
    var servers: [ServerPlan]
    /// The first server of each operation that has servers of its own, by its identifier.
    var ownServers: [String: ServerPlan]
}

/// A server whose URL may hold variables.
struct ServerPlan {
    var functionName: String
    var url: String
    var documentation: [String]
    var variables: [ServerVariablePlan]

    /// Whether the URL tells no host, so that the caller must.
    var isRelative: Bool { !url.contains("://") && !url.hasPrefix("{") }
    /// Whether nothing has to be told to make its URL.
    var isWhole: Bool {
        !isRelative
            && variables.allSatisfy { variable in
                variable.typeName == nil || variable.values.contains { $0.value == variable.defaultValue }
            }
    }
}

struct ServerVariablePlan {
    var name: String
    var swiftName: String
    var documentation: [String]
    /// The name of the enum of its values, and these, where the contract bounds them.
    var typeName: String?
    var values: [(name: String, value: String)]
    var defaultValue: String
}
