import YAML

extension DocumentComparison {
    /// How the fields of a form are written: both sides must do alike.
    mutating func compareEncodings(
        _ old: MediaType, _ new: MediaType, _ direction: ComparisonDirection, _ place: String
    ) {
        let named = Self.pairs(old.encodings, new.encodings).map { ("field '\($0.name)'", $0.old, $0.new) }
        let positional = (0..<max(old.prefixEncodings.count, new.prefixEncodings.count)).map { index in
            (
                "part \(index + 1)", old.prefixEncodings.dropFirst(index).first,
                new.prefixEncodings.dropFirst(index).first
            )
        }
        let others = [("part that repeats", old.itemEncodings.first, new.itemEncodings.first)]
        for (part, one, other) in named + positional + others {
            compareHeaders(one, other, direction, "\(place), \(part)", within: new.location)
            let texts = (Self.text(one), Self.text(other))
            guard texts.0 != texts.1 else { continue }
            add(
                .parameterStyle, clients: .breaking, servers: .breaking,
                "the \(part) is written with \(texts.1) and was with \(texts.0)", at: place,
                old: one?.location ?? old.location, new: other?.location ?? new.location)
        }
    }

    private static func pairs(
        _ old: [Encoding], _ new: [Encoding]
    ) -> [(name: String, old: Encoding?, new: Encoding?)] {
        let names = old.map(\.name) + new.map(\.name).filter { name in !old.contains { $0.name == name } }
        return names.map { name in (name, old.first { $0.name == name }, new.first { $0.name == name }) }
    }

    /// The headers of a part, and of the parts in it.
    private mutating func compareHeaders(
        _ old: Encoding?, _ new: Encoding?, _ direction: ComparisonDirection, _ place: String,
        within enclosing: SourceLocation
    ) {
        let location = new?.location ?? enclosing
        compareHeaders(old?.headers ?? [], new?.headers ?? [], direction, place, within: location)
        for inner in Self.pairs(old?.encodings ?? [], new?.encodings ?? []) {
            let place = inner.name.isEmpty ? place : "\(place), field '\(inner.name)'"
            compareHeaders(inner.old, inner.new, direction, place, within: location)
        }
    }

    private static func text(_ encoding: Encoding?) -> String {
        guard let encoding else { return "no encoding of its own" }
        let parts = [
            encoding.contentType.map { "contentType \($0)" }, encoding.style.map { "style \($0.rawValue)" },
            encoding.isExploded.map { "explode \($0)" }, encoding.allowsReserved == true ? "allowReserved" : nil,
            encoding.encodings.isEmpty ? nil : "encodings \(encoding.encodings.map { text($0) })",
        ].compactMap(\.self)
        return parts.isEmpty ? "no encoding of its own" : parts.joined(separator: ", ")
    }

    /// Callbacks are requests that the server sends.
    mutating func compareCallbacks(
        _ old: [Callback], _ new: [Callback], _ place: String, within enclosing: SourceLocation
    ) {
        let names = old.map(\.name) + new.map(\.name).filter { name in !old.contains { $0.name == name } }
        for name in names {
            let before = old.first { $0.name == name }
            let after = new.first { $0.name == name }
            compareOutgoing(
                before?.items ?? [], after?.items ?? [], "\(place), callback '\(name)'",
                within: after?.location ?? enclosing)
        }
    }

    mutating func compareWebhooks() {
        compareOutgoing(old.webhooks, new.webhooks, "webhooks", within: location(of: ["webhooks"]))
    }

    /// Requests that the server sends to its clients: roles are swapped, and so are the impacts.
    private mutating func compareOutgoing(
        _ old: [PathItem], _ new: [PathItem], _ place: String, within enclosing: SourceLocation?
    ) {
        let wereSwapped = areRolesSwapped
        areRolesSwapped.toggle()
        defer { areRolesSwapped = wereSwapped }
        var pairing = Pairing(old.flatMap(\.operations), new.flatMap(\.operations))
        pairing.match { Self.name($0) }
        let start = changes.count
        for (former, operation) in pairing.all {
            if let former {
                compare(former, operation)
            } else {
                add(
                    .operationAdded, clients: .safe, servers: .dangerous, "the operation is new",
                    at: "\(place), \(Self.name(operation))", old: nil, new: operation.location)
            }
        }
        for operation in pairing.gone {
            add(
                .operationRemoved, clients: .breaking, servers: .safe, "the operation is gone",
                at: "\(place), \(Self.name(operation))", old: operation.location, new: nil,
                within: new.first { $0.path == operation.path }?.location ?? enclosing)
        }
        for index in changes.indices.dropFirst(start) where !changes[index].place.hasPrefix(place) {
            changes[index].place = "\(place), \(changes[index].place)"
        }
    }
}
