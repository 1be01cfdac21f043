/// Finds the places where a type holds itself, so that Swift can lay it out.
///
/// An array or a map keeps its elements elsewhere; a property that leads back to its own struct is put in a box, and a
/// union that leads back to itself becomes an `indirect` enum.
enum Recursion {
    static func broken(_ plans: [SchemaPlan]) -> [SchemaPlan] {
        var edges: [String: [String]] = [:]
        for plan in plans { visit(plan, &edges) }
        var search = CycleSearch(edges: edges)
        search.run()
        let circles = search.circles
        return plans.map { mark($0, circles) }
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

    /// - Parameter circles: The number of the circle that each type is in; nothing for those in none.
    private static func mark(_ plan: SchemaPlan, _ circles: [String: Int]) -> SchemaPlan {
        func leadsBack(_ type: PlannedType, to name: String) -> Bool {
            guard let target = target(of: type), let circle = circles[name] else { return false }
            return circles[target] == circle
        }
        switch plan {
        case .enumeration: return plan
        case .structure(var structure):
            for index in structure.properties.indices {
                structure.properties[index].isIndirect = leadsBack(
                    structure.properties[index].type, to: structure.fullName)
            }
            structure.nested = structure.nested.map { mark($0, circles) }
            return .structure(structure)
        case .union(var union):
            union.isIndirect = union.cases.contains { leadsBack($0.type, to: union.fullName) }
            union.nested = union.nested.map { mark($0, circles) }
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
}
