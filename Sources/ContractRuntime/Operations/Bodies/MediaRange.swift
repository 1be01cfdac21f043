/// A media type or a range of them, as a contract or an `Accept` field has it (RFC 9110, section 12.5.1).
public struct MediaRange: Hashable, Sendable {
    /// In lower case; `*` for any.
    let type: String
    /// In lower case; `*` for any.
    let subtype: String
    /// What stands behind it, all in lower case, but for weights and what belongs to one message alone.
    let parameters: [String: String]

    /// Parameters that do not make another media type: weights, delimiters, and encodings of what is UTF-8 in any case.
    private static let passing: Set<String> = ["q", "charset", "boundary"]

    init?(_ name: String) {
        let parts = MediaTypeName(name).name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        type = String(parts[0])
        subtype = String(parts[1])
        parameters = FieldParameters(name).parameters.filter { !Self.passing.contains($0.key) }
            .mapValues { $0.lowercased() }
    }

    /// How much it says: 2 for a media type, 1 for all subtypes, 0 for everything.
    var precision: Int { type == "*" ? 0 : subtype.hasPrefix("*") ? 1 : 2 }

    /// Whether some media type is in both. What only one of them has a parameter for is in the other too: those who do not
    /// name it rarely mean to do without.
    func overlaps(_ other: MediaRange) -> Bool {
        let typesMeet = type == "*" || other.type == "*" || type == other.type
        return typesMeet
            && (subtype == other.subtype || Self.includes(subtype, other.subtype)
                || Self.includes(other.subtype, subtype))
            && parameters.allSatisfy { name, value in other.parameters[name].map { $0 == value } ?? true }
    }

    /// How near another is that it overlaps with: parameters that both have count first, then those that this one has
    /// alone, which count against it.
    func nearness(to other: MediaRange) -> (shared: Int, own: Int) {
        let shared = parameters.keys.count { other.parameters[$0] != nil }
        return (shared, shared - parameters.count)
    }

    /// Whether a subtype is `*`, or `*+suffix` of another with that suffix (RFC 6839).
    private static func includes(_ range: String, _ subtype: String) -> Bool {
        range == "*" || (range.hasPrefix("*+") && subtype.hasSuffix(range.dropFirst()))
    }
}

extension MediaRange {
    /// The number of the most precise media type of a contract that a body's own is in; nil where it is in none.
    ///
    /// - Parameters:
    ///   - mediaType: The value of the body's `Content-Type`.
    ///   - declared: Media types and ranges, as the contract has them.
    public static func best(for mediaType: String, among declared: [String]) -> Int? {
        guard let sent = MediaRange(mediaType), sent.precision == 2 else { return nil }
        var best: (number: Int, rank: (Int, Int, Int))?
        for (number, name) in declared.enumerated() {
            guard let range = MediaRange(name), range.overlaps(sent) else { continue }
            let (shared, own) = range.nearness(to: sent)
            let rank = (range.precision, shared, own)
            if best.map({ rank > $0.rank }) ?? true { best = (number, rank) }
        }
        return best?.number
    }
}
