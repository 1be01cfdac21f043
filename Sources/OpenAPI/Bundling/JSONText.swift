import YAML

/// Writes JSON with two spaces for each level, or on one line.
enum JSONText {
    static func line(_ value: BundledValue) -> String {
        switch value {
        case .scalar(let node): node.json
        case .literal(let literal): literal
        case .text(let string): DiagnosticReport.quoted(string)
        case .sequence(let elements): "[" + elements.map { line($0) }.joined(separator: ",") + "]"
        case .mapping(let members):
            "{" + members.map { DiagnosticReport.quoted($0.name) + ":" + line($0.value) }.joined(separator: ",") + "}"
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
        case .scalar(let node): text += node.json
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
