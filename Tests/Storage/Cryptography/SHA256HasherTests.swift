import NIOCore
import Storage
import Testing

@Suite struct SHA256HasherTests {
    // FIPS 180-4 example messages, as NIST publishes them.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func agreesWithPublishedDigests(message: String, digest: String) {
        #expect(SHA256Hasher.hexadecimal(of: SHA256Hasher.digest(of: message.utf8)) == digest)
    }

    @Test func piecesOfAnyShapeMakeTheSameDigest() {
        let message = [UInt8]((0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        var hasher = SHA256Hasher()
        hasher.update(message[..<100])
        hasher.update(ByteBuffer(bytes: message[100..<300]).readableBytesView)
        hasher.update([UInt8]())
        message[300..<301].withUnsafeBytes { hasher.update($0) }
        hasher.update(message[301...].lazy.map { $0 })
        #expect(hasher.finalize() == SHA256Hasher.digest(of: message))
    }

    @Test func aCopyGoesOnByItself() {
        var first = SHA256Hasher()
        first.update("ab".utf8)
        var second = first
        first.update("c".utf8)
        second.update("d".utf8)
        #expect(first.finalize() == SHA256Hasher.digest(of: "abc".utf8))
        #expect(second.finalize() == SHA256Hasher.digest(of: "abd".utf8))
    }

    @Test func finalizingACopyLeavesTheOriginalAlone() {
        var original = SHA256Hasher()
        original.update("ab".utf8)
        var copy = original
        _ = copy.finalize()
        original.update("c".utf8)
        #expect(original.finalize() == SHA256Hasher.digest(of: "abc".utf8))
    }

    @Test func finalizingStartsOver() {
        var hasher = SHA256Hasher()
        hasher.update("x".utf8)
        _ = hasher.finalize()
        hasher.update("abc".utf8)
        #expect(hasher.finalize() == SHA256Hasher.digest(of: "abc".utf8))
    }
}
