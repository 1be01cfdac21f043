import YAML

/// Writes YAML in block style with two spaces for each level.
enum YAMLText {
    static func write(_ value: BundledValue) -> String {
        var text: [UInt8] = []
        switch value {
        case .mapping(let members) where !members.isEmpty: write(members, level: 0, isInline: true, to: &text)
        default: write(value, level: 0, to: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes a value behind a key or a dash.
    private static func write(_ value: BundledValue, level: Int, to text: inout [UInt8]) {
        switch value {
        case .scalar(let node): scalar(node, level: level, to: &text)
        case .literal(let literal): text += " \(literal)\n"
        case .text(let string): writeLine(quoted(string), to: &text)
        case .sequence(let elements):
            guard !elements.isEmpty else { return text += " []\n" }
            text += "\n"
            for element in elements {
                text += indentation(level)
                text += "-"
                if case .mapping(let members) = element, !members.isEmpty {
                    text += " "
                    write(members, level: level + 1, isInline: true, to: &text)
                } else {
                    write(element, level: level + 1, to: &text)
                }
            }
        case .mapping(let members):
            guard !members.isEmpty else { return text += " {}\n" }
            text += "\n"
            write(members, level: level, isInline: false, to: &text)
        }
    }

    private static func write(
        _ members: [BundledMember], level: Int, isInline: Bool, to text: inout [UInt8]
    ) {
        for (index, member) in members.enumerated() {
            if index > 0 || !isInline { text += indentation(level) }
            text += quoted(member.name)
            text += ":"
            write(member.value, level: level + 1, to: &text)
        }
    }

    private static func scalar(_ node: YAMLNode, level: Int, to text: inout [UInt8]) {
        guard let scalar = node.scalar else { return }
        guard scalar.value == .string else {
            return writeLine(scalar.text.isEmpty ? "null" : scalar.text, to: &text)
        }
        guard isBlock(scalar.text) else { return writeLine(quoted(scalar.text), to: &text) }
        let isClipped = scalar.text.hasSuffix("\n")
        text += isClipped ? " |\n" : " |-\n"
        let body = isClipped ? scalar.text.dropLast() : scalar.text[...]
        for line in body.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if !line.isEmpty { text += indentation(max(level, 1)) }
            text += line
            text += "\n"
        }
    }

    private static func writeLine(_ value: String, to text: inout [UInt8]) {
        text += " "
        text += value
        text += "\n"
    }

    private static func indentation(_ level: Int) -> String {
        level < indentations.count ? indentations[level] : String(repeating: "  ", count: level)
    }

    private static let indentations = (0..<32).map { String(repeating: "  ", count: $0) }

    /// Whether a text of several lines can stand as a block as it is.
    private static func isBlock(_ text: String) -> Bool {
        guard text.utf8.contains(0x0A), let first = text.unicodeScalars.first, first != " ", first != "\n",
            !text.hasSuffix("\n\n"), text != "\n"
        else { return false }
        return text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value < 0x7F) || isPrintable($0) }
            && !hasLineThatEndsInABlank(text)
    }

    private static func hasLineThatEndsInABlank(_ text: String) -> Bool {
        var last: UInt8 = 0x0A
        for byte in text.utf8 {
            if byte == 0x0A, last == 0x20 { return true }
            last = byte
        }
        return last == 0x20
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        (0xA0...0xD7FF).contains(scalar.value) && scalar.value != 0x2028 && scalar.value != 0x2029
    }

    /// A text on one line: plain when nothing can be mistaken, else as JSON writes it.
    private static func quoted(_ text: String) -> String {
        guard !isPlain(text) else { return text }
        let quoted = JSONString.quoted(text)
        return quoted.utf8.allSatisfy { $0 < 0x7F } ? quoted : quoted.unicodeScalars.map(escaped).joined()
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let needsEscape = (0x7F...0x9F).contains(scalar.value) || [0x2028, 0x2029, 0xFEFF].contains(scalar.value)
        guard needsEscape else { return String(scalar) }
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// Whether a text is a version of three numbers, which no reader takes for a number.
    private static func isVersion(_ text: String) -> Bool {
        guard text.utf8.count < 20, text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) else {
            return false
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3 && !parts.contains(where: \.isEmpty)
    }

    /// Bytes decide, for most of what a contract says comes here.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count < 200 else { return false }
        if isDigit(first) { return isVersion(text) }
        guard isLetter(first) || first == UInt8(ascii: "/") || first == UInt8(ascii: "_") || first == UInt8(ascii: "$"),
            text.utf8.allSatisfy({ isLetter($0) || isDigit($0) || punctuation.contains($0) }),
            text.utf8.last != UInt8(ascii: " "), !isWord(text)
        else { return false }
        return YAMLScalar(text: text, isPlain: true).value == .string
    }

    /// Whether some reader takes a text for a truth value or for null.
    private static func isWord(_ text: String) -> Bool {
        guard text.utf8.count <= 5 else { return false }
        return ["yes", "no", "on", "off", "y", "n", "true", "false", "null"].contains(text.lowercased())
    }

    /// What may stand in a plain text beside letters and digits.
    private static let punctuation = Set(" /_-.$(){}@+,;=".utf8)

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
