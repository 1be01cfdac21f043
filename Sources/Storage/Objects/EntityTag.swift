/// Converts between an ETag as this module hands it around (bare) and as HTTP writes it (quoted).
enum EntityTag {
    /// The tag without its quotes; a weak tag keeps its `W/` and quotes, since it is no version of the bytes.
    static func bare(_ header: String) -> String {
        guard header.utf8.count >= 2, header.hasPrefix("\""), header.hasSuffix("\"") else { return header }
        return String(header.dropFirst().dropLast())
    }

    /// The tag as `If-Match` and its like want it (RFC 9110, section 8.8.3).
    static func quoted(_ tag: String) -> String {
        tag.hasSuffix("\"") ? tag : "\"\(tag)\""
    }
}
