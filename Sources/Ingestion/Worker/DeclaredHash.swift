/// The SHA-256 that a client declared for its file: 64 hexadecimal digits in either case, with or without `sha256:`.
struct DeclaredHash: Sendable, Equatable {
    /// What was declared, in the form in which hashes are computed here; it need not be a possible hash.
    let hexadecimal: String

    /// Reads a declaration; nil when the client made none.
    init?(_ text: String?) {
        guard let text else { return nil }
        let prefix = "sha256:"
        let lower = text.lowercased().split(whereSeparator: \.isWhitespace).joined()
        guard !lower.isEmpty else { return nil }
        hexadecimal = lower.hasPrefix(prefix) ? String(lower.dropFirst(prefix.count)) : lower
    }
}
