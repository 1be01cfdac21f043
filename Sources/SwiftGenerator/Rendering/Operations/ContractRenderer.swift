import OpenAPI

/// Writes the contract itself, so that a server can show what it was built from.
struct ContractRenderer {
    var style: SourceStyle

    func render(_ bundle: BundledDocument) -> String {
        var writer = SourceWriter(style, imports: [])
        let texts = bundle.texts()
        writer.line("/// The contract that this code was generated from.")
        writer.block("public enum Contract {") { writer in
            renderLiteral(
                "yaml", "The contract as YAML, without comments, its aliases replaced.", texts.yaml, to: &writer)
            writer.line()
            renderLiteral("json", "The contract as JSON on one line.", texts.json, to: &writer)
        }
        return writer.text
    }

    private func renderLiteral(_ name: String, _ documentation: String, _ text: String, to writer: inout SourceWriter) {
        writer.line("/// \(documentation)")
        writer.line(
            "public static let \(name) = ", literal: SwiftLiteral.multiline(text, indentation: "        "))
    }
}
