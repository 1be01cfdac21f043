/// Finds the operation that a request is for.
///
/// A path is compared segment by segment, its escapes read (RFC 3986, section 6.2.2): `/caf%C3%A9` is the path `/café`
/// of a contract. Where several paths of the contract fit, one without parameters is meant before all others (OpenAPI
/// 3.2, section 4.8.2), then, segment by segment, the one with more text; a path that only begins alike hides none, and of those with parameters
/// one that lacks the method none that has it. Empty segments say nothing; a slash at the end counts where the contract has two paths that differ in that slash alone.
public struct RouteTable: Sendable {
    /// What a request is for.
    public enum Match: Sendable {
        /// An operation, its path with the server's prefix as the contract has it, and the values of its parameters as
        /// they were sent.
        case operation(OperationRoute, path: String, parameters: [String: String])
        /// A path of the contract, with the server's prefix as the contract has it, which has these methods alone.
        case methodNotAllowed([String], path: String)
        /// No path of the contract.
        case notFound
    }

    private let root: RouteNode

    /// Makes a table; every operation stands under each of its servers' prefixes.
    public init(_ routes: [OperationRoute]) {
        var root = RouteNode()
        for route in routes {
            for prefix in route.metadata.serverPrefixes {
                let template = PathTemplate(prefix + route.metadata.path)
                root.add(route, template, below: template.segments[...])
            }
        }
        self.root = root
    }

    /// Finds what a request is for.
    ///
    /// - Parameters:
    ///   - method: The method as it was sent; methods are compared with their case (RFC 9110, section 9.1).
    ///   - path: The path of the request's target as it was sent, without the query.
    public func match(method: String, path: String) -> Match {
        let segments = path.utf8.split(separator: UInt8(ascii: "/")).map { PathSegment(sent: $0) }
        var search = RouteSearch(method: method, endsWithSlash: path.utf8.last == UInt8(ascii: "/"))
        search.visit(root, segments[...])
        if let (route, template) = search.found {
            return .operation(route, path: template.text, parameters: template.values(in: segments))
        }
        return search.path.map { .methodNotAllowed(search.allowed.sorted(), path: $0) } ?? .notFound
    }
}

/// The paths that begin with the same segments.
struct RouteNode: Sendable {
    struct Leaf: Sendable {
        let template: PathTemplate
        /// The first operation of each method that has the path.
        var routes: [String: OperationRoute]
    }

    private(set) var literals: [[UInt8]: RouteNode] = [:]
    /// The segments with parameters, those with more text first.
    private(set) var patterns: [(segment: PathTemplate.Segment, node: RouteNode)] = []
    /// The paths that end here; two where they differ in a slash at the end alone.
    private(set) var leaves: [Leaf] = []

    mutating func add(
        _ route: OperationRoute, _ template: PathTemplate, below segments: ArraySlice<PathTemplate.Segment>
    ) {
        guard let segment = segments.first else {
            let place = leaves.firstIndex { $0.template.endsWithSlash == template.endsWithSlash }
            // Two templates that differ in names alone stand one after the other; each has its own names.
            if let place, leaves[place].template.text == template.text {
                if leaves[place].routes[route.metadata.method] == nil {
                    leaves[place].routes[route.metadata.method] = route
                }
            } else {
                leaves.append(Leaf(template: template, routes: [route.metadata.method: route]))
            }
            return
        }
        if segment.parameters.isEmpty {
            literals[Array(segment.prefix.utf8), default: RouteNode()].add(route, template, below: segments.dropFirst())
            return
        }
        let place = patterns.firstIndex { $0.segment.hasText(of: segment) } ?? patterns.endIndex
        if place == patterns.endIndex { patterns.append((segment, RouteNode())) }
        patterns[place].node.add(route, template, below: segments.dropFirst())
        patterns.sort { $0.segment.precision > $1.segment.precision }
    }
}

/// One search through a table.
private struct RouteSearch {
    let method: String
    let endsWithSlash: Bool
    private(set) var found: (route: OperationRoute, template: PathTemplate)?
    private(set) var allowed: Set<String> = []
    /// The first path that fits.
    private(set) var path: String?
    /// Whether a path without parameters fits, beside which no other is meant.
    private var isDecided = false

    init(method: String, endsWithSlash: Bool) {
        self.method = method
        self.endsWithSlash = endsWithSlash
    }

    mutating func visit(_ node: RouteNode, _ segments: ArraySlice<PathSegment>) {
        guard let segment = segments.first else { return take(node.leaves) }
        let rest = segments.dropFirst()
        if let next = node.literals[segment.decoded] { visit(next, rest) }
        for (pattern, next) in node.patterns {
            if found != nil || isDecided { return }
            if pattern.values(in: segment) != nil { visit(next, rest) }
        }
    }

    private mutating func take(_ leaves: [RouteNode.Leaf]) {
        let same = leaves.filter { $0.template.endsWithSlash == endsWithSlash }
        for leaf in same.isEmpty ? leaves : same where found == nil {
            if let route = leaf.routes[method] { found = (route, leaf.template) }
            allowed.formUnion(leaf.routes.keys)
            path = path ?? leaf.template.text
            if !leaf.template.hasParameters { isDecided = true }
        }
    }
}
