import YAML

/// Writes SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code hosts show beside the lines.
enum SARIF {
    /// One thing that was found.
    struct Result {
        var rule: String
        var ruleIndex: Int
        /// `error`, `warning` or `note`.
        var level: String
        var message: String
        var location: SourceLocation
        /// Another place that the message speaks of.
        var related: SourceLocation?
    }

    static func render(rules: [(id: String, summary: String)], results: [Result]) -> String {
        let rules = rules.map {
            "{\"id\": \(JSONString.quoted($0.id)), "
                + "\"shortDescription\": {\"text\": \(JSONString.quoted($0.summary))}}"
        }
        let results = results.map { result in
            var related = ""
            if let location = result.related {
                related = ", \"relatedLocations\": [{\(physical(location))}]"
            }
            return """
                {"ruleId": \(JSONString.quoted(result.rule)), "ruleIndex": \(result.ruleIndex), \
                "level": \(JSONString.quoted(result.level)), \
                "message": {"text": \(JSONString.quoted(plain(result.message)))}, \
                "locations": [{\(physical(result.location))}]\(related)}
                """
        }
        return """
            {
              "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
              "version": "2.1.0",
              "runs": [{
                "tool": {"driver": {"name": "codegen", "rules": [\(list(rules))]}},
                "columnKind": "unicodeCodePoints",
                "results": [\(list(results))]
              }]
            }

            """
    }

    /// A message in which braces mean themselves: single ones would stand around the number of an argument (SARIF 2.1.0,
    /// section 3.11.5).
    private static func plain(_ text: String) -> String {
        text.replacing("{", with: "{{").replacing("}", with: "}}")
    }

    private static func physical(_ location: SourceLocation) -> String {
        """
        "physicalLocation": {"artifactLocation": {"uri": \(JSONString.quoted(uri(location.file)))}, \
        "region": {"startLine": \(location.line), "startColumn": \(location.column)}}
        """
    }

    private static func list(_ elements: [String]) -> String {
        elements.isEmpty ? "" : "\n      " + elements.joined(separator: ",\n      ") + "\n    "
    }

    /// A file's path as a URI.
    private static func uri(_ path: String) -> String {
        var result = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            let isPlain =
                (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A)
                || [0x2D, 0x2E, 0x2F, 0x5F, 0x7E].contains(byte)
            result +=
                isPlain
                ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return result
    }
}
