import YAML

extension DocumentComparison {
    /// How the fields of a form are written: both sides must do alike.
    mutating func compareEncodings(
        _ old: MediaType, _ new: MediaType, _ direction: ComparisonDirection, _ place: String
    ) {
        for (before, after) in [
            (old.encodings, new.encodings), (old.prefixEncodings, new.prefixEncodings),
            (old.itemEncodings, new.itemEncodings),
        ] {
            for name in Self.names(before, after) {
                let one = before.first { $0.name == name }
                let other = after.first { $0.name == name }
                compareHeaders(one, other, direction, place, within: new.location)
                let texts = (Self.text(one), Self.text(other))
                guard texts.0 != texts.1 else { continue }
                add(
                    .parameterStyle, clients: .breaking, servers: .breaking,
                    "the field '\(name)' is written with \(texts.1) and was with \(texts.0)", at: place,
                    old: one?.location ?? old.location, new: other?.location ?? new.location)
            }
        }
    }

    private static func names(_ old: [Encoding], _ new: [Encoding]) -> [String] {
        old.map(\.name) + new.map(\.name).filter { name in !old.contains { $0.name == name } }
    }

    /// The headers of a part, and of the parts in it.
    private mutating func compareHeaders(
        _ old: Encoding?, _ new: Encoding?, _ direction: ComparisonDirection, _ place: String,
        within enclosing: SourceLocation
    ) {
        let name = new?.name ?? old?.name ?? ""
        let place = name.isEmpty ? place : "\(place), field '\(name)'"
        compareHeaders(
            old?.headers ?? [], new?.headers ?? [], direction, place, within: new?.location ?? enclosing)
        for inner in Self.names(old?.encodings ?? [], new?.encodings ?? []) {
            compareHeaders(
                old?.encodings.first { $0.name == inner }, new?.encodings.first { $0.name == inner }, direction, place,
                within: new?.location ?? enclosing)
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
        var unmatched = old.flatMap(\.operations)
        let start = changes.count
        for operation in new.flatMap(\.operations) {
            let index = unmatched.firstIndex { $0.path == operation.path && $0.method == operation.method }
            guard let index else {
                add(
                    .operationAdded, clients: .safe, servers: .dangerous, "the operation is new",
                    at: "\(place), \(Self.name(operation))", old: nil, new: operation.location)
                continue
            }
            compare(unmatched.remove(at: index), operation)
        }
        for operation in unmatched {
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
