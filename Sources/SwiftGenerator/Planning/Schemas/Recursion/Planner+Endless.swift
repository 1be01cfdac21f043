import OpenAPI
import YAML

extension Planner {
    /// Refuses unions that are an alternative of themselves, however far inside: reading one would begin by reading it.
    func refuseEndlessUnions() {
        var edges: [String: [String]] = [:]
        for (name, plan) in declared {
            guard case .union(let union) = plan else { continue }
            edges[name] = union.cases.compactMap { Self.unionName($0.type) }
        }
        var search = CycleSearch(edges: edges)
        search.run()
        // What is declared inside a type is told at that type.
        let outermost = Set(search.circles.keys.map { String($0.prefix { $0 != "." }) })
        let places = typeNames.filter { outermost.contains($0.value) }
        let keys = Dictionary(document.schemas.map { ($0.schema.id, $0.location) }) { first, _ in first }
        var locations = places.sorted { $0.value < $1.value }.map { id, _ in
            keys[id] ?? document.schema(id)?.location ?? document.root.location
        }
        if locations.isEmpty, !outermost.isEmpty { locations = [document.root.location] }
        for location in locations {
            collector.error(
                .endlessSchema, "the schema is an alternative of itself; take it away from 'oneOf' or 'anyOf'",
                at: location)
        }
    }

    private static func unionName(_ type: PlannedType) -> String? {
        switch type {
        case .union(let name): name
        case .nullable(let type), .ruled(let type, _): unionName(type)
        default: nil
        }
    }
}
