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

    func checkServersAndPaths() {
        check(document.servers)
        for operation in document.operations {
            check(operation.servers)
            refuseAdjacentParameters(operation)
            checkEncodings(of: operation)
        }
    }

    private func check(_ servers: [Server]) {
        for server in servers {
            guard let location = server.location else { continue }
            let rooted = Self.rooted(server.url)
            if rooted != server.url {
                collector.warning(
                    .unsupported,
                    "the URL '\(server.url)' is relative to that of the document; it is taken as '\(rooted)'",
                    at: location)
            }
        }
    }

    /// Between two parameters of a segment there must be something that tells where one ends.
    private func refuseAdjacentParameters(_ operation: Operation) {
        for part in operation.path.split(separator: "/") where part.contains("}{") {
            collector.error(
                "nothing tells where the first parameter of '\(part)' ends; put text between them",
                at: operation.location)
        }
    }

    /// The path prefixes of servers, one for each value that a variable in them can have; at most 64.
    func prefixes(_ servers: [Server]) -> [String] {
        var prefixes: [String] = []
        for server in servers {
            var urls = [Self.rooted(server.url)]
            for variable in server.variables {
                let others = (variable.values ?? []).filter { $0 != variable.defaultValue }
                urls = urls.flatMap { url in
                    ([variable.defaultValue] + others).map { url.replacing("{\(variable.name)}", with: $0) }
                }
                urls = Array(urls.prefix(4_096))
            }
            for prefix in urls.map(Self.prefix) where !prefixes.contains(prefix) && prefixes.count < 64 {
                prefixes.append(prefix)
            }
        }
        return prefixes
    }

    /// A URL that is relative to that of the document, as if the document stood at the root of a server that is reached by
    /// HTTPS (RFC 3986, sections 4.2 and 5.2.4).
    static func rooted(_ url: String) -> String {
        if url.hasPrefix("//") { return "https:" + url }
        guard !url.hasPrefix("/"), !url.contains("://"), !url.hasPrefix("{") else { return url }
        var segments: [Substring] = []
        for segment in url.split(separator: "/") where segment != "." {
            if segment == ".." { segments = segments.dropLast() } else { segments.append(segment) }
        }
        return "/" + segments.joined(separator: "/")
    }

    /// The path of a server's URL, without a slash at its end.
    static func prefix(_ url: String) -> String {
        var path = rooted(url)[...]
        if let scheme = path.firstRange(of: "://") {
            path = path[scheme.upperBound...]
            path = path.firstIndex(of: "/").map { path[$0...] } ?? ""
        }
        path = path.prefix { $0 != "?" && $0 != "#" }
        while path.hasSuffix("/") { path = path.dropLast() }
        return path.isEmpty || path.hasPrefix("/") ? String(path) : "/" + path
    }
}
