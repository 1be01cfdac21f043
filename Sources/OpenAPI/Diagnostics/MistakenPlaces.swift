import YAML

/// The places of a document about which nothing certain can be said any more, because a mistake stands in them.
///
/// 1. The object that a mistake is in is broken.
/// 2. What holds a broken object or refers to one is touched, and so on outwards, but no further than to a parameter,
///    a body, a response or a component: the operation around them keeps its own mistakes.
struct MistakenPlaces: Sendable {
    private var locations: Set<SourceLocation> = []

    /// Whether what is said of a place may be the outcome of a mistake that has been reported.
    func concern(_ location: SourceLocation) -> Bool { locations.contains(location) }

    init(_ diagnostics: [Diagnostic], in sources: [SourceFile]) {
        let mistakes = Set(diagnostics.filter { $0.severity == .error }.map(\.location))
        guard !mistakes.isEmpty else { return }
        var graph = Graph(mistakes: mistakes)
        for source in sources { graph.add(source) }
        graph.spread()
        locations = mistakes.union(graph.locations())
    }
}

/// The objects of a document, each with those that hold it and those that refer to it.
private struct Graph {
    private struct Member {
        var location: SourceLocation
        /// The object that the member is, or that it stands in.
        var object: Schema.ID
        /// Whether `object` only holds it.
        var isScalar: Bool
    }

    let mistakes: Set<SourceLocation>
    private var members: [Member] = []
    private var outwards: [Schema.ID: [Schema.ID]] = [:]
    private var visited: Set<Schema.ID> = []
    private var broken: Set<Schema.ID> = []
    private var touched: Set<Schema.ID> = []

    init(mistakes: Set<SourceLocation>) {
        self.mistakes = mistakes
    }

    /// Takes a file with all that is in it.
    mutating func add(_ source: SourceFile) {
        add(source.root, of: source, in: nil, outermost: 1)
        guard source.number == 0 else { return }
        // The outermost levels of a document hold operations and components, which have nothing to do with each other.
        let root = Schema.ID(file: 0, node: source.root.number)
        for entry in source.root.entries {
            let levels = ["paths", "webhooks"].contains(entry.key) ? 4 : 3
            add(entry.value, at: entry.keyLocation, of: source, in: root, outermost: levels)
        }
    }

    /// - Parameter outermost: How many levels, from the node on, do not touch what holds them.
    private mutating func add(
        _ node: YAMLNode, of source: SourceFile, in parent: Schema.ID?, outermost: Int
    ) {
        let object = Schema.ID(file: source.number, node: node.number)
        if let parent, outermost <= 0 { outwards[object, default: []].append(parent) }
        guard visited.insert(object).inserted else { return }
        members.append(Member(location: node.location, object: object, isScalar: false))
        if mistakes.contains(node.location) { broken.insert(object) }
        if let text = node["$ref"]?.text, let target = source.resolved[ExactName(text)] ?? nil {
            outwards[target.id, default: []].append(object)
        }
        guard source.number > 0 || parent != nil else { return }
        for entry in node.entries {
            add(entry.value, at: entry.keyLocation, of: source, in: object, outermost: outermost - 1)
        }
        for element in node.elements { add(element, at: nil, of: source, in: object, outermost: outermost - 1) }
    }

    private mutating func add(
        _ node: YAMLNode, at key: SourceLocation?, of source: SourceFile, in parent: Schema.ID, outermost: Int
    ) {
        let isScalar = node.shape == .scalar
        let object = isScalar ? parent : Schema.ID(file: source.number, node: node.number)
        for location in [key, isScalar ? node.location : nil].compactMap(\.self) {
            members.append(Member(location: location, object: object, isScalar: isScalar))
            // An operation goes on without one of its own fields.
            if mistakes.contains(location), !isScalar || outermost <= 0 { broken.insert(object) }
        }
        if !isScalar { add(node, of: source, in: parent, outermost: outermost) }
    }

    mutating func spread() {
        touched = broken
        var pending = Array(broken)
        while let object = pending.popLast() {
            for outer in outwards[object] ?? [] where touched.insert(outer).inserted { pending.append(outer) }
        }
    }

    func locations() -> [SourceLocation] {
        members.filter { ($0.isScalar ? broken : touched).contains($0.object) }.map(\.location)
    }
}
