/// The JSON types of values, by which the alternatives of a union are told apart where they can be.
struct UnionKinds: Sendable {
    /// Every JSON type, in the order in which messages name them.
    static let all = ["null", "boolean", "number", "string", "array", "object"]

    /// The types of what enums hold, by their full names; those of unions as far as they are known.
    private var kinds: [String: [String]] = [:]

    /// - Parameter declared: Everything that is declared, by its full name.
    init(of declared: [String: SchemaPlan]) {
        for (name, plan) in declared {
            if case .enumeration(let plan) = plan, plan.kind == .values {
                kinds[name] = Self.all.filter(Set(plan.cases.map { Self.kind(ofText: $0.value) }).contains)
            }
        }
        for (name, plan) in declared {
            guard case .union(let plan) = plan, kinds[name] == nil else { continue }
            var visited: Set<String> = []
            kinds[name] = Self.all.filter(kinds(of: plan, declared, &visited).contains)
        }
    }

    /// The JSON types of a type's values; all where nothing is known of them.
    func kinds(of type: PlannedType) -> [String] {
        switch type {
        case .string, .formatted, .enumeration, .openEnumeration: ["string"]
        case .integer, .double, .decimal, .integerEnumeration: ["number"]
        case .boolean: ["boolean"]
        case .array: ["array"]
        case .map, .structure: ["object"]
        case .ruled(let type, _): kinds(of: type)
        case .nullable(let type): Self.all.filter(Set(["null"] + kinds(of: type)).contains)
        case .union(let name), .valueEnumeration(let name): kinds[name] ?? Self.all
        case .any, .external: Self.all
        }
    }

    private func kinds(
        of plan: UnionPlan, _ declared: [String: SchemaPlan], _ visited: inout Set<String>
    ) -> Set<String> {
        visited.insert(plan.fullName)
        var result: Set<String> = []
        for choice in plan.cases {
            guard let (name, isNullable) = Self.union(choice.type), kinds[name] == nil,
                case .union(let inner) = declared[name]
            else {
                result.formUnion(kinds(of: choice.type))
                continue
            }
            if isNullable { result.insert("null") }
            if !visited.contains(name) { result.formUnion(kinds(of: inner, declared, &visited)) }
        }
        return result
    }

    private static func union(_ type: PlannedType) -> (name: String, isNullable: Bool)? {
        switch type {
        case .union(let name): (name, false)
        case .ruled(let type, _): union(type)
        case .nullable(let type): union(type).map { ($0.name, true) }
        default: nil
        }
    }

    private static func kind(ofText text: String) -> String {
        switch text.utf8.first {
        case UInt8(ascii: "n"): "null"
        case UInt8(ascii: "t"), UInt8(ascii: "f"): "boolean"
        case UInt8(ascii: "\""): "string"
        case UInt8(ascii: "["): "array"
        case UInt8(ascii: "{"): "object"
        default: "number"
        }
    }
}
