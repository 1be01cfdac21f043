import YAML

/// The defaults of properties that lead back to themselves: to make such a value would take the same default again, for what
/// it leaves out, and so on.
struct EndlessDefaults {
    private let declared: [String: SchemaPlan]
    private let circles: [String: Int]

    init(of declared: [String: SchemaPlan]) {
        self.declared = declared
        var edges: [String: [String]] = [:]
        for case .structure(let plan) in declared.values {
            for property in plan.properties {
                guard let node = property.pendingDefault?.node, node.shape != .scalar else { continue }
                var taken: [String] = []
                Self.visit(node, property.type, declared, into: &taken)
                edges[Self.key(plan.fullName, property.jsonName)] = taken
            }
        }
        var search = CycleSearch(edges: edges)
        if !edges.isEmpty { search.run() }
        circles = search.circles
    }

    /// Whether the default of a struct's property leads back to itself.
    func contains(_ property: PropertyPlan, of structure: StructurePlan) -> Bool {
        circles[Self.key(structure.fullName, property.jsonName)] != nil
    }

    private static func key(_ structure: String, _ property: String) -> String { "\(structure)\0\(property)" }

    /// Notes the properties of which a value takes the defaults, for it does not give them.
    private static func visit(
        _ node: YAMLNode, _ type: PlannedType, _ declared: [String: SchemaPlan], into taken: inout [String],
        depth: Int = 0
    ) {
        guard depth < 32, node.shape != .scalar else { return }
        switch type {
        case .ruled(let type, _), .nullable(let type): visit(node, type, declared, into: &taken, depth: depth)
        case .array(let element, _, _, _):
            for node in node.elements { visit(node, element, declared, into: &taken, depth: depth + 1) }
        case .map(let value, _, _):
            for entry in node.entries { visit(entry.value, value, declared, into: &taken, depth: depth + 1) }
        case .structure(let name):
            guard node.mapping != nil, case .structure(let plan)? = declared[name] else { return }
            for property in plan.properties {
                if let value = node[property.jsonName] {
                    visit(value, property.type, declared, into: &taken, depth: depth + 1)
                } else if let own = property.pendingDefault?.node, own.shape != .scalar {
                    taken.append(key(name, property.jsonName))
                }
            }
        case .union(let name):
            guard case .union(let plan)? = declared[name] else { return }
            let told = plan.discriminator.flatMap { node[$0]?.scalar?.text }
            let meant = told.map { value in plan.cases.filter { $0.readValues.contains(value) } } ?? []
            for choice in meant.isEmpty ? plan.cases : meant {
                visit(node, choice.type, declared, into: &taken, depth: depth + 1)
            }
        default: return
        }
    }
}
