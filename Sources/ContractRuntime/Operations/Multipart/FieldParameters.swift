/// The value of a header field and the parameters after it (RFC 9110, section 5.6.6).
struct FieldParameters {
    /// What stands before the parameters.
    let value: String
    /// The parameters by their names in lower case.
    private(set) var parameters: [String: String] = [:]

    /// Reads a field; of two parameters with one name the first counts.
    init(_ field: String) {
        var rest = field.unicodeScalars[...]
        value = Self.trimmed(String(Self.take(&rest, until: ";"))[...])
        while rest.popFirst() != nil {
            let name = Self.trimmed(String(Self.take(&rest, until: "=", ";"))[...]).lowercased()
            guard rest.first == "=" else { continue }
            rest.removeFirst()
            let text: String
            if rest.first == "\"" {
                text = Self.quoted(&rest)
                _ = Self.take(&rest, until: ";")
            } else {
                text = Self.trimmed(String(Self.take(&rest, until: ";"))[...])
            }
            if parameters[name] == nil { parameters[name] = text }
        }
    }

    /// A parameter by its name in lower case.
    subscript(name: String) -> String? { parameters[name] }

    /// The elements of a list (RFC 9110, section 5.6.1): a comma inside a quoted string separates nothing.
    static func elements(of field: String) -> [String] {
        var elements: [String] = []
        var element = String.UnicodeScalarView()
        var isQuoted = false
        var isEscaped = false
        for scalar in field.unicodeScalars {
            if scalar == ",", !isQuoted {
                elements.append(String(element))
                element = String.UnicodeScalarView()
                continue
            }
            if scalar == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && scalar == "\\" && !isEscaped
            element.append(scalar)
        }
        return (elements + [String(element)]).filter { !trimmed($0[...]).isEmpty }
    }

    /// A text without the spaces and tabs around it.
    static func trimmed(_ text: Substring) -> String {
        let scalars = text.unicodeScalars
        let isSpace = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    private static func take(
        _ rest: inout String.UnicodeScalarView.SubSequence, until ends: Unicode.Scalar...
    ) -> Substring.UnicodeScalarView {
        let end = rest.firstIndex { ends.contains($0) } ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    /// A quoted string. A browser writes a quote, CR and LF in it as `%22`, `%0D` and `%0A` (HTML Living Standard,
    /// section 4.10.22.8).
    private static func quoted(_ rest: inout String.UnicodeScalarView.SubSequence) -> String {
        rest.removeFirst()
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst(), scalar != "\"" {
            if scalar == "\\", let next = rest.first, next == "\"" || next == "\\" {
                rest.removeFirst()
                text.append(next)
            } else {
                text.append(scalar)
            }
        }
        return String(text).replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }
}
