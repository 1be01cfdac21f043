import YAML

/// The components that something uses which is none: themselves, or through others that are used. One that is nothing but
/// the name of what stands in another file is used where that is.
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
        let aliases = Self.aliases(in: document)
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
            let named = target.file == 0 ? [] : locations.flatMap { aliases[$0] ?? [] }
            let targets = target.file == 0 ? owners[target.node] ?? [] : named
            guard !targets.isEmpty else { continue }
            // The thing itself does not use its names, and one of them only where it is used.
            let inside = named.isEmpty ? [] : document.schema(target).map { Self.nodes(in: $0.node) } ?? []
            let own = Set(inside.map(\.location))
            for location in locations where !own.contains(location) {
                let names = named.isEmpty ? nil : aliases[location]
                if let users = names ?? (isLibrary ? nil : places[location]) {
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

    /// Where the references stand that lead from components which are nothing but a reference to what these name in other
    /// files.
    private static func aliases(in document: Document) -> [SourceLocation: [Place]] {
        var result: [SourceLocation: [Place]] = [:]
        for component in document.components {
            let place = Place(component)
            guard let node = document.root["components"]?[component.kind]?[component.name],
                let reference = Self.reference(node)
            else { continue }
            result[reference.location, default: []].append(place)
            // What stands there may be called otherwise elsewhere in its turn.
            var schema = document.schema(component.id)
            for _ in 0..<64 {
                guard let next = schema.flatMap(document.target), let reference = Self.reference(next.node) else {
                    break
                }
                result[reference.location, default: []].append(place)
                schema = next
            }
        }
        return result
    }

    /// The reference of what is nothing else.
    private static func reference(_ node: YAMLNode) -> YAMLNode? {
        node.entries.allSatisfy { $0.key == "$ref" || $0.key.hasPrefix("x-") } ? node["$ref"] : nil
    }

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
