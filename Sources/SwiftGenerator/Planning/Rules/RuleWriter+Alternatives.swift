import OpenAPI

/// The alternatives of a schema as a rule has them.
extension RuleWriter {
    /// An alternative of `oneOf`, or one of those that build on a schema; with the values of the discriminator that mean it, which
    /// may be all that tells it from the others.
    mutating func alternative(
        _ alternative: Schema, of schema: Schema, depth: Int, in whole: Schema, beside others: DescribedMembers
    ) -> String {
        let text = text(alternative, depth: depth + 1, in: whole, beside: others)
        guard !schema.oneOf.isEmpty || schema.base != nil, let discriminator = schema.discriminator,
            let values = values(discriminator, alternative)
        else { return text }
        let name = Self.quoted(discriminator.propertyName)
        let list = Self.list(values.map(Self.quoted))
        return "{\"allOf\":[\(text),{\"properties\":{\(name):{\"enum\":\(list)}}}]}"
    }

    /// The values that mean an alternative; nil where it is told otherwise, or has alternatives of its own.
    private func values(_ discriminator: Schema.Discriminator, _ alternative: Schema) -> [String]? {
        let target = alternative.reference?.target ?? alternative.id
        guard let name = document.referencedName(alternative) ?? alternative.baseOf.flatMap(document.name),
            discriminator.defaultMapping == nil,
            !document.conjuncts(of: alternative, maximumCount: 64).contains(where: { part in
                !part.oneOf.isEmpty || !part.anyOf.isEmpty
                    || part.properties.contains { $0.name == discriminator.propertyName && !isString($0.schema) }
            }),
            document.requires(discriminator.propertyName, alternative),
            document.constants(discriminator.propertyName, of: alternative).isEmpty
        else { return nil }
        let mapped = discriminator.mapping.filter { $0.schema.target == target }.map(\.value)
        let isNamed = !discriminator.mapping.contains { $0.value == name }
        return mapped + (isNamed ? [name] : [])
    }

    private func isString(_ schema: Schema) -> Bool {
        document.resolved(schema).map { $0.types.isEmpty || $0.types == [.string] } ?? false
    }
}
