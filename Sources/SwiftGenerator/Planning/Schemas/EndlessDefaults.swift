import YAML

/// Which structs the defaults of a struct's properties are made of. One that leads back to its struct is no value: to make it
/// would take the same default again, and so on.
struct EndlessDefaults {
    private let declared: [String: SchemaPlan]
    /// The structs that the defaults of each struct are made of.
    private var made: [String: Set<String>] = [:]

    init(of declared: [String: SchemaPlan]) {
        self.declared = declared
        for case .structure(let plan) in declared.values {
            for property in plan.properties {
                guard let node = property.pendingDefault?.node, node.shape != .scalar else { continue }
                made[plan.fullName, default: []].formUnion(structures(in: node, property.type))
            }
        }
    }

    /// Whether a default of a struct's property leads back to the struct.
    func isEndless(_ node: YAMLNode, of type: PlannedType, in structure: String) -> Bool {
        guard made[structure] != nil, node.shape != .scalar else { return false }
        var pending = structures(in: node, type)
        var seen = pending
        while let next = pending.popFirst() {
            if next == structure { return true }
            for name in made[next] ?? [] where seen.insert(name).inserted { pending.insert(name) }
        }
        return false
    }

    /// The structs that a value is made of, whatever alternative of a union it is.
    private func structures(in node: YAMLNode, _ type: PlannedType, depth: Int = 0) -> Set<String> {
        guard depth < 32, node.shape != .scalar else { return [] }
        switch type {
        case .ruled(let type, _), .nullable(let type): return structures(in: node, type, depth: depth)
        case .array(let element, _, _, _):
            return node.elements.reduce(into: []) { $0.formUnion(structures(in: $1, element, depth: depth + 1)) }
        case .map(let value, _, _):
            return node.entries.reduce(into: []) { $0.formUnion(structures(in: $1.value, value, depth: depth + 1)) }
        case .structure(let name):
            guard node.mapping != nil, case .structure(let plan)? = declared[name] else { return [] }
            return plan.properties.reduce(into: [name]) { names, property in
                guard let value = node[property.jsonName] else { return }
                names.formUnion(structures(in: value, property.type, depth: depth + 1))
            }
        case .union(let name):
            guard case .union(let plan)? = declared[name] else { return [] }
            return plan.cases.reduce(into: []) { $0.formUnion(structures(in: node, $1.type, depth: depth + 1)) }
        default: return []
        }
    }
}
