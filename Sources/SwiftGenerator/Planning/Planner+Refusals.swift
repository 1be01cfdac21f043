import OpenAPI
import YAML

/// Where operations stand: under the paths of their servers, at paths that a router can tell apart.
extension Planner {
    /// Says which dialects of schemas are not the one that is read (OpenAPI 3.2, section 4.24.6).
    func checkDialect(_ dialect: String?, at location: SourceLocation?) {
        guard let dialect, let location else { return }
        let known = ["https://spec.openapis.org/oas/3.", "https://json-schema.org/draft/2020-12/schema"]
        guard !known.contains(where: dialect.hasPrefix) else { return }
        collector.warning(
            .unsupported, "schemas of the dialect '\(dialect)' are read as JSON Schema 2020-12", at: location)
    }

    /// - Parameter areServed: Whether requests are read, and not only sent.
    func checkServersAndPaths(areServed: Bool) {
        var checked: Set<SourceLocation> = []
        check(document.servers, besides: &checked)
        for operation in document.operations {
            check(operation.servers, besides: &checked)
            if areServed { refuseAdjacentParameters(operation) }
            checkEncodings(of: operation)
        }
        let sent =
            document.webhooks.flatMap(\.operations)
            + document.operations.flatMap(\.callbacks)
            .flatMap(\.items).flatMap(\.operations)
        var known: Set<SourceLocation> = []
        for operation in sent where known.insert(operation.location).inserted { checkEncodings(of: operation) }
    }

    private func check(_ servers: [Server], besides checked: inout Set<SourceLocation>) {
        for server in servers {
            guard let location = server.location, checked.insert(location).inserted else { continue }
            let rooted = ServerPrefixes.rooted(server.url)
            if rooted != server.url {
                collector.warning(
                    .unsupported,
                    "the URL '\(server.url)' is relative to that of the document; it is taken as '\(rooted)'",
                    at: location)
            }
            check(ServerPrefixes(server), of: server, at: location)
        }
    }

    private func check(_ prefixes: ServerPrefixes, of server: Server, at location: SourceLocation) {
        if prefixes.areTooMany {
            collector.warning(
                .unsupported,
                "the variables of the URL make more than \(ServerPrefixes.most) paths, and a server stands below the first of them only; list fewer values",
                at: location)
        }
        for variable in prefixes.open {
            collector.warning(
                .unsupported,
                "any text may be the value of '\(variable.name)' in the path, and a server stands below '\(variable.defaultValue)' only; list the values in an 'enum'",
                at: variable.location)
        }
    }

    /// Between two parameters of a segment there must be something that tells where one ends.
    private func refuseAdjacentParameters(_ operation: Operation) {
        let route = operation.route
        // Hardly any route has such, and routes are many.
        guard zip(route.utf8, route.utf8.dropFirst()).contains(where: { $0 == 0x7D && $1 == 0x7B }) else { return }
        for part in route.split(separator: "/") where part.contains("}{") {
            collector.error(
                "nothing tells where the first parameter of '\(part)' ends; put text between them",
                at: operation.location)
        }
    }
}
