import COpenSSL
import FoundationEssentials

/// Computes the `Content-MD5` header (RFC 1864) that S3 asks for on bucket settings.
///
/// It is a transport check that older servers insist on, not a security measure: the signed SHA-256 is that.
enum ContentMD5 {
    /// The base64 text of the message's MD5, or `nil` where libcrypto forbids MD5 (FIPS mode).
    static func headerValue(for message: [UInt8]) -> String? {
        var digest = [UInt8](repeating: 0, count: 16)
        var length: UInt32 = 0
        guard EVP_Digest(message, message.count, &digest, &length, EVP_md5(), nil) == 1, length == 16 else {
            return nil
        }
        return Data(digest).base64EncodedString()
    }
}
