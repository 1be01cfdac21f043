/// What a column of a transactions file means.
enum ColumnRole: CaseIterable, Sendable {
    case date
    case amount
    case debit
    case credit
    /// Tells for each row whether the amount is a debit or a credit.
    case direction
    case description
}
