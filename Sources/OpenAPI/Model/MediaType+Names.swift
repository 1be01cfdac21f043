extension MediaType {
    /// A media type without its parameters.
    ///
    /// - Parameter name: The media type in lower case.
    public static func baseName(_ name: String) -> String {
        // Most have neither parameters nor blanks.
        guard name.utf8.contains(where: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: " ") }) else { return name }
        return String(name.prefix { $0 != ";" }.filter { $0 != " " })
    }

    /// Whether a media type is of JSON texts (RFC 8259, RFC 6839 section 3.1).
    ///
    /// - Parameter name: The media type in lower case, with parameters or without.
    public static func isJSON(_ name: String) -> Bool {
        let name = baseName(name)
        return name == "application/json" || name.hasSuffix("+json") || name == "text/json"
    }

    /// Whether a media type is of JSON texts one after another, such as JSON Lines.
    ///
    /// - Parameter name: The media type in lower case, with parameters or without.
    public static func isLines(_ name: String) -> Bool { linesTypes.contains(baseName(name)) }

    private static let linesTypes = Set(
        ["jsonl", "x-jsonl", "json-lines", "x-json-lines", "ndjson", "x-ndjson", "json-seq", "geo+json-seq"]
            .map { "application/\($0)" })
}
