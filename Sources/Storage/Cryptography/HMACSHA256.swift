import COpenSSL

/// Computes HMAC-SHA256 (RFC 2104, FIPS 198-1), the building block of Signature V4.
enum HMACSHA256 {
    /// The 32-byte code of a message under a key of any length.
    static func code(for message: some Collection<UInt8>, key: [UInt8]) -> [UInt8] {
        let message = Array(message)
        var code = [UInt8](repeating: 0, count: SHA256Hasher.digestLength)
        var length: UInt32 = 0
        // A null key pointer would mean "reuse the last key": hand over a real address even for an empty key.
        let paddedKey = key.isEmpty ? [0] : key
        let result = HMAC(EVP_sha256(), paddedKey, Int32(clamping: key.count), message, message.count, &code, &length)
        // Fails only where libcrypto has no SHA-256; no input can cause it.
        precondition(result != nil && length == UInt32(SHA256Hasher.digestLength), "libcrypto offers no HMAC-SHA256")
        return code
    }
}
