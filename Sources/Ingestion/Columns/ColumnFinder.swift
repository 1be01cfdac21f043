/// Finds the columns of a file by its header row, and by the header names that the client gave with the upload.
///
/// A header is matched whole first, then as a phrase within it ("Amount (EUR)"). Among several columns of one meaning
/// the better name wins, then the one further left. Columns that the client names come before all others: by the
/// name's meaning where it is known, else by its place in the list (date, amount, description).
struct ColumnFinder: Sendable {
    /// The order in which phrases are looked for; "debit/credit" before "debit", "value date" before "value".
    private static let phraseOrder: [ColumnRole] = [.direction, .date, .debit, .credit, .amount, .description]

    private static let rolesByPlace: [ColumnRole] = [.date, .amount, .description]

    /// Shorter names ("in", "ut", "sum") are matched whole only.
    private static let shortestPhrase = 4

    private static let phrasePenalty = 1_000
    private static let clientBonus = 10_000

    private let exactNames: [String: (role: ColumnRole, rank: Int)]
    /// The normalised names that the client gave.
    let clientColumns: [String]

    init(clientColumns: [String]) {
        var names: [String: (role: ColumnRole, rank: Int)] = [:]
        for role in ColumnRole.allCases {
            for (rank, name) in HeaderVocabulary.names(of: role).enumerated() where names[name] == nil {
                names[name] = (role, rank)
            }
        }
        exactNames = names
        self.clientColumns = clientColumns.map(HeaderName.normalised)
    }

    /// The layout that a header row gives; nil when it doesn't name both a date and an amount.
    func layout(header: Row) -> ColumnLayout? {
        var best: [ColumnRole: (column: Int, rank: Int)] = [:]
        for (column, text) in header.texts.enumerated() {
            guard let (role, rank) = meaning(of: HeaderName.normalised(text)) else { continue }
            if let known = best[role], known.rank <= rank { continue }
            best[role] = (column, rank)
        }
        guard let date = best[.date]?.column else { return nil }
        let description = best[.description]?.column
        if let amount = best[.amount]?.column {
            let amounts = ColumnLayout.Amount.single(column: amount, direction: best[.direction]?.column)
            return ColumnLayout(date: date, amount: amounts, description: description)
        }
        guard let debit = best[.debit]?.column, let credit = best[.credit]?.column else { return nil }
        return ColumnLayout(date: date, amount: .pair(debit: debit, credit: credit), description: description)
    }

    /// The layout of a file without a header row, whose columns the client named in order; nil when `first` doesn't
    /// hold a date and an amount in those places.
    func layout(headerlessFirstRow first: Row) -> ColumnLayout? {
        guard !clientColumns.isEmpty, clientColumns.count <= first.count else { return nil }
        let isKnown = clientColumns.contains { meaning(of: $0) != nil }
        guard isKnown || clientColumns.count <= Self.rolesByPlace.count,
            let layout = layout(header: Row(fields: clientColumns))
        else { return nil }
        let date = first.withField(layout.date) { DateParser.parse($0) }
        let amountColumns =
            switch layout.amount {
            case .single(let column, _): [column]
            case .pair(let debit, let credit): [debit, credit]
            }
        let hasAmount = amountColumns.contains { column in
            first.withField(column) { (try? AmountParser.parse($0)) != nil }
        }
        return date != nil && hasAmount ? layout : nil
    }

    private func meaning(of name: String) -> (role: ColumnRole, rank: Int)? {
        guard !name.isEmpty else { return nil }
        let known = exactNames[name] ?? phrase(in: name)
        guard let place = clientColumns.firstIndex(of: name) else { return known }
        if let known { return (known.role, known.rank - Self.clientBonus) }
        guard clientColumns.count <= Self.rolesByPlace.count else { return nil }
        return (Self.rolesByPlace[place], Self.phrasePenalty - Self.clientBonus)
    }

    private func phrase(in name: String) -> (role: ColumnRole, rank: Int)? {
        guard !name.split(separator: " ").contains(where: { HeaderVocabulary.disqualifying.contains(String($0)) })
        else { return nil }
        let padded = " \(name) "
        for role in Self.phraseOrder {
            for (rank, known) in HeaderVocabulary.names(of: role).enumerated()
            where known.count >= Self.shortestPhrase && padded.contains(" \(known) ") {
                return (role, rank + Self.phrasePenalty)
            }
        }
        return nil
    }
}
