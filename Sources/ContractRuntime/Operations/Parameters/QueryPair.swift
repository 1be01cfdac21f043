/// One `name=value` of a query or of a form, its value as it was sent.
struct QueryPair {
    /// The name, decoded.
    var name: String
    /// The value, still encoded.
    var value: String

    /// The most pairs that are read.
    static let maximumCount = 1_000

    /// Whether a query string or a form has more pairs than are read, empty ones included.
    static func areTooMany(in query: String) -> Bool {
        query.utf8.count(where: { $0 == UInt8(ascii: "&") }) >= maximumCount
    }

    /// The pairs of a query string or a form, as the WHATWG URL standard splits it; at most `maximumCount` of them.
    static func all(in query: String) -> [QueryPair] {
        query.split(separator: "&").prefix(maximumCount).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return QueryPair(
                name: PercentEncoding.decode(parts[0].utf8, plusIsSpace: true),
                value: parts.count > 1 ? String(parts[1]) : "")
        }
    }

    /// The value, decoded.
    func decoded(plusIsSpace: Bool = true) -> String {
        PercentEncoding.decode(value.utf8, plusIsSpace: plusIsSpace)
    }

    /// The value, decoded as a parameter's format has it.
    func decoded(_ format: ParameterFormat) -> String {
        PercentEncoding.decode(value.utf8, plusIsSpace: !format.allowsReserved)
    }
}
