import YAML

/// Where links lead that name their operation by a reference (OpenAPI 3.2, section 4.8.20.2).
extension DocumentParser {
    /// The number of a file that has been read, by its URI.
    func sourceNumber(of uri: String) -> Int? {
        if let known = sourceNumbers[uri] { return known }
        return files.path(for: uri).flatMap { sourceNumbers[files.identity(of: $0)] ?? nil }
    }

    /// What each `operationRef` leads to, by where it stands. No file is read for one: in a file that nothing else refers to
    /// there is no operation of the document.
    func linkedOperations() -> [SourceLocation: Document.OperationPlace] {
        let outer = (file, resource)
        defer { (file, resource) = outer }
        var result: [SourceLocation: Document.OperationPlace] = [:]
        for reference in linkReferences {
            (file, resource) = (reference.file, reference.resource)
            let uri = URIResolution.resolve(reference.text, against: resource.base)
            let isLocal = reference.text.hasPrefix("#")
            guard let number = isLocal ? file.number : sourceNumber(of: uri) else { continue }
            var passed: [Schema.ID] = []
            let found = find(reference.text, nil, at: reference.location, code: nil, passed: &passed)
            guard let found else { continue }
            var place = Document.OperationPlace(location: found.node.location)
            let fragment = reference.text.drop { $0 != "#" }.dropFirst()
            var tokens = JSONPointer.tokens(String(fragment))
            if tokens.count == 4, tokens[2] == "additionalOperations" { tokens.remove(at: 2) }
            if number == 0, tokens.count == 3, tokens[0] == "paths" {
                (place.path, place.method) = (tokens[1], tokens[2])
            }
            result[reference.location] = place
        }
        return result
    }
}
