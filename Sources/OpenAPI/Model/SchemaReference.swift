/// A reference from one schema to another.
public struct SchemaReference: Hashable, Sendable {
    /// As the document writes it.
    public var text: String
    /// Which schema it leads to; nil when it leads nowhere, which has been diagnosed.
    public var target: Schema.ID?
    /// The name under `#/components/schemas` of the document itself, if that is where it leads.
    public var name: String?
}
