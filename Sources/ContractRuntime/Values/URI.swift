/// A URI with its scheme (RFC 3986, section 3), kept as it was written.
public struct URI: StringFormat {
    /// `a URI`.
    public static let formatDescription = "a URI"

    /// The URI as it was written.
    public let formatted: String

    /// Reads a URI by the grammar of RFC 3986, appendix A, with its scheme.
    public init?(formatted string: String) {
        guard URIReference.isReference(string, needsScheme: true) else { return nil }
        formatted = string
    }

    /// Takes a URI that this program made itself.
    public init(trusted string: String) {
        formatted = string
    }
}
