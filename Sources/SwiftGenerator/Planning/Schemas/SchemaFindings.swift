import OpenAPI

/// What has been found of schemas, so that schemas which many ways lead to are looked at once.
final class SchemaFindings {
    private struct Key: Hashable {
        var schema: Schema.ID
        /// How deep the search was, for its end decides what is found.
        var depth: Int
    }

    private var classes: [Key: SchemaClass] = [:]
    private var shapes: [Schema.ID: ObjectShape] = [:]
    private var alternatives: [Schema.ID: [Schema]] = [:]
    private var nullability: [Schema.ID: Bool] = [:]
    private var discriminatingValues: [Schema.ID: [String]] = [:]

    /// The class of a schema, found once for every depth.
    func classification(of schema: Schema, depth: Int, otherwise find: () -> SchemaClass) -> SchemaClass {
        guard Self.isKnownByID(schema) else { return find() }
        let key = Key(schema: schema.id, depth: depth)
        if let known = classes[key] { return known }
        let result = find()
        classes[key] = result
        return result
    }

    /// The alternatives of a schema, found once.
    func alternatives(of schema: Schema, otherwise find: () -> [Schema]) -> [Schema] {
        guard Self.isKnownByID(schema) else { return find() }
        if let known = alternatives[schema.id] { return known }
        let result = find()
        alternatives[schema.id] = result
        return result
    }

    /// Whether a schema speaks of `null`, found once.
    func allowsNull(_ schema: Schema, otherwise find: () -> Bool) -> Bool {
        guard Self.isKnownByID(schema) else { return find() }
        if let known = nullability[schema.id] { return known }
        let result = find()
        nullability[schema.id] = result
        return result
    }

    /// The values that tell the alternatives of a union, found once; none while they are being found.
    func discriminatingValues(of union: Schema, otherwise find: () -> [String]) -> [String] {
        guard Self.isKnownByID(union) else { return find() }
        if let known = discriminatingValues[union.id] { return known }
        discriminatingValues[union.id] = []
        let result = find()
        discriminatingValues[union.id] = result
        return result
    }

    /// What an object was flattened to, if it was.
    func shape(of schema: Schema) -> ObjectShape? { Self.isKnownByID(schema) ? shapes[schema.id] : nil }

    func note(_ shape: ObjectShape, of schema: Schema) {
        if Self.isKnownByID(schema) { shapes[schema.id] = shape }
    }

    /// Whether no other schema has its number; those that are made for one look have none of their own.
    private static func isKnownByID(_ schema: Schema) -> Bool { schema.isOfDocument || schema.id.node != 0 }
}
