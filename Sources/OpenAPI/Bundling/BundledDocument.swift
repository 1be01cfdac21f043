/// A document and all that it refers to in one text, as somebody else can read it who has none of its files.
///
/// Says what the document says and not how it was written: comments and blank lines are left out, aliases replaced. So the
/// text is the same after a change that means nothing.
public struct BundledDocument: Hashable, Sendable {
    /// The document as YAML.
    public var yaml: String
    /// The document as JSON on one line.
    public var json: String

    /// Puts a document that refers to no other file into one text.
    ///
    /// - Parameter document: The document.
    public init(_ document: Document) {
        self.init(BundledValue(document.root))
    }

    init(_ value: BundledValue) {
        yaml = YAMLText.write(value)
        json = JSONText.line(value)
    }
}
