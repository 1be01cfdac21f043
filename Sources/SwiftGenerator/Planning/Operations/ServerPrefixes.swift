import OpenAPI

/// The paths that operations stand under at a server, one for each value that the variables in its path can have (OpenAPI
/// 3.2, section 4.8.6).
struct ServerPrefixes {
    /// The most paths of one server.
    static let most = 256

    private(set) var paths: [String] = []
    /// The variables of the path that any text is a value of, so that none but their defaults have a path.
    let open: [Server.Variable]
    /// Whether there would be more paths than the most.
    private(set) var areTooMany = false

    init(_ server: Server) {
        let template = Self.rooted(server.url)
        // What stands before the path says nothing here, unless a value brings a part of the path along.
        let path = Self.path(of: template)
        let concerned = server.variables.filter { variable in
            template.hasPrefix("{") || path.contains("{\(variable.name)}")
                || ([variable.defaultValue] + (variable.values ?? [])).contains { $0.contains("/") }
        }
        open = concerned.filter { $0.values == nil && path.contains("{\($0.name)}") && !template.hasPrefix("{") }
        var urls = [template]
        for variable in server.variables {
            let isConcerned = concerned.contains { $0.name == variable.name }
            let others = isConcerned ? (variable.values ?? []).filter { $0 != variable.defaultValue } : []
            urls = urls.flatMap { url in
                ([variable.defaultValue] + others).map { url.replacing("{\(variable.name)}", with: $0) }
            }
            areTooMany = areTooMany || urls.count > Self.most
            urls = Array(urls.prefix(Self.most))
        }
        for path in urls.map(Self.path(of:)) where !paths.contains(path) { paths.append(path) }
    }

    /// Those of several servers.
    static func paths(of servers: [Server]) -> [String] {
        var seen: Set<String> = []
        return servers.flatMap { ServerPrefixes($0).paths }.filter { seen.insert($0).inserted }
    }

    /// The path with the defaults of all variables.
    static func defaultPath(of server: Server?) -> String { server.flatMap { ServerPrefixes($0).paths.first } ?? "" }

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
    private static func path(of url: String) -> String {
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
