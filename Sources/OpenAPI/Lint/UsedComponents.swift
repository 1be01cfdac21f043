import YAML

/// The components that something uses which is none: themselves, or through others that are used.
struct UsedComponents {
    private var used: Set<Place> = []

    private struct Place: Hashable {
        var kind: String
        var name: String

        init(_ component: Document.Component) { (kind, name) = (component.kind, component.name) }
    }

    /// - Parameter isLibrary: Whether the document has no operations, so that each component is for others, and one that
    ///   another refers to is used.
    init(of document: Document, isLibrary: Bool) {
        var owners: [Int: [Place]] = [:]
        var places: [SourceLocation: [Place]] = [:]
        for component in document.components {
            let place = Place(component)
            if component.id.file == 0 { owners[component.id.node, default: []].append(place) }
            guard let node = document.root["components"]?[component.kind]?[component.name] else { continue }
            for inner in Self.nodes(in: node) {
                owners[inner.number, default: []].append(place)
                places[inner.location, default: []].append(place)
            }
        }
        // What stands elsewhere by an alias too is not of the component alone.
        for entry in document.root.entries where entry.key != "components" {
            for inner in Self.nodes(in: entry.value) { places[inner.location] = nil }
        }
        var uses: [Place: Set<Place>] = [:]
        var pending: [Place] = []
        for (target, locations) in document.referenced {
            let targets = target.file == 0 ? owners[target.node] ?? [] : []
            guard !targets.isEmpty else { continue }
            for location in locations {
                if !isLibrary, let users = places[location] {
                    for user in users { uses[user, default: []].formUnion(targets) }
                } else {
                    pending += targets
                }
            }
        }
        while let place = pending.popLast() {
            guard used.insert(place).inserted else { continue }
            pending += uses[place] ?? []
        }
    }

    /// Whether a component is used.
    func contains(_ component: Document.Component) -> Bool { used.contains(Place(component)) }

    /// A node and all nodes in it, each once.
    private static func nodes(in root: YAMLNode) -> [YAMLNode] {
        var seen: Set<Int> = []
        var result: [YAMLNode] = []
        var open = [root]
        while let node = open.popLast() {
            guard seen.insert(node.number).inserted else { continue }
            result.append(node)
            open += node.entries.map { $0.value }
            open += node.elements.map { $0 }
        }
        return result
    }
}
