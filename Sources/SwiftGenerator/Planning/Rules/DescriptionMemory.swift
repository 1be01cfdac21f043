import OpenAPI

/// What schemas describe of the members of an object, found once for each: rules ask for it at every reference.
struct DescriptionMemory {
    private let document: Document
    private var described: [Schema.ID: DescribedMembers] = [:]
    private var speaking: [Schema.ID: Bool] = [:]

    init(_ document: Document) { self.document = document }

    /// What schemas describe, with what they refer to, their parts and their alternatives.
    mutating func members(of schemas: [Schema]) -> DescribedMembers {
        var result = DescribedMembers()
        for schema in schemas { result.formUnion(members(of: schema)) }
        return result
    }

    private mutating func members(of schema: Schema, depth: Int = 0) -> DescribedMembers {
        if let known = described[schema.id] { return known }
        guard !schema.isOfDocument, depth < Self.maximumDepth else {
            let found = document.describedMembers(of: [schema])
            if schema.isOfDocument { described[schema.id] = found }
            return found
        }
        // Schemas that were made of others may share a number, so what these say is put together each time.
        var result = DescribedMembers(of: schema)
        for part in document.parts(of: schema) { result.formUnion(members(of: part, depth: depth + 1)) }
        return result
    }

    /// Whether a schema, what it refers to, a part of it or an alternative says something of the members that nothing describes.
    mutating func speaksOfOtherMembers(_ schema: Schema) -> Bool { speaks(schema, depth: 0) }

    private mutating func speaks(_ schema: Schema, depth: Int) -> Bool {
        if let known = speaking[schema.id] { return known }
        guard !schema.isOfDocument, depth < Self.maximumDepth else {
            let found = document.speaksOfOtherMembers(schema)
            if schema.isOfDocument { speaking[schema.id] = found }
            return found
        }
        if schema.speaksOfOtherMembers { return true }
        for part in document.parts(of: schema) where speaks(part, depth: depth + 1) { return true }
        return false
    }

    /// How far schemas are followed that were made of others.
    private static let maximumDepth = 8
}
