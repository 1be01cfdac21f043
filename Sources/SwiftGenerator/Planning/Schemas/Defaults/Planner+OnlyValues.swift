/// Properties that can have one value alone, which nobody has to repeat who makes an object: what must be there of an enum
/// with one case, and what tells a union that an object is this alternative, without which it could not be read again.
extension Planner {
    /// Fills in the only values of all properties, now that everything is declared.
    func withOnlyValues(_ plans: [SchemaPlan]) -> [SchemaPlan] {
        let told = valuesThatTell()
        return plans.map { withOnlyValues($0, told) }
    }

    /// The value that tells which alternative a struct is, by the struct and by the property; nothing where unions want
    /// different ones.
    private func valuesThatTell() -> [String: [String: Set<String>]] {
        var result: [String: [String: Set<String>]] = [:]
        for case .union(let plan) in declared.values {
            guard let discriminator = plan.discriminator else { continue }
            for choice in plan.cases {
                guard case .structure(let name) = choice.type.bare else { continue }
                result[name, default: [:]][discriminator, default: []].formUnion(choice.values)
            }
        }
        return result
    }

    private func withOnlyValues(_ plan: SchemaPlan, _ told: [String: [String: Set<String>]]) -> SchemaPlan {
        switch plan {
        case .enumeration: return plan
        case .union(var union):
            union.nested = union.nested.map { withOnlyValues($0, told) }
            return .union(union)
        case .structure(var structure):
            for (index, property) in structure.properties.enumerated()
            where !property.isNullable && property.defaultLiteral == nil {
                let values = told[structure.fullName]?[property.jsonName] ?? []
                guard property.isRequired || values.count == 1 else { continue }
                structure.properties[index].onlyLiteral = onlyLiteral(
                    of: property.type, values.count == 1 ? values.first : nil)
            }
            structure.nested = structure.nested.map { withOnlyValues($0, told) }
            return .structure(structure)
        }
    }

    private func onlyLiteral(of type: PlannedType, _ value: String?) -> String? {
        switch type.bare {
        case .string: return value.map(SwiftLiteral.string)
        case .enumeration(let name), .integerEnumeration(let name), .valueEnumeration(let name):
            guard case .enumeration(let plan) = declared[name] else { return nil }
            let told = plan.kind == .strings ? plan.cases.first { $0.value == value } : nil
            let only = plan.cases.count == 1 ? plan.cases.first : told
            return only.map { "\(name).\($0.name)" }
        default: return nil
        }
    }
}
