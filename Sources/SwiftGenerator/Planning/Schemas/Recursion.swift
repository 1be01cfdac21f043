/// Finds the places where a type holds itself, so that Swift can lay it out.
///
/// An array or a map keeps its elements elsewhere; a property that leads back to its own struct is put in a box, and a
/// union that leads back to itself becomes an `indirect` enum.
enum Recursion {
    static func broken(_ plans: [SchemaPlan]) -> [SchemaPlan] {
        var edges: [String: [String]] = [:]
        for plan in plans { visit(plan, &edges) }
        return plans.map { mark($0, edges) }
    }

    private static func visit(_ plan: SchemaPlan, _ edges: inout [String: [String]]) {
        switch plan {
        case .enumeration: break
        case .structure(let structure):
            edges[structure.fullName] = structure.properties.compactMap { target(of: $0.type) }
            for nested in structure.nested { visit(nested, &edges) }
        case .union(let union):
            edges[union.fullName] = union.cases.compactMap { target(of: $0.type) }
            for nested in union.nested { visit(nested, &edges) }
        }
    }

    private static func mark(_ plan: SchemaPlan, _ edges: [String: [String]]) -> SchemaPlan {
        switch plan {
        case .enumeration: return plan
        case .structure(var structure):
            for index in structure.properties.indices {
                guard let target = target(of: structure.properties[index].type) else { continue }
                structure.properties[index].isIndirect = leads(from: target, to: structure.fullName, edges)
            }
            structure.nested = structure.nested.map { mark($0, edges) }
            return .structure(structure)
        case .union(var union):
            union.isIndirect = union.cases.contains { choice in
                target(of: choice.type).map { leads(from: $0, to: union.fullName, edges) } ?? false
            }
            union.nested = union.nested.map { mark($0, edges) }
            return .union(union)
        }
    }

    /// The struct or union whose bytes are part of a value of this type.
    private static func target(of type: PlannedType) -> String? {
        switch type {
        case .structure(let name), .union(let name): name
        case .nullable(let type), .ruled(let type, _): target(of: type)
        default: nil
        }
    }

    private static func leads(from start: String, to goal: String, _ edges: [String: [String]]) -> Bool {
        var pending = [start]
        var seen: Set<String> = []
        while let next = pending.popLast() {
            if next == goal { return true }
            if seen.insert(next).inserted { pending += edges[next] ?? [] }
        }
        return false
    }
}
