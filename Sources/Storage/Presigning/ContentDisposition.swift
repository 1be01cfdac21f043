/// Writes the `Content-Disposition` of a download so that no file name can break out of it.
public enum ContentDisposition {
    /// The most Unicode scalars of a name that are used; a longer one is cut in the middle, so that its extension stays.
    private static let maximumLength = 255

    /// `attachment` with the name in both forms: an ASCII `filename` (RFC 6266) and `filename*` (RFC 8187).
    ///
    /// Whatever the name holds, the result is one line of printable ASCII. Control and formatting characters (CR, LF,
    /// NUL, bidirectional overrides) and path separators become `_`; a name of dots alone, or none, is `download`.
    /// `filename*` is left out where it would say the same as `filename`.
    public static func attachment(filename: String) -> String {
        let name = cleaned(filename)
        let plain = String(String.UnicodeScalarView(name.unicodeScalars.map { isPlain($0) ? $0 : "_" }))
        guard plain != name else { return "attachment; filename=\"\(plain)\"" }
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(extendedValue(name))"
    }

    private static func cleaned(_ filename: String) -> String {
        var scalars = filename.unicodeScalars.map { isHarmful($0) ? "_" : $0 }
        if scalars.count > maximumLength {
            let dot = scalars.lastIndex(of: ".") ?? scalars.endIndex
            let ending = scalars.endIndex - dot <= 16 ? Array(scalars[dot...]) : []
            scalars = Array(scalars.prefix(maximumLength - ending.count)) + ending
        }
        let name = String(String.UnicodeScalarView(scalars))
        return scalars.allSatisfy { $0 == "." || $0 == " " } ? "download" : name
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // The zero-width joiners belong to emoji and to several scripts; the other format characters only deceive.
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        default: scalar == "/" || scalar == "\\"
        }
    }

    /// Printable ASCII that needs no escape in a quoted string and that no browser unescapes (`%`).
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        (0x20...0x7E).contains(scalar.value) && scalar != "\"" && scalar != "\\" && scalar != "%"
    }

    /// The name's UTF-8 with everything but RFC 8187's `attr-char` percent-encoded.
    private static func extendedValue(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var value = ""
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
                value.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "+"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"),
                UInt8(ascii: "|"), UInt8(ascii: "~"):
                value.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                value += "%"
                value.append(digits[Int(byte >> 4)])
                value.append(digits[Int(byte & 0x0F)])
            }
        }
        return value
    }
}
