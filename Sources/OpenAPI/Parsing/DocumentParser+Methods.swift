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
        // A token (RFC 9110, section 5.6.2).
        let others = Set("!#$%&'*+-.^_`|~".utf8)
        let isToken = entry.key.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || others.contains(byte)
        }
        guard isToken, !entry.key.isEmpty else {
            collector.error(.invalidValue, "'\(entry.key)' is no HTTP method", at: entry.keyLocation)
            return false
        }
        return true
    }
}
