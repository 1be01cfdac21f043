/// One stored row of a file.
public struct TransactionRecord: Sendable, Hashable {
    /// The row's line in the file.
    public var lineNumber: Int64
    /// The day as `yyyy-MM-dd`; nil when the row has none.
    public var date: String?
    /// The amount in plain decimal notation, exact, with the digits that the file gave.
    public var amount: String
    /// The row's text, unchanged.
    public var description: String
}
