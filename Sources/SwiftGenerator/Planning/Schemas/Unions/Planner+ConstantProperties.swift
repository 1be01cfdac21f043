import OpenAPI

extension Planner {
    /// The property that tells those alternatives apart that are objects, where no discriminator does: each of them requires it
    /// and allows it values (`const`, `enum`) that none of the others allows. One of strings is preferred to one of whole numbers
    /// or booleans.
    ///
    /// - Returns: The property with the values for each alternative, none for one that is no object; nil where there is no
    ///   such property, or fewer than two objects.
    func constantMember(of alternatives: [Schema]) -> (name: String, values: [[MemberConstant]])? {
        guard alternatives.count > 1 else { return nil }
        let parts = alternatives.map { document.conjuncts(of: $0, maximumCount: 256) }
        let objects = parts.filter { $0.contains(where: \.isObject) && !$0.contains(where: \.isNullable) }
        guard objects.count > 1, let first = objects.first else { return nil }
        var second: (name: String, values: [[MemberConstant]])?
        for name in first.flatMap(\.required) {
            let values = parts.map { constants(of: name, in: $0) ?? [] }
            let all = values.flatMap(\.self)
            guard values.count(where: { !$0.isEmpty }) == objects.count, Set(all).count == all.count else { continue }
            if all.allSatisfy({ $0.text != nil }) { return (name, values) }
            second = second ?? (name, values)
        }
        return second
    }

    /// The values that a required property of an object may have, if it has nothing else whichever way the object travels.
    private func constants(of name: String, in parts: [Schema]) -> [MemberConstant]? {
        guard parts.contains(where: \.isObject), !parts.contains(where: \.isNullable),
            parts.contains(where: { $0.required.contains(name) })
        else { return nil }
        let properties = parts.flatMap(\.properties).filter { $0.name == name }.map(\.schema)
        guard properties.allSatisfy({ !value(of: $0).isNullable }) else { return nil }
        let targets = properties.compactMap(document.resolved)
        guard targets.allSatisfy({ !$0.isReadOnly && !$0.isWriteOnly && openValues(of: $0) == nil }) else { return nil }
        for target in targets {
            guard let nodes = target.constant.map({ [$0] }) ?? target.enumeration else { continue }
            // What is forgiven to be of another type is read in its own way.
            let values = nodes.compactMap(MemberConstant.init).filter { $0.isOf(target.types) }
            guard values.count == nodes.count, !values.isEmpty else { continue }
            return Set(values).sorted { ($0.text ?? $0.pattern) < ($1.text ?? $1.pattern) }
        }
        return nil
    }
}
