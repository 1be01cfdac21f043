public import FoundationEssentials

/// A request that anybody may send once they hold it, until it expires.
///
/// The URL is a secret of its holder: it must not be logged.
public struct PresignedRequest: Sendable {
    /// `PUT` or `GET`.
    public let method: String
    /// The complete URL with its signature.
    public let url: String
    /// Every header that the client must send exactly so, in this order; `Host` follows from the URL.
    public let headers: [(name: String, value: String)]
    /// The moment from which the store refuses the request; a whole second.
    public let expiresAt: Date
}
