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
            let meanings = (
                Self.text(link, Self.operation(link, document(.old))),
                Self.text(same, Self.operation(same, document(.new)))
            )
            guard meanings.0 != meanings.1 else { continue }
            let texts = (Self.text(link, nil), Self.text(same, nil))
            add(
                .linkChanged, clients: .dangerous, servers: .safe,
                "the link '\(link.name)' is \(texts.1) and was \(texts.0)", at: place, old: link.location,
                new: same.location)
        }
    }

    /// The operation that a link leads to, however it names it; nil where it is elsewhere.
    private static func operation(_ link: Link, _ document: Document) -> String? {
        switch link.target {
        case .identifier(let name): document.operations.first { $0.operationID == name }.map(key)
        case .reference(let text):
            text.hasPrefix("#/")
                ? document.operations.first {
                    JSONPointer.tokens(String(text.dropFirst())) == ["paths", $0.path, $0.method]
                }
                .map(key) : nil
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
