import YAML

/// Where in the new version that stands which held what is gone.
extension DocumentComparison {
    /// The key that some keys lead to from the root of the new version, or the last on the way that is there.
    func location(of keys: [String]) -> SourceLocation? {
        var node: YAMLNode? = new.root
        var location: SourceLocation?
        for key in keys {
            guard let entry = node?.entries.first(where: { $0.key == key }) else { break }
            location = entry.keyLocation
            node = entry.value
        }
        return location
    }

    /// The path of an operation that is gone, or all paths.
    func enclosing(_ operation: Operation) -> SourceLocation? {
        pathLocations[DocumentParser.anonymous(operation.path)] ?? location(of: ["paths"])
    }

    /// A field of an operation of the new version, or the operation where it stands elsewhere than under its path.
    func location(of field: String, in operation: Operation) -> SourceLocation {
        for outer in ["paths", "webhooks"] {
            let item = new.root[outer]?[operation.path]
            let own = item?.entries.first { $0.value.location == operation.location }
            if let entry = own?.value.entries.first(where: { $0.key == field }) { return entry.keyLocation }
        }
        return operation.location
    }
}
