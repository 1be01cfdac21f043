import OpenAPI

/// What is described of an object beside each of the schemas that speak of it together: what one of them says of the members
/// that nothing describes holds for those that no other describes either, in rules as in types.
struct RuleSurroundings {
    /// Beside what the schema says itself.
    var own: DescribedMembers
    /// Beside what it refers to.
    var reference: DescribedMembers
    /// Beside each part of `allOf`.
    var allOf: [DescribedMembers]
    /// Beside the alternatives of `anyOf`.
    var anyOf: DescribedMembers
    /// Beside the alternatives of `oneOf`.
    var oneOf: DescribedMembers

    /// Finds what is described beside a schema and its parts.
    ///
    /// - Parameters:
    ///   - schema: The schema.
    ///   - document: Its document.
    ///   - others: What is described beside the whole schema.
    ///   - memory: What has been found of schemas.
    init(
        of schema: Schema, in document: Document, beside others: DescribedMembers, _ memory: inout DescriptionMemory
    ) {
        own = others
        (reference, anyOf, oneOf) = (DescribedMembers(), DescribedMembers(), DescribedMembers())
        allOf = schema.allOf.map { _ in DescribedMembers() }
        guard schema.reference != nil || schema.combinations != nil, memory.speaksOfOtherMembers(schema) else {
            return
        }
        let target = document.target(of: schema)
        let groups = [[target].compactMap(\.self)] + schema.allOf.map { [$0] } + [schema.anyOf, schema.oneOf]
        let described = groups.map { memory.members(of: $0) }
        own = described.reduce(into: others) { $0.formUnion($1) }
        let direct = DescribedMembers(of: schema)
        func beside(_ index: Int) -> DescribedMembers {
            var result = others
            result.formUnion(direct)
            for (other, members) in described.enumerated() where other != index { result.formUnion(members) }
            return result
        }
        reference = beside(0)
        for index in allOf.indices { allOf[index] = beside(index + 1) }
        anyOf = beside(groups.count - 2)
        oneOf = beside(groups.count - 1)
    }
}
