import YAML

extension DocumentParser {
    /// Refuses a file of a later version than 3.0 in a document of 3.0, which could not say what the file does.
    func checkVersion(of root: YAMLNode) {
        guard documentVersion == 1, let node = root["openapi"], let text = node.text,
            let mask = Self.versionMask(text), mask > documentVersion
        else { return }
        let message =
            "the file is of OpenAPI \(text), and a document of OpenAPI 3.0 refers to it; raise the 'openapi' of the document"
        collector.add(Diagnostic(.error, .unsupportedVersion, message, at: node.location))
    }
}
