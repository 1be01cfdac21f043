extension YAMLNode {
    /// Writes the node as JSON (RFC 8259), keys in the order of the document.
    ///
    /// Numbers keep the digits that they were written with, where JSON has them too. Numbers that JSON cannot hold (infinities, not-a-number) become strings.
    public var json: String {
        var text = ""
        writeJSON(to: &text)
        return text
    }

    /// Writes the node as JSON at the end of a text, as `json` has it.
    public func writeJSON(to text: inout String) {
        switch shape {
        case .scalar: scalar?.writeJSON(to: &text)
        case .sequence:
            text += "["
            var isFirst = true
            for node in elements {
                if !isFirst { text += "," }
                isFirst = false
                node.writeJSON(to: &text)
            }
            text += "]"
        case .mapping:
            text += "{"
            var isFirst = true
            for entry in entries {
                if !isFirst { text += "," }
                isFirst = false
                YAMLScalar.writeJSONString(entry.key, to: &text)
                text += ":"
                entry.value.writeJSON(to: &text)
            }
            text += "}"
        }
    }
}

extension YAMLScalar {
    fileprivate func writeJSON(to text: inout String) {
        switch value {
        case .null: text += "null"
        case .boolean(let flag): text += flag ? "true" : "false"
        case .integer(let number): text += String(number)
        case .number(let number):
            // The text has all the digits, which a double may not.
            if JSONNumber.isValid(self.text) {
                text += self.text
            } else if number.isFinite {
                text += "\(number)"
            } else {
                Self.writeJSONString(self.text, to: &text)
            }
        case .string: Self.writeJSONString(self.text, to: &text)
        }
    }

    fileprivate static func writeJSONString(_ string: String, to text: inout String) {
        text += "\""
        // Most texts are written as they are.
        guard string.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            text += string
            text += "\""
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case let control where control.value < 0x20:
                let digits = String(control.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
