import YAML

extension DocumentParser {
    /// Whether the key of an additional operation is a method that no other field is for (OpenAPI 3.2, section 4.8.9.1).
    func isMethod(_ entry: YAMLEntry) -> Bool {
        let fixed = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"]
        if fixed.contains(entry.key.uppercased()) {
            collector.error(
                .invalidValue, "'\(entry.key)' has a field of its own; write '\(entry.key.lowercased())' beside it",
                at: entry.keyLocation)
            return false
        }
        guard Self.isToken(entry.key) else {
            collector.error(.invalidValue, "'\(entry.key)' is no HTTP method", at: entry.keyLocation)
            return false
        }
        return true
    }
}
