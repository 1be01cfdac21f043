/// Writes values as Swift literals.
enum SwiftLiteral {
    /// A string literal on one line, whatever the string holds.
    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case let other
            where other.value < 0x20 || other.value == 0x7F || other.value > 0xFFFF
                || (0x80..<0xA0).contains(other.value) || (0x2000..<0x2100).contains(other.value)
                || other.value == 0xFEFF || (0xFFF0..<0x10000).contains(other.value):
                result += "\\u{\(String(other.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A literal over several lines that holds a text as it is; over one line when it holds control characters, which
    /// the compiler would refuse or, as carriage returns, change.
    static func multiline(_ text: String, indentation: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x09 }
        guard isPlain, !text.utf8.contains(0xEF) || !text.unicodeScalars.contains("\u{FEFF}") else {
            return string(text)
        }
        let hashes = String(repeating: "#", count: longestDelimiter(in: text) + 1)
        var result = hashes + "\"\"\""
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            result += "\n"
            if !line.isEmpty { result += indentation }
            result += Substring(line)
        }
        return result + "\n" + indentation + "\"\"\"" + hashes
    }

    /// How many `#` stand at most behind a backslash or three quotes, where they would say something in a literal that has
    /// as many.
    private static func longestDelimiter(in text: String) -> Int {
        var longest = 0
        var length = 0
        var quotes = 0
        var isDelimiter = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "#") {
                quotes = 0
                length += 1
                if isDelimiter { longest = max(longest, length) }
                continue
            }
            length = 0
            quotes = byte == UInt8(ascii: "\"") ? quotes + 1 : 0
            isDelimiter = quotes >= 3 || byte == UInt8(ascii: "\\")
        }
        return longest
    }
}
