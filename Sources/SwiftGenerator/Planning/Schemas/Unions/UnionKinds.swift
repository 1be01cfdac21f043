/// The JSON types of values, by which the alternatives of a union are told apart where they can be.
struct UnionKinds: Sendable {
    /// Every JSON type, in the order in which messages name them.
    static let all = ["null", "boolean", "number", "string", "array", "object"]

    /// A set of JSON types, a bit for each in the order of `all`.
    private typealias Kinds = UInt8

    /// The types of what enums hold, by their full names.
    private var kinds: [String: Kinds] = [:]

    /// - Parameter declared: Everything that is declared, by its full name.
    init(of declared: [String: SchemaPlan]) {
        for (name, plan) in declared {
            guard case .enumeration(let plan) = plan, plan.kind == .values else { continue }
            kinds[name] = plan.cases.reduce(0) { $0 | Self.bit(Self.kind(ofText: $1.value)) }
        }
        // A union has the types of its alternatives, which may be unions, one within another without end.
        var holders: [String: [String]] = [:]
        var open: [String] = []
        for (name, plan) in declared {
            guard case .union(let plan) = plan else { continue }
            var own: Kinds = 0
            for choice in plan.cases {
                if let inner = Self.union(choice.type), case .union = declared[inner.name] {
                    holders[inner.name, default: []].append(name)
                    own |= inner.isNullable ? Self.bit("null") : 0
                } else {
                    own |= mask(of: choice.type)
                }
            }
            kinds[name] = own
            open.append(name)
        }
        while let name = open.popLast() {
            let own = kinds[name] ?? 0
            for holder in holders[name] ?? [] {
                let known = kinds[holder] ?? 0
                guard known | own != known else { continue }
                kinds[holder] = known | own
                open.append(holder)
            }
        }
    }

    /// The JSON types of a type's values; all where nothing is known of them.
    func kinds(of type: PlannedType) -> [String] {
        let mask = mask(of: type)
        return Self.all.filter { mask & Self.bit($0) != 0 }
    }

    private func mask(of type: PlannedType) -> Kinds {
        switch type {
        case .string, .formatted, .enumeration, .openEnumeration: Self.bit("string")
        case .integer, .double, .decimal, .integerEnumeration: Self.bit("number")
        case .boolean: Self.bit("boolean")
        case .array: Self.bit("array")
        case .map, .structure: Self.bit("object")
        case .ruled(let type, _): mask(of: type)
        case .nullable(let type): Self.bit("null") | mask(of: type)
        case .union(let name), .valueEnumeration(let name): kinds[name] ?? .max
        case .any, .external: .max
        }
    }

    private static func bit(_ kind: String) -> Kinds { all.firstIndex(of: kind).map { 1 << $0 } ?? 0 }

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
