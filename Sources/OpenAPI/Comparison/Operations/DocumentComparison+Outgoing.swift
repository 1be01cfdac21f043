import YAML

/// Requests that the server sends.
extension DocumentComparison {
    /// Callbacks are requests that the server sends.
    mutating func compareCallbacks(
        _ old: [Callback], _ new: [Callback], _ place: String, within enclosing: SourceLocation
    ) {
        var pairing = Pairing(old, new)
        pairing.match { $0.name }
        pairing.match { Self.identifiers($0) }
        for (before, after) in pairing.all {
            let place = "\(place), callback '\(after.name)'"
            if let before, before.name != after.name {
                add(
                    .operationMoved, clients: .safe, servers: .safe,
                    "the callback was called '\(before.name)', which is never sent", at: place,
                    old: before.location, new: after.location)
            }
            compareOutgoing(before?.items ?? [], after.items, place, within: after.location, moved: .dangerous)
        }
        for before in pairing.gone {
            compareOutgoing(
                before.items, [], "\(place), callback '\(before.name)'", within: enclosing, moved: .dangerous)
        }
    }

    /// What the operations of a callback are called; nil where one has no name.
    private static func identifiers(_ callback: Callback) -> [String]? {
        let names = callback.items.flatMap(\.operations).map(\.operationID)
        return names.isEmpty || names.contains(nil) ? nil : names.compactMap(\.self).sorted()
    }

    mutating func compareWebhooks() {
        compareOutgoing(old.webhooks, new.webhooks, "webhooks", within: location(of: ["webhooks"]), moved: .safe)
    }

    /// Requests that the server sends to its clients: roles are swapped, and so are the impacts.
    ///
    /// - Parameter moved: What it means that one is sent elsewhere by the same method.
    private mutating func compareOutgoing(
        _ old: [PathItem], _ new: [PathItem], _ place: String, within enclosing: SourceLocation?,
        moved: Change.Impact
    ) {
        let wereSwapped = areRolesSwapped
        areRolesSwapped.toggle()
        defer { areRolesSwapped = wereSwapped }
        var pairing = Pairing(old.flatMap(\.operations), new.flatMap(\.operations))
        pairing.match { Self.name($0) }
        pairing.match { $0.operationID }
        let start = changes.count
        for (former, operation) in pairing.all {
            if let former {
                if Self.name(former) != Self.name(operation) {
                    let impact = former.method == operation.method ? moved : .breaking
                    add(
                        .operationMoved, clients: impact, servers: impact,
                        "the operation was \(Self.name(former)) and is \(Self.name(operation))",
                        at: "\(place), \(Self.name(operation))", old: former.location, new: operation.location)
                }
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
