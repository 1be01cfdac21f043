import YAML

extension DocumentComparison {
    mutating func compare(_ old: Operation, _ new: Operation) {
        let place = Self.name(new)
        // Without an 'operationId' the name is made of the method and the path.
        if old.identifier != new.identifier {
            add(
                .operationRenamed, clients: .dangerous, servers: .dangerous,
                "the operation is called '\(new.identifier)' and was '\(old.identifier)', and so are functions made of it",
                at: place, old: old.location, new: new.location)
        }
        if old.isDeprecated != new.isDeprecated {
            add(
                .operationDeprecated, clients: .safe, servers: .safe,
                "the operation is deprecated\(new.isDeprecated ? "" : " no more")", at: place,
                old: old.location, new: new.location)
        }
        compareTags(old, new, place)
        compareLimits(old, new, place)
        compareGenerated(
            (old.extensions, old.location), (new.extensions, new.location), place)
        compareParameters(old, new, place)
        compareBodies(old, new, place)
        compareResponses(old, new, place)
        compareSecurity(old, new, place)
        // What the whole document says has been compared.
        let isOfDocument = [(old, self.old), (new, self.new)].allSatisfy { operation, document in
            operation.servers.map(\.url) == document.servers.map(\.url)
                && operation.servers.map(\.location) == document.servers.map(\.location)
        }
        if !isOfDocument { compareServers(old.servers, new.servers, at: place, within: new.location) }
        compareCallbacks(old.callbacks, new.callbacks, place, within: new.location)
    }

    private mutating func compareTags(_ old: Operation, _ new: Operation, _ place: String) {
        guard old.tags != new.tags else { return }
        let text = { (tags: [String]) in
            tags.isEmpty ? "none" : tags.map { "'\($0)'" }.joined(separator: ", ")
        }
        // A server's protocols may be made of the first tags.
        add(
            .tagsChanged, clients: .safe, servers: old.tags.first == new.tags.first ? .safe : .dangerous,
            "the tags are \(text(new.tags)) and were \(text(old.tags))", at: place,
            old: old.tagLocations.first ?? old.location, new: new.tagLocations.first ?? new.location)
    }
}
