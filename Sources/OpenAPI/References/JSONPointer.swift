/// JSON Pointers in the fragments of URIs (RFC 6901, section 6).
public enum JSONPointer {
    /// The names that a pointer goes through: percent escapes are read before the pointer is.
    ///
    /// - Parameter fragment: The fragment without its `#`: empty, or beginning with a slash.
    public static func tokens(_ fragment: String) -> [String] {
        guard !fragment.isEmpty else { return [] }
        let pointer = fragment.utf8.contains(UInt8(ascii: "%")) ? percentDecoded(fragment) : fragment
        return pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(unescaped)
    }

    /// A pointer through names, as a fragment with its `#`; the only form that this project writes.
    static func fragment(_ tokens: some Sequence<String>) -> String {
        "#" + tokens.map { "/" + escaped($0) }.joined()
    }

    static func escaped(_ token: String) -> String {
        token.utf8.contains { $0 == 0x7E || $0 == 0x2F }
            ? token.replacing("~", with: "~0").replacing("/", with: "~1") : token
    }

    /// A name as it is written in a reference: a percent sign would be read as an escape.
    static func uriEscaped(_ token: String) -> String { escaped(token).replacing("%", with: "%25") }

    /// A pointer with its `#` as it is written in a reference.
    static func uriEscaped(pointer: String) -> String { pointer.replacing("%", with: "%25") }

    static func unescaped(_ token: Substring) -> String {
        token.utf8.contains(0x7E)
            ? String(token).replacing("~1", with: "/").replacing("~0", with: "~") : String(token)
    }

    /// A text with its percent escapes read (RFC 3986, section 2.1); what is no escape stays.
    static func percentDecoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy({ $0 > 0x2F }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
