/// What stands between two slashes of a path that was sent.
struct PathSegment: Sendable {
    /// The bytes of the segment with its escapes read.
    let decoded: [UInt8]
    /// The segment with everything escaped that is no character of a path, in upper case (RFC 3986, sections 3.3 and
    /// 6.2.2.1), and else as it was sent.
    let encoded: String

    init(sent bytes: Substring.UTF8View) {
        let text = String(Substring(bytes))
        encoded = Self.encoded(text)
        decoded = Array(PercentEncoding.decode(text.utf8).utf8)
    }

    /// The segment with those escapes read too that stand for unreserved characters (RFC 3986, section 6.2.2.2).
    var normalized: String {
        PercentEncoding.normalized(encoded, readsUnreserved: true, isKept: Self.isPlain)
    }

    /// The same for a text of a template, which may have characters that a path cannot have.
    static func encoded(_ text: String) -> String {
        guard text.utf8.contains(where: { !isPlain($0) }) else { return text }
        return PercentEncoding.normalized(text, isKept: isPlain)
    }

    /// The characters of a segment that are not escaped (RFC 3986, section 3.3: `pchar`).
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~!$&'()*+,;=:@".utf8.contains(byte)
        }
    }
}
