import YAML

extension Linter {
    func checkTags() {
        var declared: [String: SourceLocation] = [:]
        for tag in document.tags {
            if let first = declared[tag.name] {
                collector.warning(
                    .tagTwice, "the tag '\(tag.name)' is declared at \(first.described(at: tag.location)) too",
                    at: tag.location)
            } else {
                declared[tag.name] = tag.location
            }
        }
        for operation in operations {
            var names: Set<String> = []
            for (tag, location) in zip(operation.tags, operation.tagLocations) where !names.insert(tag).inserted {
                collector.warning(.tagTwice, "the operation has the tag '\(tag)' twice", at: location)
            }
        }
    }

    /// Names of header fields are the same in any case (RFC 9110, section 5.1).
    func checkHeaders() {
        for response in operations.flatMap(\.responses) {
            var names: [String: Header] = [:]
            for header in response.headers {
                guard let first = names[header.name.lowercased()] else {
                    names[header.name.lowercased()] = header
                    continue
                }
                collector.warning(
                    .headerTwice,
                    "the header '\(header.name)' is the same as '\(first.name)' at \(first.location.described(at: header.location))",
                    at: header.location)
            }
        }
    }

    /// The operation that a link names (OpenAPI 3.1, section 4.8.20).
    func checkLinks() {
        let names = Set(operations.compactMap(\.operationID))
        for link in operations.flatMap(\.responses).flatMap(\.links) {
            guard case .identifier(let name) = link.target, !names.contains(name) else { continue }
            let near = Suggestion.nearest(to: name, among: names.sorted()).map { "; did you mean '\($0)'?" } ?? ""
            collector.warning(
                .unresolvedReference, "the link leads nowhere: no operation has the operationId '\(name)'\(near)",
                at: link.location)
        }
    }

    func checkCredentials() {
        let schemes = Dictionary(document.securitySchemes.map { ($0.name, $0) }) { first, _ in first }
        for requirement in document.security + operations.flatMap(\.security) {
            for (name, scopes) in requirement.schemes {
                // Scopes of other schemes are roles that nothing declares (OpenAPI 3.1, section 4.8.30.1).
                guard case .oauth2(let flows, _) = schemes[name]?.kind, !flows.isEmpty else { continue }
                let declared = Set(flows.flatMap(\.scopes).map(\.name))
                for scope in scopes where !declared.contains(scope) {
                    // Scopes are alike by nature, so only what differs by a slip is meant.
                    let near = Suggestion.nearest(to: scope, among: declared.sorted()).flatMap { near in
                        Suggestion.distance(scope, near) <= 2 ? near : nil
                    }
                    collector.warning(
                        .undeclaredScope,
                        "no flow of '\(name)' has the scope '\(scope)'\(near.map { "; did you mean '\($0)'?" } ?? "")",
                        at: requirement.location)
                }
            }
        }
        for scheme in document.securitySchemes {
            guard case .http(let word, _) = scheme.kind, let near = KnownNames.authentication(near: word) else {
                continue
            }
            collector.warning(
                .misspelledScheme, "HTTP has no authentication scheme '\(word)'; did you mean '\(near)'?",
                at: scheme.location)
        }
    }
}
