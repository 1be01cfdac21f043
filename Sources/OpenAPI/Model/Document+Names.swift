extension Document {
    /// A schema that stands in a part of messages which several operations can have, and what it is called after.
    public struct SharedSchema: Sendable {
        /// What the part is called, and which of its schemas this is.
        public var name: String
        /// Where the part stands, which puts several of one name in an order.
        public var pointer: String
        /// What it says.
        public var schema: Schema

        /// Makes one.
        public init(name: String, pointer: String, schema: Schema) {
            (self.name, self.pointer, self.schema) = (name, pointer, schema)
        }
    }

    /// What a type of a schema that a reference leads to is called: as its component, or by the way to it.
    public func suggestedName(of id: Schema.ID) -> String? {
        schemaNames[id] ?? canonicalPointer(id).map(PointerName.words)
    }
}
