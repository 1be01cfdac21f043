/// Says which column of a file holds what.
package struct ColumnLayout: Sendable, Equatable {
    /// Where an amount comes from.
    package enum Amount: Sendable, Equatable {
        /// One column; where there is a `direction` column, it says "debit" or "credit".
        case single(column: Int, direction: Int?)
        /// Two columns of which each row fills one; a debit is negative, a credit positive.
        case pair(debit: Int, credit: Int)
    }

    package var date: Int
    package var amount: Amount

    /// Nil when no column describes the transaction; descriptions are empty then.
    package var description: Int?

    /// Makes a layout from column numbers, counted from 0.
    package init(date: Int, amount: Amount, description: Int?) {
        self.date = date
        self.amount = amount
        self.description = description
    }

    /// The header of the column behind each meaning; cut short, as a header may be of any length.
    func named(by headers: [String]) -> [String: String] {
        var columns = ["date": date]
        columns["description"] = description
        switch amount {
        case .single(let column, let direction):
            columns["amount"] = column
            columns["direction"] = direction
        case .pair(let debit, let credit):
            columns["debit"] = debit
            columns["credit"] = credit
        }
        return columns.compactMapValues { headers.indices.contains($0) ? String(headers[$0].prefix(100)) : nil }
    }
}
