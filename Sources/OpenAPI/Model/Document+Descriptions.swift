/// All that describes a value together with a schema.
extension Document {
    /// A schema, what it refers to and the parts of its `allOf`, however deep, each once and the schema first: what all holds
    /// for a value.
    ///
    /// - Parameter maximumCount: Of more than these the first are enough.
    public func conjuncts(of schema: Schema, maximumCount: Int = .max) -> [Schema] {
        guard schema.reference != nil || schema.combinations != nil else { return [schema] }
        // OpenAPI 3.0.4, section 4.7.24: what stands beside a reference is ignored.
        let isEarliest = version.hasPrefix("3.0.")
        var result: [Schema] = []
        var seen: Set<Schema.ID> = []
        var open = [schema]
        while let next = open.popLast(), result.count < maximumCount {
            guard seen.insert(next.id).inserted else { continue }
            let target = target(of: next)
            if next.reference == nil || !isEarliest {
                result.append(next)
                open += next.allOf.reversed()
            }
            if let target { open.append(target) }
        }
        return result
    }

    /// All that describes a value: schemas, what they refer to, their parts and their alternatives, each once.
    public func descriptions(of schemas: [Schema]) -> [Schema] {
        var seen: Set<Schema.ID> = []
        var result: [Schema] = []
        var open = schemas
        while let next = open.popLast() {
            guard seen.insert(next.id).inserted else { continue }
            result.append(next)
            open += parts(of: next)
        }
        return result
    }

    /// What a schema refers to, its parts and its alternatives: all that speaks of the same value directly.
    public func parts(of schema: Schema) -> [Schema] {
        [target(of: schema)].compactMap(\.self) + schema.allOf + schema.oneOf + schema.anyOf
    }
}
