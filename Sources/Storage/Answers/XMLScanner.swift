/// Reads the small XML documents that S3 answers with, piece by piece, and refuses everything S3 never sends.
///
/// No DTD, no external or custom entity, no CDATA section and no processing instruction, so nothing can be fetched or
/// expanded; size, depth and name length are bounded. Attributes (S3 sends only namespaces) are checked and dropped, and
/// a name's namespace prefix is too. Comments are skipped. Input is UTF-8 (XML 1.0, fifth edition).
struct XMLScanner {
    enum Token: Sendable, Hashable {
        case start(String)
        case text(String)
        case end(String)
    }

    /// The largest document: 1 MiB.
    static let maximumSize = 1 << 20
    private static let maximumDepth = 16
    private static let maximumNameLength = 128

    private let bytes: [UInt8]
    private var position = 0
    private var open: [String] = []
    private var sawRoot = false
    private var pendingEnd: String?

    init(_ bytes: [UInt8]) throws(XMLScannerError) {
        guard bytes.count <= Self.maximumSize else { throw .tooLarge }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .invalidEncoding }
        self.bytes = bytes
        if starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        if starts(with: "<?xml") { try skipDeclaration() }
    }

    /// The next token, or `nil` after the end of a well-formed document.
    mutating func next() throws(XMLScannerError) -> Token? {
        if let name = pendingEnd {
            pendingEnd = nil
            open.removeLast()
            return .end(name)
        }
        while position < bytes.count {
            if bytes[position] != UInt8(ascii: "<") {
                let text = try readText()
                if !open.isEmpty { return .text(text) }
                guard text.utf8.allSatisfy(Self.isSpace) else { throw .contentOutsideRoot }
            } else if starts(with: "<!--") {
                try skipComment()
            } else if starts(with: "</") {
                return try readEnd()
            } else if starts(with: "<!") || starts(with: "<?") {
                throw .forbiddenMarkup
            } else {
                return try readStart()
            }
        }
        guard sawRoot, open.isEmpty else { throw .truncated }
        return nil
    }

    private mutating func readStart() throws(XMLScannerError) -> Token {
        guard !(sawRoot && open.isEmpty) else { throw .contentOutsideRoot }
        guard open.count < Self.maximumDepth else { throw .tooDeep }
        position += 1
        let qualified = try readName()
        var names: [String] = []
        while true {
            let hadSpace = skipSpace()
            guard let byte = peek() else { throw .truncated }
            if byte == UInt8(ascii: ">") {
                position += 1
                break
            }
            if starts(with: "/>") {
                position += 2
                pendingEnd = Self.localName(qualified)
                break
            }
            guard hadSpace, names.count < 16 else { throw .malformed }
            let name = try readName()
            guard !names.contains(name) else { throw .malformed }
            names.append(name)
            try skipAttributeValue()
        }
        sawRoot = true
        open.append(qualified)
        return .start(Self.localName(qualified))
    }

    private mutating func readEnd() throws(XMLScannerError) -> Token {
        position += 2
        let name = try readName()
        skipSpace()
        guard peek() == UInt8(ascii: ">"), open.last == name else { throw .malformed }
        position += 1
        open.removeLast()
        return .end(Self.localName(name))
    }

    private mutating func readText() throws(XMLScannerError) -> String {
        var text: [UInt8] = []
        while let byte = peek(), byte != UInt8(ascii: "<") {
            if byte == UInt8(ascii: "&") {
                text.append(contentsOf: try readEntity().utf8)
                continue
            }
            guard byte >= 0x20 || Self.isSpace(byte) else { throw .forbiddenCharacter }
            text.append(byte)
            position += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func readEntity() throws(XMLScannerError) -> String {
        let start = position + 1
        guard let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { throw .unknownEntity }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        position = end + 1
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { throw .unknownEntity }
            let digits = name.dropFirst()
            let hexadecimal = digits.hasPrefix("x")
            let number = hexadecimal ? digits.dropFirst() : digits
            guard let first = number.first, first != "+", first != "-",
                let value = UInt32(number, radix: hexadecimal ? 16 : 10), let scalar = Unicode.Scalar(value),
                Self.isCharacter(scalar)
            else { throw .unknownEntity }
            return String(scalar)
        }
    }

    private mutating func readName() throws(XMLScannerError) -> String {
        let start = position
        while let byte = peek(), Self.isNameByte(byte) { position += 1 }
        let length = position - start
        guard length > 0 else { throw position >= bytes.count ? .truncated : .malformed }
        guard length <= Self.maximumNameLength, !Self.isNonInitial(bytes[start]) else { throw .malformed }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func skipAttributeValue() throws(XMLScannerError) {
        skipSpace()
        guard peek() == UInt8(ascii: "=") else { throw .malformed }
        position += 1
        skipSpace()
        guard let quote = peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw .malformed }
        position += 1
        while let byte = peek(), byte != quote {
            if byte == UInt8(ascii: "&") {
                _ = try readEntity()
                continue
            }
            guard byte != UInt8(ascii: "<"), byte >= 0x20 || Self.isSpace(byte) else { throw .malformed }
            position += 1
        }
        guard peek() == quote else { throw .truncated }
        position += 1
    }

    private mutating func skipDeclaration() throws(XMLScannerError) {
        guard let end = bytes[position...].prefix(200).firstIndex(of: UInt8(ascii: ">")),
            end > position + 5, Self.isSpace(bytes[position + 5]), bytes[end - 1] == UInt8(ascii: "?")
        else { throw .malformed }
        position = end + 1
    }

    private mutating func skipComment() throws(XMLScannerError) {
        position += 4
        while position < bytes.count {
            if starts(with: "--") {
                guard starts(with: "-->") else { throw .malformed }
                position += 3
                return
            }
            position += 1
        }
        throw .truncated
    }

    @discardableResult
    private mutating func skipSpace() -> Bool {
        let start = position
        while let byte = peek(), Self.isSpace(byte) { position += 1 }
        return position > start
    }

    private func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    private func starts(with prefix: [UInt8]) -> Bool {
        bytes[position...].starts(with: prefix)
    }

    private static func localName(_ name: String) -> String {
        name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        case UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    private static func isNonInitial(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
