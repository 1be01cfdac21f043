public import YAML

/// A value that can be held against a schema, however it is stored.
public protocol SchemaInstance {
    /// What the value is, one level deep.
    var instance: InstanceShape<Self> { get }
}

/// What a value is, one level deep.
public enum InstanceShape<Instance> {
    /// Null.
    case null
    /// True or false.
    case boolean(Bool)
    /// A number as its text in JSON.
    case number(String)
    /// A string.
    case string(String)
    /// An array.
    case array([Instance])
    /// An object, in its own order.
    case object([(name: String, value: Instance)])
}

/// The value that is nothing but `null`.
enum NullInstance: SchemaInstance {
    case null

    var instance: InstanceShape<NullInstance> { .null }
}

extension YAMLNode: SchemaInstance {
    /// The node as JSON would have it.
    public var instance: InstanceShape<YAMLNode> {
        if let sequence { return .array(Array(sequence)) }
        if let mapping { return .object(mapping.map { ($0.key, $0.value) }) }
        guard let scalar else { return .null }
        return switch scalar.value {
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .integer(let number): .number(String(number))
        case .number(let number): number.isFinite ? .number(scalar.text) : .string(scalar.text)
        case .string: .string(scalar.text)
        }
    }
}

/// Compares values as JSON Schema does: numbers by their value, objects without regard to order.
enum InstanceEquality {
    /// A number that is the same for equal values.
    static func fingerprint(of value: some SchemaInstance) -> Int {
        var hasher = Hasher()
        combine(value, into: &hasher)
        return hasher.finalize()
    }

    private static func combine(_ value: some SchemaInstance, into hasher: inout Hasher) {
        switch value.instance {
        case .null: hasher.combine(0)
        case .boolean(let flag): hasher.combine(flag)
        case .number(let text): hasher.combine(Double(text) ?? 0)
        case .string(let text): hasher.combine(text)
        case .array(let elements):
            hasher.combine(elements.count)
            for element in elements { combine(element, into: &hasher) }
        case .object(let members):
            hasher.combine(members.count)
            for member in members.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
                hasher.combine(ExactName(member.name))
                combine(member.value, into: &hasher)
            }
        }
    }

    static func areEqual(_ left: some SchemaInstance, _ right: some SchemaInstance) -> Bool {
        switch (left.instance, right.instance) {
        case (.null, .null): return true
        case (.boolean(let left), .boolean(let right)): return left == right
        case (.string(let left), .string(let right)):
            return left.unicodeScalars.elementsEqual(right.unicodeScalars)
        case (.number(let left), .number(let right)):
            guard let left = DecimalNumber(left), let right = DecimalNumber(right) else { return left == right }
            return left == right
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { areEqual($0, $1) }
        case (.object(let left), .object(let right)):
            guard left.count == right.count else { return false }
            let members = Dictionary(right.map { (ExactName($0.name), $0.value) }) { first, _ in first }
            return left.allSatisfy { name, value in members[ExactName(name)].map { areEqual(value, $0) } ?? false }
        default: return false
        }
    }
}
