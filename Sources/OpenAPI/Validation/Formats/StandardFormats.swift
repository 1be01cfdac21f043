/// Formats of JSON Schema 2020-12 (validation, section 7.3) and of OpenAPI that generated code holds strings to.
///
/// The runtime of generated code reads them with types of its own; a test holds both against each other.
enum StandardFormats {
    static func holds(_ text: String, _ format: String) -> Bool {
        switch format {
        case "uuid": uuid(Array(text.utf8))
        case "date": CalendarGrammar.isDate(Array(text.utf8)[...])
        case "time": CalendarGrammar.isTime(Array(text.utf8)[...])
        case "date-time": CalendarGrammar.isTimestamp(Array(text.utf8)[...])
        case "duration": DurationGrammar.holds(text)
        case "ipv4": InternetAddresses.isVersion4(text)
        case "ipv6": InternetAddresses.isVersion6(text)
        case "hostname": MailGrammar.isHostname(text)
        case "email": MailGrammar.isAddress(text)
        case "uri": URIGrammar.isURI(text)
        case "uri-reference": URIGrammar.isReference(text)
        case "byte": Base64Grammar.isBase64(text)
        case "base64url": Base64Grammar.isBase64URL(text)
        case "decimal": isDecimal(text)
        default: true
        }
    }

    /// Groups of hexadecimal digits (RFC 9562, section 4).
    private static func uuid(_ bytes: [UInt8]) -> Bool {
        bytes.count == 36
            && bytes.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index) ? byte == 0x2D : byte.isHexadecimal
            }
    }

    /// A number of JSON (RFC 8259, section 6) with an exponent of 100,000 at most.
    private static func isDecimal(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: \.isDigit)
        guard let first = whole.first, first != UInt8(ascii: "0") || whole.count == 1 else { return false }
        rest = rest.dropFirst(whole.count)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: \.isDigit)
            guard !fraction.isEmpty else { return false }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard let byte = rest.first else { return true }
        guard byte | 0x20 == UInt8(ascii: "e"), let power = Int(String(decoding: rest.dropFirst(), as: UTF8.self))
        else {
            return false
        }
        return power.magnitude <= 100_000
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isASCIILetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A }
    var isHexadecimal: Bool { isDigit || (self | 0x20 >= 0x61 && self | 0x20 <= 0x66) }
}
