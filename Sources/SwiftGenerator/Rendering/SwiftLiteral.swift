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
        var text = text
        let survey = text.withUTF8 { LiteralSurvey($0) }
        guard !survey.holdsControl, !survey.mayHoldByteOrderMark || !text.unicodeScalars.contains("\u{FEFF}") else {
            return string(text)
        }
        let hashes = String(repeating: "#", count: survey.longestDelimiter + 1)
        return "\(hashes)\"\"\"\n\(indented(text, by: indentation))\n\(indentation)\"\"\"\(hashes)"
    }

    /// A text whose lines begin further in, but for those that are empty. Contracts of megabytes pass through here, so
    /// bytes are copied line by line.
    private static func indented(_ text: String, by indentation: String) -> String {
        var text = text
        let indentation = Array(indentation.utf8)
        let result = text.withUTF8 { bytes in
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count + bytes.count / 4)
            var rest = bytes[...]
            while !rest.isEmpty {
                let line = rest.prefix { $0 != 0x0A }
                if !line.isEmpty { result += indentation }
                result += line
                rest = rest[line.endIndex...]
                if rest.popFirst() != nil { result.append(0x0A) }
            }
            return result
        }
        return String(decoding: result, as: UTF8.self)
    }
}
