import COpenSSL

/// Computes SHA-256 (FIPS 180-4) over bytes that arrive piece by piece, in constant memory.
///
/// A copy goes on independently of the original. The work is done by libcrypto, which uses the processor's SHA
/// instructions.
public struct SHA256Hasher: Sendable {
    /// The length of a digest: 32 bytes.
    public static let digestLength = 32

    private var context: DigestContext

    /// Starts over an empty message.
    public init() {
        context = DigestContext()
    }

    /// Takes the next bytes of the message.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        if !isKnownUniquelyReferenced(&context) { context = context.copied() }
        context.update(bytes)
    }

    /// Takes the next bytes of the message from an array, an `ArraySlice`, a `ByteBufferView` or a like collection.
    public mutating func update(_ bytes: some Collection<UInt8>) {
        let done: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
        if done == nil { Array(bytes).withUnsafeBytes { update($0) } }
    }

    /// Returns the 32 bytes of the digest and starts over an empty message.
    public mutating func finalize() -> [UInt8] {
        let finished = isKnownUniquelyReferenced(&context) ? context : context.copied()
        context = DigestContext()
        return finished.finalize()
    }

    /// The digest of a whole message.
    public static func digest(of message: some Collection<UInt8>) -> [UInt8] {
        var hasher = SHA256Hasher()
        hasher.update(message)
        return hasher.finalize()
    }

    /// Writes bytes, usually a digest, as lower-case hexadecimal text, two characters a byte.
    public static func hexadecimal(of bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0x0F)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Owns one `EVP_MD_CTX` and frees it.
///
/// Unchecked Sendable: the pointer is private to this object, and ``SHA256Hasher`` changes the context only while it
/// holds the sole reference (copying it otherwise), so no two tasks ever touch it at the same time.
private final class DigestContext: @unchecked Sendable {
    private let pointer: OpaquePointer

    init() {
        pointer = Self.allocate()
        // Fails only where libcrypto was built or configured without SHA-256; no input can cause it.
        precondition(EVP_DigestInit_ex(pointer, EVP_sha256(), nil) == 1, "libcrypto offers no SHA-256")
    }

    private init(copying other: DigestContext) {
        pointer = Self.allocate()
        precondition(EVP_MD_CTX_copy_ex(pointer, other.pointer) == 1, "libcrypto could not copy a digest context")
    }

    deinit {
        EVP_MD_CTX_free(pointer)
    }

    func copied() -> DigestContext { DigestContext(copying: self) }

    func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return }
        precondition(EVP_DigestUpdate(pointer, base, bytes.count) == 1, "libcrypto could not update a digest")
    }

    func finalize() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: SHA256Hasher.digestLength)
        var length: UInt32 = 0
        precondition(EVP_DigestFinal_ex(pointer, &digest, &length) == 1, "libcrypto could not finish a digest")
        return digest
    }

    private static func allocate() -> OpaquePointer {
        guard let pointer = EVP_MD_CTX_new() else { preconditionFailure("out of memory for a digest context") }
        return pointer
    }
}
