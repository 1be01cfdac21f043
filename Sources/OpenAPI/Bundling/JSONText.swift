import YAML

/// Writes JSON with two spaces for each level, or on one line.
enum JSONText {
    static func line(_ value: BundledValue) -> String {
        var text: [UInt8] = []
        writeLine(value, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private static func writeLine(_ value: BundledValue, to text: inout [UInt8]) {
        switch value {
        case .scalar(let node): node.writeJSON(to: &text)
        case .literal(let literal): text += literal
        case .text(let string): JSONString.append(string, to: &text)
        case .sequence(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                writeLine(element, to: &text)
            }
            text += "]"
        case .mapping(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                JSONString.append(member.name, to: &text)
                text += ":"
                writeLine(member.value, to: &text)
            }
            text += "}"
        }
    }

    static func write(_ value: BundledValue) -> String {
        var text: [UInt8] = []
        write(value, indentation: "\n", to: &text)
        text += "\n"
        return String(decoding: text, as: UTF8.self)
    }

    private static func write(_ value: BundledValue, indentation: String, to text: inout [UInt8]) {
        let inner = indentation + "  "
        switch value {
        case .scalar(let node): node.writeJSON(to: &text)
        case .literal(let literal): text += literal
        case .text(let string): JSONString.append(string, to: &text)
        case .sequence(let elements):
            guard !elements.isEmpty else { return text += "[]" }
            text += "["
            for (index, element) in elements.enumerated() {
                text += (index > 0 ? "," : "") + inner
                write(element, indentation: inner, to: &text)
            }
            text += indentation + "]"
        case .mapping(let members):
            guard !members.isEmpty else { return text += "{}" }
            text += "{"
            for (index, member) in members.enumerated() {
                text += (index > 0 ? "," : "") + inner
                JSONString.append(member.name, to: &text)
                text += ": "
                write(member.value, indentation: inner, to: &text)
            }
            text += indentation + "}"
        }
    }
}
