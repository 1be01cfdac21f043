import Metadata

/// Reads a row as a transaction, by the columns of the file and the way it writes dates and amounts.
struct RowInterpreter: Sendable {
    /// What became of a row.
    enum Outcome: Equatable {
        case transaction(Transaction)
        /// The row isn't stored; the message quotes at most a short excerpt of it.
        case rejected(RejectionReason, message: String)
        /// All cells are empty: spreadsheets write such rows below their data.
        case blank
    }

    /// Why a row is not a transaction.
    private struct Rejection: Error {
        let reason: RejectionReason
        let message: String
    }

    let layout: ColumnLayout
    private(set) var dateOrder: FormatDecision<DateOrder>
    private(set) var decimalMark: FormatDecision<DecimalMark>
    private(set) var dateStyle = DateStyle.iso
    private var spread = ShortDateSpread()
    /// No transaction is expected behind this day; it only tells apart orders of dates.
    private let latestDate: CalendarDate?

    /// Starts reading; what `choices` leave open is decided by `sample` rows, `latestDate` and `defaultMark`.
    init(layout: ColumnLayout, choices: ReadingChoices, defaultMark: DecimalMark, latestDate: CalendarDate?) {
        self.layout = layout
        self.latestDate = latestDate
        dateOrder = choices.dateOrder.map { FormatDecision(proven: $0) } ?? FormatDecision(default: .dayFirst)
        decimalMark = choices.decimalMark.map { FormatDecision(proven: $0) } ?? FormatDecision(default: defaultMark)
    }

    /// Counts what a row of the sample proves.
    mutating func sample(_ row: Row) {
        let date = row.withField(layout.date) { DateParser.parse($0) }
        dateOrder.count(date?.evidence(upTo: latestDate))
        spread.count(date)
        for column in amountColumns where !row.isNumber(column) {
            decimalMark.count(row.withField(column) { (try? AmountParser.parse($0))?.evidence })
        }
    }

    /// Ends the sample.
    mutating func settle() {
        if spread.isYearFirst { dateOrder.prefer(.yearFirst) }
        dateOrder.settle()
        decimalMark.settle()
    }

    /// - Throws: `ReadAgain` when the row overturns a decision that the sample left to the default.
    mutating func interpret(_ row: Row) throws(ReadAgain) -> Outcome {
        if row.isBlank { return .blank }
        guard let dateText = row.withField(layout.date, { DateParser.parse($0) }) else {
            let reason: RejectionReason = isEmpty(row, layout.date) ? .missingDate : .invalidDate
            return .rejected(reason, message: message(row, layout.date, "date", "isn't a date"))
        }
        dateStyle = max(dateStyle, DateStyle(dateText))
        if !dateOrder.isProven, let other = dateOrder.confirm(dateText.evidence(upTo: latestDate)) {
            throw ReadAgain(choices: ReadingChoices(dateOrder: other, decimalMark: provenMark))
        }
        guard let date = dateText.date(in: dateOrder.value, upTo: latestDate) else {
            let problem = "isn't a date with the \(dateOrder.value.firstPart) first, as in the rest of the file"
            return .rejected(.otherDateOrder, message: message(row, layout.date, "date", problem))
        }
        if !decimalMark.isProven { try confirmMark(row) }
        do throws(Rejection) {
            let amount = try amount(row)
            return .transaction(
                Transaction(
                    lineNumber: row.lineNumber, date: date, amount: amount, description: description(row)))
        } catch {
            return .rejected(error.reason, message: error.message)
        }
    }

    private var provenMark: DecimalMark? { decimalMark.isProven ? decimalMark.value : nil }

    private var amountColumns: [Int] {
        switch layout.amount {
        case .single(let column, _): [column]
        case .pair(let debit, let credit): [debit, credit]
        }
    }

    private mutating func confirmMark(_ row: Row) throws(ReadAgain) {
        for column in amountColumns where !row.isNumber(column) {
            let evidence = row.withField(column) { (try? AmountParser.parse($0))?.evidence }
            guard let other = decimalMark.confirm(evidence) else { continue }
            let order = dateOrder.isProven ? dateOrder.value : nil
            throw ReadAgain(choices: ReadingChoices(dateOrder: order, decimalMark: other))
        }
    }

    private func description(_ row: Row) -> String {
        guard let column = layout.description else { return "" }
        return row.withField(column) { String(copying: $0.extracting(Text.trimmed($0))) }
    }

    private func amount(_ row: Row) throws(Rejection) -> DecimalAmount {
        switch layout.amount {
        case .single(let column, let direction):
            let amount = try value(row, column, "amount")
            guard let direction else { return amount }
            return try directed(amount, row, direction)
        case .pair(let debit, let credit):
            return try pairAmount(row, debit: debit, credit: credit)
        }
    }

    private func pairAmount(_ row: Row, debit: Int, credit: Int) throws(Rejection) -> DecimalAmount {
        let out = isEmpty(row, debit) ? nil : try value(row, debit, "debit")
        let into = isEmpty(row, credit) ? nil : try value(row, credit, "credit")
        switch (out, into) {
        case (nil, nil): throw Rejection(reason: .missingAmount, message: "neither debit nor credit is filled")
        case (nil, let into?): return into
        case (let out?, nil): return outflow(out)
        case (let out?, let into?):
            // Some programs write 0.00 into the other column.
            if out.unscaled == 0 { return into }
            guard into.unscaled == 0 else {
                throw Rejection(reason: .debitAndCredit, message: "both debit and credit are filled")
            }
            return outflow(out)
        }
    }

    private func directed(_ amount: DecimalAmount, _ row: Row, _ column: Int) throws(Rejection) -> DecimalAmount {
        guard !isEmpty(row, column) else { return amount }
        switch row.withField(column, { Direction(text: String(copying: $0)) }) {
        case .credit: return amount
        case .debit: return outflow(amount)
        case nil:
            throw Rejection(
                reason: .invalidDirection, message: message(row, column, "direction", "is neither debit nor credit"))
        }
    }

    /// The amount as money that goes out, whether or not the file writes the minus.
    private func outflow(_ amount: DecimalAmount) -> DecimalAmount {
        guard amount.unscaled > 0, let negated = DecimalAmount(unscaled: -amount.unscaled, scale: amount.scale) else {
            return amount
        }
        return negated
    }

    private func value(_ row: Row, _ column: Int, _ name: String) throws(Rejection) -> DecimalAmount {
        let mark = row.isNumber(column) ? .point : decimalMark.value
        let result = row.withField(column) { field -> Result<DecimalAmount, AmountProblem> in
            do throws(AmountProblem) {
                return .success(try AmountParser.parse(field).value(decimalMark: mark))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let value): return value
        case .failure(let problem):
            throw Rejection(reason: problem.reason, message: message(row, column, name, problem.rawValue))
        }
    }

    private func isEmpty(_ row: Row, _ column: Int) -> Bool {
        row.withField(column) { Text.trimmed($0).isEmpty }
    }

    private func message(_ row: Row, _ column: Int, _ name: String, _ problem: String) -> String {
        isEmpty(row, column) ? "\(name) is empty" : "\(name) \(Text.excerpt(row.text(at: column))) \(problem)"
    }
}
