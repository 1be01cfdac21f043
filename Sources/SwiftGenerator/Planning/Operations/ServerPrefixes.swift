import OpenAPI
import YAML

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
        // What stands before the path says nothing here, unless a value brings a part of the path along, as one at the
        // beginning may.
        let path = Self.path(of: template)
        let isWhole = template.hasPrefix("{") && !template.contains("://")
        let concerned = server.variables.filter { variable in
            isWhole || path.contains("{\(variable.name)}")
                || ([variable.defaultValue] + (variable.values ?? [])).contains { $0.contains("/") }
        }
        open = concerned.filter { $0.values == nil && !isWhole && path.contains("{\($0.name)}") }
        let concernedNames = Set(concerned.map(\.name))
        var start = template
        for variable in server.variables where !concernedNames.contains(variable.name) {
            start = start.replacing("{\(variable.name)}", with: variable.defaultValue)
        }
        var urls = [start]
        let (choices, count) = Self.choices(of: concerned)
        areTooMany = count > Self.most
        for (variable, values) in zip(concerned, choices) {
            urls = urls.flatMap { url in values.map { url.replacing("{\(variable.name)}", with: $0) } }
            urls = Array(urls.prefix(Self.most))
        }
        var seen: Set<String> = []
        paths = urls.map(Self.path(of:)).filter { seen.insert($0).inserted }
    }

    /// The values that each variable brings into the first paths, its default before the others, and how many paths there
    /// would be, or any number above the most. Where those after it make enough, a variable stays at its default.
    private static func choices(of variables: [Server.Variable]) -> (values: [[String]], count: Int) {
        var result: [[String]] = []
        var count = 1
        for variable in variables.reversed() {
            let others = (variable.values ?? []).filter { $0 != variable.defaultValue }
            let needed = count > most ? 1 : (most + count - 1) / count
            result.append([variable.defaultValue] + others.prefix(needed - 1))
            count = min(count, most + 1) * (others.count + 1)
        }
        return (result.reversed(), count)
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

/// The paths of servers, found once for all operations of a server.
final class ServerPathTable {
    private var known: [SourceLocation: [String]] = [:]

    /// The paths of several servers, each once.
    func paths(of servers: [Server]) -> [String] {
        var seen: Set<String> = []
        return servers.flatMap(paths).filter { seen.insert($0).inserted }
    }

    private func paths(of server: Server) -> [String] {
        if let paths = server.location.flatMap({ known[$0] }) { return paths }
        let paths = ServerPrefixes(server).paths
        if let location = server.location { known[location] = paths }
        return paths
    }
}
