import YAML

/// A document and all that it refers to in one text, as somebody else can read it who has none of its files.
///
/// Says what the document says and not how it was written: comments and blank lines are left out, aliases replaced. So the
/// text is the same after a change that means nothing.
public struct BundledDocument: Sendable {
    private let source: Source

    /// A tree that no reference to another file changes is taken apart when the texts are written.
    private enum Source: Sendable {
        case node(YAMLNode)
        case value(BundledValue)
    }

    /// Puts a document that refers to no other file into one text.
    ///
    /// - Parameter document: The document.
    public init(_ document: Document) {
        source = .node(document.root)
    }

    init(_ value: BundledValue) {
        source = .value(value)
    }

    /// Writes the document as YAML, and as JSON on one line.
    public func texts() -> (yaml: String, json: String) {
        let value =
            switch source {
            case .node(let node): BundledValue(node)
            case .value(let value): value
            }
        return (YAMLText.write(value), JSONText.line(value))
    }
}
