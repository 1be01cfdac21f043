/// What the names of schemas mean beside a discriminator.
extension Document {
    /// The name of the schema that a reference leads to.
    public func referencedName(_ schema: Schema) -> String? {
        guard let reference = schema.reference else { return nil }
        return reference.target.flatMap(name)
            ?? reference.text.split(whereSeparator: { $0 == "/" || $0 == "#" }).last.map(String.init)
    }

    /// The names that mean alternatives beside values of the mapping, which says nothing of those very names (OpenAPI 3.2,
    /// section 4.8.25). They are read and never written.
    public func namesBesideMapping(of rule: Schema.Discriminator, for alternatives: [Schema]) -> [[String]] {
        let explicit = Set(rule.mapping.map(\.value))
        let mapped = Set(rule.mapping.compactMap(\.schema.target))
        return alternatives.map { alternative in
            guard let target = alternative.reference?.target, mapped.contains(target),
                let name = referencedName(alternative), !explicit.contains(name)
            else { return [] }
            let constants = constants(rule.propertyName, of: alternative)
            return constants.isEmpty || constants.contains(name) ? [name] : []
        }
    }
}
