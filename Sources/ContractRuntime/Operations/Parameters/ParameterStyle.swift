/// How a value is written in a parameter (OpenAPI 3.2, section 4.8.12.3).
public enum ParameterStyle: Sendable {
    /// Comma-separated (RFC 6570, section 3.2.2).
    case simple
    /// After a dot (RFC 6570, section 3.2.5).
    case label
    /// After a semicolon, with the name (RFC 6570, section 3.2.7).
    case matrix
    /// `name=value` (RFC 6570, section 3.2.8).
    case form
    /// Separated by spaces, however they are encoded.
    case spaceDelimited
    /// Separated by `|`, however it is encoded.
    case pipeDelimited
    /// `name[member]=value`.
    case deepObject
    /// As `form`, in a cookie and without percent-encoding (since 3.2).
    case cookie
}
