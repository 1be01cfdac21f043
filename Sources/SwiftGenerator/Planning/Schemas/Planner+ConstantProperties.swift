import OpenAPI
import YAML

extension Planner {
    /// The property that tells alternatives apart where no discriminator does: each of them is an object that requires it
    /// and allows it strings (`const`, `enum`) that none of the others allows.
    func constantProperty(of alternatives: [Schema]) -> (name: String, values: [[String]])? {
        let parts = alternatives.map { objectParts(of: $0) }
        guard alternatives.count > 1, let first = parts.first,
            parts.allSatisfy({ $0.contains(where: \.isObject) && !$0.contains(where: \.isNullable) })
        else { return nil }
        for name in first.flatMap(\.required) {
            let values = parts.compactMap { constants(of: name, in: $0) }
            let all = values.flatMap(\.self)
            if values.count == parts.count, Set(all).count == all.count { return (name, values) }
        }
        return nil
    }

    /// The schemas that must all hold for an alternative: what it refers to, and the parts of `allOf`.
    private func objectParts(of schema: Schema, depth: Int = 0) -> [Schema] {
        guard depth < 8, let target = document.resolved(schema) else { return [] }
        let beside = schema.reference != nil && schema.isOfDocument ? [schema] : []
        return beside + [target] + target.allOf.flatMap { objectParts(of: $0, depth: depth + 1) }
    }

    /// The strings that a required property may be, if it is nothing else whichever way the object travels.
    private func constants(of name: String, in parts: [Schema]) -> [String]? {
        guard parts.contains(where: { $0.required.contains(name) }) else { return nil }
        let properties = parts.flatMap(\.properties).filter { $0.name == name }
            .compactMap { document.resolved($0.schema) }
        guard properties.allSatisfy({ !$0.isReadOnly && !$0.isWriteOnly && openValues(of: $0) == nil }) else {
            return nil
        }
        for property in properties {
            guard let values = property.constant.map({ [$0] }) ?? property.enumeration else { continue }
            let texts = values.compactMap { $0.scalar?.value == .string ? $0.text : nil }
            if texts.count == values.count, !texts.isEmpty { return Array(Set(texts)).sorted() }
        }
        return nil
    }
}
