import YAML

/// Vendor extensions that this project gives a meaning.
extension DocumentComparison {
    /// Where an extension may stand: what stands there, and where that is.
    typealias Extended = (extensions: [String: YAMLNode], location: SourceLocation)

    /// The extensions that generated code is made by and no message shows.
    static let generatedNames = ["x-swift-name", "x-swift-type", "x-streamed"]

    /// Compares these.
    mutating func compareGenerated(_ old: Extended, _ new: Extended, _ place: String, forClients: Bool = true) {
        for name in Self.generatedNames {
            let texts = [old, new].map { side in
                side.extensions[name].flatMap { $0.scalar?.value == .boolean(false) ? nil : $0.json }
            }
            guard texts[0] != texts[1] else { continue }
            add(
                .generatedCodeChanged, clients: forClients ? .dangerous : .safe, servers: .dangerous,
                "'\(name)' is \(texts[1] ?? "not set") and was \(texts[0] ?? "not set"), so generated code is another",
                at: place, old: old.extensions[name]?.location ?? old.location,
                new: new.extensions[name]?.location ?? new.location)
        }
    }

    /// A server's protocols are called after the tags.
    mutating func compareTagNames() {
        for tag in new.tags {
            guard let same = old.tags.first(where: { $0.name == tag.name }) else { continue }
            compareGenerated(
                (same.extensions, same.location), (tag.extensions, tag.location), "tag '\(tag.name)'",
                forClients: false)
        }
    }

    /// How much a server takes.
    mutating func compareLimits(_ old: Operation, _ new: Operation, _ place: String) {
        compareBodyLimit(old, new, place)
        compareLimit("x-rate-limit", old, new, place) { ($0["requests"], $0["window_seconds"]) }
        for field in ["files", "bytes"] { compareLimit("x-quota", old, new, place) { ($0[field], nil) } }
    }

    private mutating func compareBodyLimit(_ old: Operation, _ new: Operation, _ place: String) {
        let name = "x-maximum-body-bytes"
        let limits = [old, new].map { operation -> Int64 in
            if case .integer(let bytes) = operation.extensions[name]?.scalar?.value { bytes } else { 1_048_576 }
        }
        guard limits[0] != limits[1], old.requestBody != nil, new.requestBody != nil else { return }
        let impact = ComparisonDirection.request.impact(limits[1] < limits[0] ? .narrows : .widens)
        add(
            .limitChanged, clients: impact.clients, servers: impact.servers,
            "'\(name)' is \(limits[1]) and was \(limits[0])", at: place,
            old: old.extensions[name]?.location ?? old.location, new: new.extensions[name]?.location ?? new.location)
    }

    /// Compares an extension that bounds a count, within a time perhaps.
    private mutating func compareLimit(
        _ name: String, _ old: Operation, _ new: Operation, _ place: String,
        _ fields: (YAMLNode) -> (count: YAMLNode?, window: YAMLNode?)
    ) {
        let nodes = (old.extensions[name], new.extensions[name])
        guard nodes.0?.json != nodes.1?.json else { return }
        let before = Self.limit(nodes.0.map(fields))
        let after = Self.limit(nodes.1.map(fields))
        // Fewer at once, or fewer in the long run.
        let isTighter = after.count < before.count || after.count / after.window < before.count / before.window
        let isLooser = after.count > before.count || after.count / after.window > before.count / before.window
        guard isTighter || isLooser else { return }
        add(
            .limitChanged, clients: isTighter ? .dangerous : .safe, servers: isLooser ? .dangerous : .safe,
            "'\(name)' is \(nodes.1?.json ?? "not set") and was \(nodes.0?.json ?? "not set")", at: place,
            old: nodes.0?.location ?? old.location, new: nodes.1?.location ?? new.location)
    }

    /// No limit is one that nothing reaches.
    private static func limit(
        _ fields: (count: YAMLNode?, window: YAMLNode?)?
    ) -> (count: Double, window: Double) {
        func number(_ node: YAMLNode?) -> Double? {
            if case .integer(let number) = node?.scalar?.value, number > 0 { Double(number) } else { nil }
        }
        return (number(fields?.count) ?? .infinity, number(fields?.window) ?? 1)
    }
}
