extension DocumentParser {
    /// Refuses parents that are not declared, and tags that are above themselves (OpenAPI 3.2, section 4.8.22).
    func checkParents(_ tags: [Tag]) {
        let parents = Dictionary(tags.map { ($0.name, $0.parent) }) { first, _ in first }
        for tag in tags {
            guard let parent = tag.parent else { continue }
            guard parents[parent] != nil else {
                collector.error(
                    .unresolvedReference, "there is no tag '\(parent)'\(hint(parent, tags.map(\.name)))",
                    at: tag.location)
                continue
            }
            var above: String? = parent
            var seen: Set<String> = []
            while let next = above, next != tag.name, seen.insert(next).inserted { above = parents[next] ?? nil }
            if above == tag.name {
                collector.error(.referenceCycle, "the tag '\(tag.name)' is above itself", at: tag.location)
            }
        }
    }
}
