import YAML

/// A vendor extension that the generator or the verifier reads, and the objects in which it does.
struct VendorExtension: Sendable {
    /// As documents write it.
    let name: String
    /// The objects in which it is read.
    let owners: [ObjectKind]
    /// What its value can be; another value belongs to an extension of somebody else that is called alike.
    let shapes: Set<YAMLNode.Shape>

    private init(_ name: String, of owners: [ObjectKind], _ shapes: Set<YAMLNode.Shape> = [.scalar]) {
        self.name = name
        self.owners = owners
        self.shapes = shapes
    }

    /// Whether it is read in the objects that messages call so.
    func isRead(of owner: String) -> Bool { owners.contains { $0.name == owner } }

    /// The objects in which it is read, in words.
    var places: String {
        let names = owners.map(\.name)
        guard let last = names.last, names.count > 1 else { return names.joined() }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }

    static let all = [
        VendorExtension(
            "x-swift-name", of: [.schema, .operation, .parameter, .header, .securityScheme, .tag]),
        VendorExtension("x-swift-type", of: [.schema]),
        VendorExtension("x-extensible-enum", of: [.schema], [.sequence, .scalar]),
        VendorExtension("x-volatile", of: [.schema]),
        VendorExtension("x-streamed", of: [.mediaType]),
        VendorExtension("x-maximum-body-bytes", of: [.operation]),
        VendorExtension("x-rate-limit", of: [.operation], [.mapping]),
        VendorExtension("x-quota", of: [.operation], [.mapping]),
        VendorExtension("x-scenarios", of: [.operation], [.mapping]),
        VendorExtension("x-states", of: [.document], [.mapping]),
        VendorExtension("x-effects", of: [.document], [.mapping]),
        VendorExtension("x-raw", of: [.example]),
        VendorExtension("x-invalid", of: [.example]),
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// Whether a key is one of these, wherever it stands.
    static func isOwn(_ key: String) -> Bool { byName[key] != nil }

    /// What a key is, or is likely to mean; nil for the extension of somebody else.
    static func meant(by key: String) -> VendorExtension? {
        if let known = byName[key] { return known }
        // Others have extensions of much the same names, such as 'x-scala-type'.
        guard let nearest = Suggestion.nearest(to: key, among: all.map(\.name)),
            Suggestion.distance(key, nearest) <= 2
        else { return nil }
        return byName[nearest]
    }
}

extension DocumentParser {
    /// Says that a vendor extension is not read where it stands, or that it is called like one that is, and not quite.
    ///
    /// - Parameter owner: What messages call the object.
    func checkExtension(_ entry: YAMLEntry, of owner: String) {
        guard let meant = file.meantExtension(entry) else { return }
        let isRead = meant.isRead(of: owner)
        if entry.key == meant.name {
            guard !isRead else { return }
            collector.warning(
                .noEffect,
                "'\(entry.key)' of \(owner) says nothing: it is read of \(meant.places) only; move it there",
                at: entry.keyLocation)
        } else if isRead, meant.shapes.contains(entry.value.shape) {
            collector.warning(
                .noEffect, "'\(entry.key)' says nothing; did you mean '\(meant.name)'?", at: entry.keyLocation)
        }
    }

    /// The entries of an object that has names beside vendor extensions, without these.
    func withoutExtensions(_ entries: YAMLMapping, of owner: String) -> [YAMLEntry] {
        entries.filter { entry in
            guard isExtension(entry) else { return true }
            checkExtension(entry, of: owner)
            return false
        }
    }
}
