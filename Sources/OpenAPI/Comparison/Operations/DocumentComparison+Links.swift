import YAML

extension DocumentComparison {
    /// Links are in no message; a client's functions are made of them.
    mutating func compareLinks(
        _ old: [Link], _ new: [Link], _ place: String, within enclosing: SourceLocation
    ) {
        for link in new where !old.contains(where: { $0.name == link.name }) {
            add(
                .linkAdded, clients: .safe, servers: .safe, "the link '\(link.name)' is new", at: place, old: nil,
                new: link.location)
        }
        for link in old {
            guard let same = new.first(where: { $0.name == link.name }) else {
                add(
                    .linkRemoved, clients: .dangerous, servers: .safe, "the link '\(link.name)' is gone", at: place,
                    old: link.location, new: nil, within: enclosing)
                continue
            }
            compareGenerated((link.extensions, link.location), (same.extensions, same.location), place)
            let targets = (
                memory.targets(.old, of: document(.old)).operation(link),
                memory.targets(.new, of: document(.new)).operation(same)
            )
            let meanings = (Self.text(link, targets.0.map(Self.key)), Self.text(same, targets.1.map(Self.key)))
            guard meanings.0 != meanings.1 else { continue }
            var texts = (Self.text(link, nil), Self.text(same, nil))
            // What is named alike leads elsewhere.
            if texts.0 == texts.1 {
                texts = (Self.text(link, targets.0.map(Self.name)), Self.text(same, targets.1.map(Self.name)))
            }
            add(
                .linkChanged, clients: .dangerous, servers: .safe,
                "the link '\(link.name)' is \(texts.1) and was \(texts.0)", at: place, old: link.location,
                new: same.location)
        }
    }

    private static func text(_ link: Link, _ operation: String?) -> String {
        let named =
            switch link.target {
            case .identifier(let name): name
            case .reference(let text): text
            }
        let values = link.parameters.sorted { $0.name < $1.name }.map { "\($0.name): \($0.value.json)" }
        let parts = [
            "to '\(operation ?? named)'", values.isEmpty ? nil : "with \(values.joined(separator: ", "))",
            link.requestBody.map { "with the body \($0.json)" }, link.server.map { "at \($0.url)" },
        ]
        return parts.compactMap(\.self).joined(separator: " ")
    }
}
