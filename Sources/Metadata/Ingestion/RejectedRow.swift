/// A row of a file that was read and isn't stored as a transaction, and why.
public struct RejectedRow: Sendable, Hashable {
    /// The line of the file on which the row begins; in a workbook the number of the row.
    public var lineNumber: Int64

    /// Why, as a program asks; stable.
    public var reason: RejectionReason

    /// Why, as a person asks: one line that quotes at most a short excerpt.
    public var message: String

    /// How the row looks: its cells as one record of CSV, cut short.
    public var rawText: String

    /// A row with these parts; none of its texts may hold U+0000, which PostgreSQL refuses.
    public init(lineNumber: Int64, reason: RejectionReason, message: String, rawText: String) {
        self.lineNumber = lineNumber
        self.reason = reason
        self.message = message
        self.rawText = rawText
    }
}

/// Why a row isn't a transaction, by a name that never changes.
public enum RejectionReason: String, Sendable, Hashable, CaseIterable {
    /// The row has no date.
    case missingDate = "missing_date"
    /// The date's cell holds no date that exists.
    case invalidDate = "invalid_date"
    /// The date exists only with day and month the other way round than in the rest of the file.
    case otherDateOrder = "other_date_order"
    /// The row has no amount, neither alone nor as a debit or credit.
    case missingAmount = "missing_amount"
    /// The amount's cell holds no number.
    case invalidAmount = "invalid_amount"
    /// The amount is written with another decimal mark than the rest of the file.
    case otherDecimalMark = "other_decimal_mark"
    /// The amount's digits are grouped, and not in thousands.
    case wrongGrouping = "wrong_grouping"
    /// The amount has more decimals than money can have.
    case tooManyDecimals = "too_many_decimals"
    /// The amount has more digits than are stored.
    case amountTooLarge = "amount_too_large"
    /// The row has both a debit and a credit.
    case debitAndCredit = "debit_and_credit"
    /// The cell that tells debits from credits says neither.
    case invalidDirection = "invalid_direction"
}
