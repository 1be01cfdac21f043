import OpenAPI
import YAML

extension Planner {
    /// The property that tells alternatives apart where no discriminator does: each of them is an object that requires it
    /// and allows it strings (`const`, `enum`) that none of the others allows.
    func constantProperty(of alternatives: [Schema]) -> (name: String, values: [[String]])? {
        guard let told = constantMember(of: alternatives), !told.values.contains([]) else { return nil }
        let values = told.values.map { $0.compactMap(\.text) }
        return zip(values, told.values).allSatisfy { $0.count == $1.count } ? (told.name, values) : nil
    }

    /// The property that tells those alternatives apart that are objects: each of them requires it and allows it strings,
    /// whole numbers or booleans that none of the others allows.
    ///
    /// - Returns: The property with the values for each alternative, none for one that is no object; nil where there is no
    ///   such property, or fewer than two objects.
    func constantMember(of alternatives: [Schema]) -> (name: String, values: [[MemberConstant]])? {
        guard alternatives.count > 1 else { return nil }
        let parts = alternatives.map { objectParts(of: $0) }
        let objects = parts.filter { $0.contains(where: \.isObject) && !$0.contains(where: \.isNullable) }
        guard objects.count > 1, let first = objects.first else { return nil }
        for name in first.flatMap(\.required) {
            let values = parts.map { constants(of: name, in: $0) ?? [] }
            let all = values.flatMap(\.self)
            if values.count(where: { !$0.isEmpty }) == objects.count, Set(all).count == all.count {
                return (name, values)
            }
        }
        return nil
    }

    /// The schemas that must all hold for an alternative: what it refers to, and the parts of `allOf`.
    private func objectParts(of schema: Schema, depth: Int = 0) -> [Schema] {
        guard depth < 8, let target = document.resolved(schema) else { return [] }
        let beside = schema.reference != nil && schema.isOfDocument ? [schema] : []
        return beside + [target] + target.allOf.flatMap { objectParts(of: $0, depth: depth + 1) }
    }

    /// The values that a required property of an object may have, if it has nothing else whichever way the object travels.
    private func constants(of name: String, in parts: [Schema]) -> [MemberConstant]? {
        guard parts.contains(where: \.isObject), !parts.contains(where: \.isNullable),
            parts.contains(where: { $0.required.contains(name) })
        else { return nil }
        let properties = parts.flatMap(\.properties).filter { $0.name == name }
            .compactMap { document.resolved($0.schema) }
        guard properties.allSatisfy({ !$0.isReadOnly && !$0.isWriteOnly && openValues(of: $0) == nil }) else {
            return nil
        }
        for property in properties {
            guard let nodes = property.constant.map({ [$0] }) ?? property.enumeration else { continue }
            let values = nodes.compactMap(MemberConstant.init)
            guard values.count == nodes.count, !values.isEmpty else { continue }
            return Set(values).sorted { ($0.text ?? $0.pattern) < ($1.text ?? $1.pattern) }
        }
        return nil
    }
}

/// A value of a member that tells what its object is.
enum MemberConstant: Hashable {
    case string(String)
    case integer(Int64)
    case boolean(Bool)

    init?(_ node: YAMLNode) {
        guard let scalar = node.scalar else { return nil }
        switch scalar.value {
        case .string: self = .string(scalar.text)
        case .boolean(let flag): self = .boolean(flag)
        case .integer, .number:
            guard let value = Int64(node.json) else { return nil }
            self = .integer(value)
        case .null: return nil
        }
    }

    /// The string, if it is one.
    var text: String? { if case .string(let text) = self { text } else { nil } }

    /// The value as a `JSONConstant` in Swift, by which it is matched too.
    var pattern: String {
        switch self {
        case .string(let text): ".string(\(SwiftLiteral.string(text)))"
        case .integer(let value): ".integer(\"\(value)\")"
        case .boolean(let flag): ".boolean(\(flag))"
        }
    }
}
