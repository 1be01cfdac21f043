import Testing

@testable import Ingestion

@Suite("Column finder")
struct ColumnFinderTests {
    static func single(_ date: Int, _ amount: Int, _ description: Int?, direction: Int? = nil) -> ColumnLayout {
        ColumnLayout(date: date, amount: .single(column: amount, direction: direction), description: description)
    }

    static func pair(_ date: Int, _ debit: Int, _ credit: Int, _ description: Int?) -> ColumnLayout {
        ColumnLayout(date: date, amount: .pair(debit: debit, credit: credit), description: description)
    }

    @Test(arguments: [
        ("date|amount|description", single(0, 1, 2)),
        ("DESCRIPTION| Amount (EUR) |Transaction Date (UTC)", single(2, 1, 0)),
        ("Value Date|Booking Date|Currency|Amount|Memo", single(1, 3, 4)),
        ("Buchungstag|Valuta|Verwendungszweck|Betrag|Währung", single(0, 3, 2)),
        ("Fecha operación|Concepto|Importe|Saldo", single(0, 2, 1)),
        ("Date d’opération|Libellé|Débit|Crédit", pair(0, 2, 3, 1)),
        ("Data operazione|Dare|Avere|Causale", pair(0, 1, 2, 3)),
        ("Datum|Soll|Haben", pair(0, 1, 2, nil)),
        ("Date|Paid out|Paid in|Balance|Narrative", pair(0, 1, 2, 4)),
        ("Date|Debit|Credit|Amount|Details", single(0, 3, 4)),
        ("Datum|Naam Tegenpartij|Af Bij|Bedrag (EUR)|Mededelingen", single(0, 3, 4, direction: 2)),
        ("Buchungsdatum|Umsatz|Soll/Haben|Buchungstext", single(0, 1, 3, direction: 2)),
        ("Data lançamento|Histórico|Valor", single(0, 2, 1)),
        ("Data operacji|Opis operacji|Kwota", single(0, 2, 1)),
        ("Bokføringsdato|Beløp|Tekst", single(0, 1, 2)),
        ("id|Date|Payee|Amount currency|Amount", single(1, 4, 2)),
        ("date|value", single(0, 1, nil)),
        ("Date|Amount|Date|Amount", single(0, 1, nil)),
        ("Date|Description|Debit|Credit|Running total", pair(0, 2, 3, 1)),
        ("Date|Paid out|Paid in|Total", pair(0, 1, 2, nil)),
        ("Datum|Soll|Haben|Summe", pair(0, 1, 2, nil)),
        ("Date|Debit|Credit|Value", pair(0, 1, 2, nil)),
        ("Date|Debit amount|Credit amount|Opening amount", pair(0, 1, 2, nil)),
        ("Date|Debit (EUR)|Credit (EUR)|Total (EUR)", pair(0, 1, 2, nil)),
        ("Date|Debit|Credit|Amount left", pair(0, 1, 2, nil)),
        ("Date|Debit account|Credit account|Amount", single(0, 3, nil)),
        ("Date|Debit account|Credit account|Amount (EUR)", single(0, 3, nil)),
        ("Date|Debit account|Credit account|Total", single(0, 3, nil)),
        ("Date|Debit|Total", single(0, 2, nil)),
    ])
    func headersAreRecognised(header: String, expected: ColumnLayout) {
        let fields = header.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        #expect(ColumnFinder(clientColumns: []).layout(header: Row(fields: fields)) == expected)
    }

    @Test(arguments: ["foo|bar", "date|description", "amount|description", "date|debit", "date|currency", "", "1|2|3"])
    func headersWithoutDateOrAmountAreNotUsable(header: String) {
        let fields = header.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        #expect(ColumnFinder(clientColumns: []).layout(header: Row(fields: fields)) == nil)
    }

    @Test func clientNamesComeBeforeBetterNames() {
        let header = Row(fields: ["Date", "Value date", "Amount", "Amount (EUR)", "Memo", "Payee"])
        let finder = ColumnFinder(clientColumns: ["value DATE", "Amount (EUR)", "payee"])
        #expect(finder.layout(header: header) == Self.single(1, 3, 5))
    }

    @Test func clientDecidesBetweenAnAmountAndAPair() {
        let header = Row(fields: ["Date", "Debit", "Credit", "Amount"])
        let pair = ColumnFinder(clientColumns: ["Date", "Debit", "Credit"])
        #expect(pair.layout(header: header) == Self.pair(0, 1, 2, nil))
        let total = Row(fields: ["Date", "Debit", "Credit", "Total"])
        #expect(ColumnFinder(clientColumns: ["Total"]).layout(header: total) == Self.single(0, 3, nil))
    }

    @Test func longCellsAreNoHeadersAndCostNoTime() {
        let long = "Amount " + String(repeating: "of the value date ", count: 60_000)
        let finder = ColumnFinder(clientColumns: [])
        let time = ContinuousClock().measure {
            #expect(finder.layout(header: Row(fields: ["Date", long, long, long, "Amount"])) == Self.single(0, 4, nil))
            #expect(finder.layout(header: Row(fields: ["Date", long])) == nil)
        }
        // To compare them took half a minute.
        #expect(time < .seconds(1))
    }

    @Test func manyShortCellsAreReadWithinSeconds() {
        let cells = (0..<4_000).map { "booked row number \($0) of the statement" }
        let finder = ColumnFinder(clientColumns: [])
        let time = ContinuousClock().measure {
            #expect(finder.layout(header: Row(fields: cells + ["Date", "Amount"])) == Self.single(4_000, 4_001, nil))
        }
        #expect(time < .seconds(3))
    }

    @Test func clientNamesOfUnknownMeaningAreTakenByPlace() {
        let header = Row(fields: ["Was", "Wann", "Wieviel", "Date"])
        #expect(ColumnFinder(clientColumns: ["Wann", "Wieviel", "Was"]).layout(header: header) == Self.single(1, 2, 0))
    }

    @Test func clientNamesThatAreNotHeadersAreIgnored() {
        let header = Row(fields: ["Buchungstag", "Betrag", "Verwendungszweck"])
        let finder = ColumnFinder(clientColumns: ["date", "amount", "description"])
        #expect(finder.layout(header: header) == Self.single(0, 1, 2))
    }

    @Test func longListsOfClientNamesAreNotTakenByPlace() {
        let header = Row(fields: ["id", "date", "amount", "currency", "memo"])
        let finder = ColumnFinder(clientColumns: ["id", "date", "amount", "currency", "memo"])
        #expect(finder.layout(header: header) == Self.single(1, 2, 4))
    }

    @Test func fileWithoutHeaderIsReadByTheClientsNames() {
        let first = Row(fields: ["17", "2024-01-31", "coffee", "1.50"])
        #expect(
            ColumnFinder(clientColumns: ["id", "date", "memo", "amount"]).layout(headerlessFirstRow: first)
                == Self.single(1, 3, 2))
        #expect(ColumnFinder(clientColumns: []).layout(headerlessFirstRow: first) == nil)
        #expect(ColumnFinder(clientColumns: ["date", "amount"]).layout(headerlessFirstRow: first) == nil)
    }

    @Test(arguments: [
        ("  Date d’opération (UTC)", "date d operation utc"), ("BUCHUNGSTAG", "buchungstag"), ("Straße", "strasse"),
        ("Beløp", "belop"), ("Kwota_operacji", "kwota operacji"), ("Amount", "amount"), ("--", ""),
    ])
    func headerNamesAreNormalised(header: String, expected: String) {
        #expect(HeaderName.normalised(header) == expected)
    }

    @Test func vocabularyIsInNormalisedFormAndWithoutRepetition() {
        for role in ColumnRole.allCases {
            let names = HeaderVocabulary.names(of: role)
            #expect(names.map(HeaderName.normalised) == names)
            #expect(Set(names).count == names.count)
        }
    }
}
