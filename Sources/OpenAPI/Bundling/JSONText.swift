import YAML

/// Writes JSON with two spaces for each level, or on one line.
enum JSONText {
    static func line(_ value: BundledValue) -> String {
        var text = ""
        writeLine(value, to: &text)
        return text
    }

    private static func writeLine(_ value: BundledValue, to text: inout String) {
        switch value {
        case .scalar(let node): node.writeJSON(to: &text)
        case .literal(let literal): text += literal
        case .text(let string): text += DiagnosticReport.quoted(string)
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
                text += DiagnosticReport.quoted(member.name)
                text += ":"
                writeLine(member.value, to: &text)
            }
            text += "}"
        }
    }

    static func write(_ value: BundledValue) -> String {
        var text = ""
        write(value, indentation: "\n", to: &text)
        return text + "\n"
    }

    private static func write(_ value: BundledValue, indentation: String, to text: inout String) {
        let inner = indentation + "  "
        switch value {
        case .scalar(let node): node.writeJSON(to: &text)
        case .literal(let literal): text += literal
        case .text(let string): text += DiagnosticReport.quoted(string)
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
                text += (index > 0 ? "," : "") + inner + DiagnosticReport.quoted(member.name) + ": "
                write(member.value, indentation: inner, to: &text)
            }
            text += indentation + "}"
        }
    }
}
