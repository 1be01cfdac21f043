/// A media type or a range of them, as a contract or an `Accept` field has it (RFC 9110, section 12.5.1).
struct MediaRange: Hashable, Sendable {
    /// In lower case; `*` for any.
    let type: String
    /// In lower case; `*` for any.
    let subtype: String

    init?(_ name: String) {
        let parts = MediaTypeName(name).name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        type = String(parts[0])
        subtype = String(parts[1])
    }

    /// How much it says: 2 for a media type, 1 for all subtypes, 0 for everything.
    var precision: Int { type == "*" ? 0 : subtype.hasPrefix("*") ? 1 : 2 }

    /// Whether some media type is in both.
    func overlaps(_ other: MediaRange) -> Bool {
        let typesMeet = type == "*" || other.type == "*" || type == other.type
        return typesMeet
            && (subtype == other.subtype || Self.includes(subtype, other.subtype)
                || Self.includes(other.subtype, subtype))
    }

    /// Whether a subtype is `*`, or `*+suffix` of another with that suffix (RFC 6839).
    private static func includes(_ range: String, _ subtype: String) -> Bool {
        range == "*" || (range.hasPrefix("*+") && subtype.hasSuffix(range.dropFirst()))
    }
}

extension MediaRange {
    /// The number of the most precise media type of a contract that a body's own is in.
    static func best(for mediaType: String, among declared: [String]) -> Int? {
        guard let sent = MediaRange(mediaType), sent.precision == 2 else { return nil }
        var best: (number: Int, precision: Int)?
        for (number, name) in declared.enumerated() {
            guard let range = MediaRange(name), range.overlaps(sent) else { continue }
            if range.precision > best?.precision ?? -1 { best = (number, range.precision) }
        }
        return best?.number
    }
}
