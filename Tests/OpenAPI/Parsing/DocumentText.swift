import OpenAPI

/// Reads a document of a head and what is given.
func parse(_ rest: String, version: String = "3.1.0") throws(DocumentError) -> Document {
    let head = "openapi: \(version)\ninfo: { title: T, version: '1' }\n"
    return try DocumentParser.parse(Array((head + rest).utf8), file: "a.yaml")
}

/// What is said of such a document without an error, one line a warning.
func warnings(_ rest: String, version: String = "3.1.0") -> [String] {
    (try? parse(rest, version: version))?.warnings.map(\.description) ?? []
}

/// What is said of such a document, one line a mistake.
func mistakes(_ rest: String, version: String = "3.1.0") -> [String] {
    do {
        _ = try parse(rest, version: version)
        return []
    } catch {
        return error.diagnostics.filter { $0.severity == .error }.map(\.description)
    }
}
