/// A media type without its parameters (RFC 9110, section 8.3.1), for comparison.
public struct MediaTypeName: Hashable, Sendable {
    /// The name in lower case, such as `application/json`.
    public let name: String

    /// Reads the value of a `Content-Type` field.
    public init(_ value: String) {
        let name = value.prefix { $0 != ";" }
        self.name = name.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
            .map { $0.lowercased() }.joined()
    }

    /// Whether it is JSON (RFC 8259), or of a format with its syntax (RFC 6839, section 3.1).
    public var isJSON: Bool { name == "application/json" || name == "text/json" || name.hasSuffix("+json") }
}
