import YAML

extension Linter {
    func checkPaths() {
        let paths = Set(document.paths.map(\.path))
        for item in document.paths where item.path.count > 1 && item.path.hasSuffix("/") {
            let bare = String(item.path.dropLast())
            let twin =
                paths.contains(bare) ? "; '\(bare)' is there too, and clients will mistake one for the other" : ""
            collector.warning(
                .trailingSlash, "the path ends with a slash\(twin)", at: item.location)
        }
        let methods = document.paths.map { Set($0.operations.map(\.method)) }
        for (first, second) in PathTree(document.paths.map(\.path)).ambiguousPairs()
        where !methods[first].isDisjoint(with: methods[second]) {
            let (other, location) = (document.paths[first], document.paths[second].location)
            collector.warning(
                .ambiguousPaths,
                "the path matches requests that '\(other.path)' at \(other.location.described(at: location)) matches, and neither is the more specific",
                at: location)
        }
    }
}

extension Schema {
    /// The schemas that stand in this one.
    public var parts: [Schema] {
        var result: [Schema] = []
        if arrays != nil {
            result += prefixItems + [items, contains, unevaluatedItems].compactMap { $0 }
        }
        if objects != nil {
            result += (properties + patternProperties + dependentSchemas).map(\.schema)
            result += [propertyNames, unevaluatedProperties].compactMap { $0 }
            if case .schema(let additional) = additionalProperties { result.append(additional) }
        }
        if combinations != nil {
            result += allOf + anyOf + oneOf + [not, ifSchema, thenSchema, elseSchema].compactMap { $0 }
        }
        if rarities != nil { result += definitions.map(\.schema) + [contentSchema].compactMap { $0 } }
        return result
    }
}
