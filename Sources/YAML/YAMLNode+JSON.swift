extension YAMLNode {
    /// The node as JSON (RFC 8259), keys in the order of the document.
    ///
    /// Numbers keep the digits that they were written with, where JSON has them too. Numbers that JSON cannot hold (infinities, not-a-number) become strings.
    public var json: String {
        var bytes: [UInt8] = []
        writeJSON(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes the node as JSON in UTF-8 at the end of a text, as `json` has it.
    public func writeJSON(to bytes: inout [UInt8]) {
        switch shape {
        case .scalar: writeScalar(to: &bytes)
        case .sequence:
            bytes.append(UInt8(ascii: "["))
            for (position, node) in elements.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                node.writeJSON(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .mapping:
            bytes.append(UInt8(ascii: "{"))
            for (position, entry) in entries.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONString.append(entry.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                entry.value.writeJSON(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Most are texts, whose bytes are written as they stand.
    private func writeScalar(to bytes: inout [UInt8]) {
        if isString {
            JSONString.append(storage.bytes(of: storage.record(index)), to: &bytes)
        } else {
            scalar?.writeJSON(to: &bytes)
        }
    }
}

extension YAMLScalar {
    fileprivate func writeJSON(to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .boolean(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .number(let number):
            // The text has all the digits, which a double may not.
            if JSONNumber.isValid(text) {
                bytes.append(contentsOf: text.utf8)
            } else if number.isFinite {
                bytes.append(contentsOf: "\(number)".utf8)
            } else {
                JSONString.append(text, to: &bytes)
            }
        case .string: JSONString.append(text, to: &bytes)
        }
    }
}
