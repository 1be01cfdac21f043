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
        var literal = Array("\(hashes)\"\"\"\n".utf8)
        text.withUTF8 { appendLines($0, indentation: Array(indentation.utf8), to: &literal) }
        literal.append(contentsOf: "\n\(indentation)\"\"\"\(hashes)".utf8)
        return String(decoding: literal, as: UTF8.self)
    }

    /// Appends lines that begin further in, but for those that are empty. Contracts of megabytes pass through here, so bytes
    /// are copied line by line.
    private static func appendLines(
        _ text: UnsafeBufferPointer<UInt8>, indentation: [UInt8], to literal: inout [UInt8]
    ) {
        literal.reserveCapacity(literal.count + text.count + text.count / 4)
        var rest = text[...]
        while !rest.isEmpty {
            let line = rest.prefix { $0 != 0x0A }
            if !line.isEmpty { literal += indentation }
            literal += line
            rest = rest[line.endIndex...]
            if rest.popFirst() != nil { literal.append(0x0A) }
        }
    }
}
