extension Document {
    /// A schema that stands in a part of messages which several operations can have, and what it is called after.
    public struct SharedSchema: Sendable {
        /// What the part is called, and which of its schemas this is.
        public var name: String
        /// What the part is.
        public var kind: Kind
        /// Where the part stands, which puts several of one name in an order.
        public var pointer: String
        /// What it says.
        public var schema: Schema

        init(name: String, kind: Kind, pointer: String, schema: Schema) {
            (self.name, self.kind, self.pointer, self.schema) = (name, kind, pointer, schema)
        }

        /// A part of messages; what its types are called too where something else has the name.
        public enum Kind: String, Sendable {
            case parameter = "Parameter"
            case body = "Body"
            case response = "Response"
            case header = "Header"
        }
    }

    /// What a type of a schema that a reference leads to is called: as its component, or by the way to it.
    public func suggestedName(of id: Schema.ID) -> String? {
        schemaNames[id] ?? canonicalPointer(id).map(PointerName.words)
    }
}
