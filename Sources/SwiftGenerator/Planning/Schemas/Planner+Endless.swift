import OpenAPI

extension Planner {
    /// Refuses unions that are an alternative of themselves: reading one would begin by reading it.
    func refuseEndlessUnions() {
        var edges: [String: [String]] = [:]
        for (name, plan) in declared {
            guard case .union(let union) = plan else { continue }
            edges[name] = union.cases.compactMap { Self.unionName($0.type) }
        }
        for schema in document.schemas {
            guard let name = typeNames[schema.schema.id], leads(from: name, to: name, edges) else { continue }
            collector.error(
                .endlessSchema, "the schema is an alternative of itself; take it away from 'oneOf' or 'anyOf'",
                at: schema.location)
        }
    }

    private static func unionName(_ type: PlannedType) -> String? {
        switch type {
        case .union(let name): name
        case .nullable(let type), .ruled(let type, _): unionName(type)
        default: nil
        }
    }

    private func leads(from start: String, to goal: String, _ edges: [String: [String]]) -> Bool {
        var pending = edges[start] ?? []
        var seen: Set<String> = []
        while let next = pending.popLast() {
            if next == goal { return true }
            if seen.insert(next).inserted { pending += edges[next] ?? [] }
        }
        return false
    }
}
