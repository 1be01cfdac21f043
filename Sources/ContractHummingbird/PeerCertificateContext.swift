public import Hummingbird

/// A request's context that tells the certificate that the client has shown, for contracts with `mutualTLS`.
///
/// Hummingbird's own contexts tell none: a server with mutual TLS takes the certificate from the channel of its
/// `RequestContextSource`.
public protocol PeerCertificateContext: RequestContext {
    /// The certificate in DER (X.690), checked by the server; nil when the client has shown none.
    var peerCertificate: [UInt8]? { get }
}
