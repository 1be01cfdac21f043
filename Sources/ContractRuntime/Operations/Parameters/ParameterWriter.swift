/// Writes one parameter as its style has it (OpenAPI 3.2, section 4.8.12.3): the counterpart of `ParameterReader`.
///
/// What a style cannot tell apart, such as a comma inside an element of a header's list, is refused and never sent.
struct ParameterWriter {
    var name: String
    var style: ParameterStyle
    var isExploded: Bool
    /// Whether reserved characters stay as they are (RFC 6570, section 3.2.3), as far as they mean nothing where the value
    /// stands. A percent sign is written as `%25`, for it is part of the value.
    var allowsReserved = false
    var allowsEmpty = false

    /// What stands in a path for the parameter.
    func pathText(_ value: WrittenValue) throws(UnwritableValue) -> String {
        let text: String
        try checkDelimited(value)
        switch style {
        case .label:
            // A dot separates, so one that belongs to a value is encoded.
            let encode = { (text: String) in pathEncoded(text).replacing(".", with: "%2E") }
            text = "." + joined(value, separator: isExploded ? "." : ",", encode)
        case .matrix: text = matrixText(value)
        default: text = joined(value, separator: ",") { pathEncoded($0) }
        }
        guard !text.isEmpty else { throw UnwritableValue("is empty, which no path can tell; give it a value") }
        return text
    }

    /// A value of a path: what separates segments, elements and matrix parameters is encoded in any case.
    private func pathEncoded(_ text: String) -> String {
        PercentEncoding.encode(text, keeping: allowsReserved ? ":@!$'()*+" : "")
    }

    /// What is sent as a header field: it is not percent-encoded.
    func headerText(_ value: WrittenValue) throws(UnwritableValue) -> String {
        for text in value.texts where value.isComposed && text.contains(",") {
            throw UnwritableValue("has a comma inside an element, where it separates elements of a header")
        }
        try checkDelimited(value)
        if isExploded, case .members(let members) = value, members.contains(where: { $0.name.contains("=") }) {
            throw UnwritableValue("has an equals sign in a name, where it separates names from values")
        }
        for text in value.texts where value.isComposed { try HeaderField.check(text) }
        let text = joined(value, separator: ",") { $0 }
        try HeaderField.check(text)
        return text
    }

    /// What `allowReserved` leaves as it is in a query, where `&`, `=`, `#`, `[` and `]` mean something and commas separate.
    static let reservedInQuery = ":/?@!$'()*+;"

    /// The `name=value` pieces of a query.
    func queryPairs(_ value: WrittenValue) throws(UnwritableValue) -> [String] {
        let encode = { (text: String) in
            PercentEncoding.encode(text, keeping: allowsReserved ? Self.reservedInQuery : "")
        }
        let key = PercentEncoding.encode(name)
        // What is exploded repeats its name, whatever would separate it.
        let isDelimited = style == .spaceDelimited || style == .pipeDelimited
        switch (isDelimited && isExploded ? .form : style, value) {
        case (.spaceDelimited, .list), (.spaceDelimited, .members), (.pipeDelimited, .list), (.pipeDelimited, .members):
            let separator = style == .spaceDelimited ? " " : "|"
            try checkDelimited(value)
            for text in value.texts where text.contains(separator) {
                throw UnwritableValue("has the separator '\(separator)' inside a value; its style cannot tell that")
            }
            return ["\(key)=\(joined(value, separator: PercentEncoding.encode(separator), isExploded: false, encode))"]
        case (_, .list(let elements)) where isExploded:
            if allowsEmpty {
                try checkDelimited(value)
                if elements.isEmpty { return ["\(key)="] }
            }
            return elements.map { "\(key)=\(encode($0))" }
        case (_, .members(let members)) where isExploded:
            return members.map { "\(PercentEncoding.encode($0.name))=\(encode($0.text))" }
        default:
            try checkDelimited(value)
            return ["\(key)=\(joined(value, separator: ",", isExploded: false, encode))"]
        }
    }

    /// The `name=value` pieces of a `Cookie` field (RFC 6265, section 4.2.1).
    func cookiePairs(_ value: WrittenValue) throws(UnwritableValue) -> [String] {
        let isPlain = style == .cookie
        if isPlain {
            for text in value.texts where !HeaderField.isCookieText(text) {
                throw UnwritableValue("has a character that no cookie can hold; encode it first")
            }
            if isExploded, case .members(let members) = value {
                for member in members where !HeaderField.isToken(member.name) {
                    throw UnwritableValue("has a name that no cookie can have; give it one of letters and digits")
                }
            }
        }
        let kept = allowsReserved ? ":/?@!$'()*+" : ""
        let encode = { (text: String) in isPlain ? text : PercentEncoding.encode(text, keeping: kept) }
        switch value {
        case .list(let elements) where isExploded: return elements.map { "\(name)=\(encode($0))" }
        case .members(let members) where isExploded:
            // Names are encoded as values are (RFC 6570, section 3.2.8).
            return members.map { "\(isPlain ? $0.name : PercentEncoding.encode($0.name))=\(encode($0.text))" }
        default:
            try checkDelimited(value)
            return ["\(name)=\(joined(value, separator: ",", isExploded: false, encode))"]
        }
    }

    /// Refuses the one list that a text with separators cannot tell from another.
    private func checkDelimited(_ value: WrittenValue) throws(UnwritableValue) {
        if case .list([""]) = value {
            throw UnwritableValue("holds one empty text, which its style cannot tell from a list of none")
        }
    }

    private func joined(
        _ value: WrittenValue, separator: String, isExploded: Bool? = nil, _ encode: (String) -> String
    ) -> String {
        switch value {
        case .text(let text): return encode(text)
        case .list(let elements): return elements.map(encode).joined(separator: separator)
        case .members(let members):
            let inner = isExploded ?? self.isExploded ? "=" : separator
            return members.map { encode($0.name) + inner + encode($0.text) }.joined(separator: separator)
        }
    }

    /// A name without a value for an empty text (RFC 6570, section 3.2.7).
    private func matrixText(_ value: WrittenValue) -> String {
        let encode = pathEncoded
        let pair = { (name: String, text: String) in ";\(encode(name))\(text.isEmpty ? "" : "=" + text)" }
        switch value {
        case .list(let elements) where isExploded: return elements.map { pair(name, encode($0)) }.joined()
        case .members(let members) where isExploded: return members.map { pair($0.name, encode($0.text)) }.joined()
        default: return pair(name, joined(value, separator: ",", isExploded: false, encode))
        }
    }
}

/// A value that cannot be written as the contract has it.
struct UnwritableValue: Error {
    /// The end of a sentence that begins with the value.
    var message: String

    init(_ message: String) { self.message = message }

    /// JSON has no infinity and nothing that is no number (RFC 8259, section 6).
    static let nonFinite = UnwritableValue("is or holds a number that is not finite, which JSON cannot hold")
}

extension HeaderField {
    /// Refuses what a field cannot hold (RFC 9110, section 5.5): control characters, and white space at its ends.
    static func check(_ text: String) throws(UnwritableValue) {
        for scalar in text.unicodeScalars where (scalar.value < 0x20 && scalar != "\t") || scalar.value == 0x7F {
            throw UnwritableValue("has a control character, which no header field can hold")
        }
        if FieldParameters.trimmed(text[...]) != text {
            throw UnwritableValue("begins or ends with white space, which a header field loses")
        }
    }

    /// Whether a text is a token (RFC 9110, section 5.6.2), as the names of fields and cookies are.
    static func isToken(_ text: String) -> Bool {
        let signs = Set("!#$%&'*+-.^_`|~".utf8)
        return !text.isEmpty
            && text.utf8.allSatisfy { byte in
                signs.contains(byte) || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte)
            }
    }

    /// Whether a cookie can hold a text as it is (RFC 6265, section 4.1.1); a comma is left to the style.
    static func isCookieText(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (0x21...0x7E).contains(byte) && ![0x22, 0x2C, 0x3B, 0x5C].contains(byte)
        }
    }
}
