import YAML

extension DocumentParser {
    /// Refuses a file of a later version than 3.0 in a document of 3.0, which could not say what the file does.
    func checkVersion(of source: SourceFile) {
        guard documentVersion == 1, let own = source.version, own > documentVersion,
            let node = source.root["openapi"], let text = node.text
        else { return }
        let message =
            "the file is of OpenAPI \(text), and a document of OpenAPI 3.0 refers to it; raise the 'openapi' of the document"
        collector.add(Diagnostic(.error, .unsupportedVersion, message, at: node.location))
    }
}
