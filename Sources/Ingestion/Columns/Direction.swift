/// Which way money went, as the cell of a direction column says it.
enum Direction: Sendable {
    case debit
    case credit

    private static let debits: Set<String> = [
        "d", "dr", "db", "dbit", "debit", "debet", "s", "soll", "debe", "dare", "af", "out", "withdrawal", "cargo",
        "debito",
    ]

    private static let credits: Set<String> = [
        "c", "cr", "crdt", "credit", "kredit", "h", "haben", "haber", "avere", "bij", "in", "deposit", "abono",
        "credito",
    ]

    /// Reads a cell; nil when it says neither.
    init?(text: String) {
        let name = HeaderName.normalised(text)
        if Self.debits.contains(name) || text.utf8.elementsEqual("-".utf8) {
            self = .debit
        } else if Self.credits.contains(name) || text.utf8.elementsEqual("+".utf8) {
            self = .credit
        } else {
            return nil
        }
    }
}
