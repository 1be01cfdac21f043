import YAML

extension Linter {
    private struct Template {
        var item: PathItem
        var segments: [Substring]
        var methods: Set<String>
    }

    func checkPaths() {
        let templates = document.paths.map {
            Template(item: $0, segments: $0.path.split(separator: "/"), methods: Set($0.operations.map(\.method)))
        }
        let paths = Set(document.paths.map(\.path))
        for template in templates where template.item.path.count > 1 && template.item.path.hasSuffix("/") {
            let bare = String(template.item.path.dropLast())
            let twin =
                paths.contains(bare) ? "; '\(bare)' is there too, and clients will mistake one for the other" : ""
            collector.warning(
                .trailingSlash, "the path ends with a slash\(twin)", at: template.item.location)
        }
        let groups = Dictionary(grouping: templates) { $0.segments.count }
        for count in groups.keys.sorted() {
            let group = groups[count] ?? []
            for (index, template) in group.enumerated() {
                for other in group[..<index] where areAmbiguous(template, other) {
                    collector.warning(
                        .ambiguousPaths,
                        "the path matches requests that '\(other.item.path)' at line \(other.item.location.line) matches, and neither is the more specific",
                        at: template.item.location)
                }
            }
        }
    }

    /// Whether some request fits both and each is the more specific in some segment.
    private func areAmbiguous(_ left: Template, _ right: Template) -> Bool {
        var leftIsNarrower = false
        var rightIsNarrower = false
        for (one, other) in zip(left.segments, right.segments) {
            switch (one.contains("{"), other.contains("{")) {
            case (false, false): if one != other { return false }
            case (false, true): leftIsNarrower = true
            case (true, false): rightIsNarrower = true
            case (true, true): break
            }
        }
        return leftIsNarrower && rightIsNarrower && !left.methods.isDisjoint(with: right.methods)
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
