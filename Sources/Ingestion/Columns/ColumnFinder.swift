/// Finds the columns of a file by its header row, and by the header names that the client gave with the upload.
///
/// A header is matched whole first, then as a phrase within it ("Amount (EUR)"). Among several columns of one meaning
/// the better name wins, then the one further left. Columns that the client names come before all others: by the
/// name's meaning where it is known, else by its place in the list (date, amount, description). Of an amount and a pair
/// of debit and credit, that one is taken whose names are of the better kind; of the same kind, the amount, unless it may
/// be a running total.
struct ColumnFinder: Sendable {
    /// The order in which phrases are looked for; "debit/credit" before "debit", "value date" before "value".
    private static let phraseOrder: [ColumnRole] = [.direction, .date, .debit, .credit, .amount, .description]

    private static let rolesByPlace: [ColumnRole] = [.date, .amount, .description]

    /// Shorter names ("in", "ut", "sum") are matched whole only.
    private static let shortestPhrase = 4

    /// A longer cell, in bytes, is no header: to compare it would cost time for nothing.
    private static let longestHeader = 200

    private static let phrasePenalty = 1_000
    private static let clientBonus = 10_000

    private struct Meaning {
        var role: ColumnRole
        /// The lower the better: below zero named by the client, from `phrasePenalty` on a phrase within a header.
        var rank: Int

        var kind: Int { rank < 0 ? 0 : rank < ColumnFinder.phrasePenalty ? 1 : 2 }
    }

    private struct Match {
        var column: Int
        var meaning: Meaning
        /// Whether the header has a word that a running total may be called.
        var mayBeTotal: Bool
    }

    private let exactNames: [String: Meaning]
    /// The names that are looked for within a header, with their place in that search.
    private let phrases: [String: (place: Int, meaning: Meaning)]
    private let longestPhrase: Int
    /// The normalised names that the client gave.
    let clientColumns: [String]

    init(clientColumns: [String]) {
        var names: [String: Meaning] = [:]
        for role in ColumnRole.allCases {
            for (rank, name) in HeaderVocabulary.names(of: role).enumerated() where names[name] == nil {
                names[name] = Meaning(role: role, rank: rank)
            }
        }
        exactNames = names
        var phrases: [String: (place: Int, meaning: Meaning)] = [:]
        var longestPhrase = 1
        for role in Self.phraseOrder {
            for (rank, name) in HeaderVocabulary.names(of: role).enumerated()
            where name.count >= Self.shortestPhrase && phrases[name] == nil {
                phrases[name] = (phrases.count, Meaning(role: role, rank: rank + Self.phrasePenalty))
                longestPhrase = max(longestPhrase, name.split(separator: " ").count)
            }
        }
        self.phrases = phrases
        self.longestPhrase = longestPhrase
        self.clientColumns = clientColumns.map(HeaderName.normalised)
    }

    /// The layout that a header row gives; nil when it doesn't name both a date and an amount.
    func layout(header: Row) -> ColumnLayout? {
        var best: [ColumnRole: Match] = [:]
        for column in 0..<header.count where header.withField(column, { $0.count <= Self.longestHeader }) {
            let name = HeaderName.normalised(header.text(at: column))
            guard let meaning = meaning(of: name) else { continue }
            if let known = best[meaning.role], known.meaning.rank <= meaning.rank { continue }
            let mayBeTotal = name.split(separator: " ").contains { HeaderVocabulary.totals.contains(String($0)) }
            best[meaning.role] = Match(column: column, meaning: meaning, mayBeTotal: mayBeTotal)
        }
        guard let date = best[.date]?.column, let amount = amount(best) else { return nil }
        return ColumnLayout(date: date, amount: amount, description: best[.description]?.column)
    }

    private func amount(_ best: [ColumnRole: Match]) -> ColumnLayout.Amount? {
        if let debit = best[.debit], let credit = best[.credit] {
            let kind = max(debit.meaning.kind, credit.meaning.kind)
            let isPairBetter = best[.amount].map { amount in
                kind < amount.meaning.kind || (kind == amount.meaning.kind && amount.mayBeTotal)
            }
            if isPairBetter ?? true { return .pair(debit: debit.column, credit: credit.column) }
        }
        return best[.amount].map { .single(column: $0.column, direction: best[.direction]?.column) }
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

    private func meaning(of name: String) -> Meaning? {
        guard !name.isEmpty else { return nil }
        let known = exactNames[name] ?? phrase(in: name)
        guard let place = clientColumns.firstIndex(of: name) else { return known }
        if let known { return Meaning(role: known.role, rank: known.rank - Self.clientBonus) }
        guard clientColumns.count <= Self.rolesByPlace.count else { return nil }
        return Meaning(role: Self.rolesByPlace[place], rank: Self.phrasePenalty - Self.clientBonus)
    }

    private func phrase(in name: String) -> Meaning? {
        let words = name.split(separator: " ")
        guard !words.contains(where: { HeaderVocabulary.disqualifying.contains(String($0)) }) else { return nil }
        var best: (place: Int, meaning: Meaning)?
        for start in words.indices {
            var phrase = ""
            for word in words[start...].prefix(longestPhrase) {
                phrase += phrase.isEmpty ? String(word) : " \(word)"
                guard let found = phrases[phrase], found.place < best?.place ?? .max else { continue }
                best = found
            }
        }
        return best?.meaning
    }
}
