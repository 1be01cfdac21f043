import Foundation
import Metadata
import Testing

@testable import Ingestion

@Suite("Transaction extractor")
struct TransactionExtractorTests {
    static func lines(_ transactions: [Transaction]) -> [String] {
        transactions.map { transaction in
            let date = transaction.date
            return "\(transaction.lineNumber) \(date.year)-\(date.month)-\(date.day) \(transaction.amount)"
                + " \(transaction.description)"
        }
    }

    static func failure(_ text: String) -> ContentError? {
        do {
            _ = try Reading.extract(text)
            return nil
        } catch {
            return error as? ContentError
        }
    }

    @Test func rowsBecomeTransactions() throws {
        let (transactions, summary) = try Reading.extract(
            "date,amount,description\n2024-01-31,-12.50,  Coffee, \n\n2024-02-01,\"1,000.00\",\"Rent\nFebruary\"\n")
        #expect(Self.lines(transactions) == ["2 2024-1-31 -12.50 Coffee", "4 2024-2-1 1000.00 Rent\nFebruary"])
        #expect(summary.rowCount == 2)
        #expect(summary.rejectedRowCount == 0)
        #expect(summary.headerLine == 1)
        #expect(summary.columns == ["date": "date", "amount": "amount", "description": "description"])
        #expect(summary.decimalMark == "point")
        #expect(summary.decimalMarkProven == true)
        #expect(summary.dateOrderProven == false)
    }

    @Test func germanExportIsRead() throws {
        let (transactions, summary) = try Reading.extract(
            """
            Kontonummer: 123
            Zeitraum;01.01.2024 - 31.01.2024

            Buchungstag;Betrag;Verwendungszweck
            01.02.2024;-1.234,50;Miete
            05.02.2024;1.000;Gehalt

            """)
        #expect(Self.lines(transactions) == ["5 2024-2-1 -1234.50 Miete", "6 2024-2-5 1000 Gehalt"])
        #expect(summary.headerLine == 4)
        #expect(summary.separator == ";")
        #expect(summary.dateOrder == "day_first")
        #expect(summary.decimalMark == "comma")
    }

    @Test func headerDecidesTheSeparatorWhereLinesMislead() throws {
        let (transactions, summary) = try Reading.extract(
            "Inhaber, Konto\nStand, heute\nVon, bis\nDatum;Betrag\n1.2.2024;1,50\n2.2.2024;2,50\n")
        #expect(summary.separator == ";")
        #expect(transactions.map(\.amount.description) == ["1.50", "2.50"])
    }

    @Test func dateOrderIsDecidedByTheWholeSample() throws {
        let (transactions, summary) = try Reading.extract("date,amount\n01/02/2024,1\n01/31/2024,2\n")
        #expect(transactions.map(\.date.month) == [1, 1])
        #expect(summary.dateOrder == "month_first")
        #expect(summary.dateOrderProven == true)
    }

    @Test func rowsThatContradictTheMajorityAreRejected() throws {
        let (transactions, summary) = try Reading.extract(
            "date,amount\n13/01/2024,1.00\n14/01/2024,2.00\n01/15/2024,3.00\n16/01/2024,\"4,50\"\n")
        #expect(transactions.map(\.lineNumber) == [2, 3])
        #expect(
            summary.rejectedRows == [
                RejectedRow(
                    line: 4, reason: "date \"01/15/2024\" isn't a date with the day first, as in the rest of the file"),
                RejectedRow(line: 5, reason: "amount \"4,50\" isn't written with the decimal mark of the file"),
            ])
    }

    @Test func proofBehindTheSampleAsksForAnotherReading() throws {
        var text = "date,amount\n"
        for _ in 0..<50 { text += "01/02/2024,\"1,234\"\n" }
        text += "01/31/2024,\"1,234\"\n01/31/2024,\"1,5\"\n31/01/2024,\"1,5\"\n"
        let bytes = Array(text.utf8)
        let first = ReadingChoices(dateOrder: .monthFirst)
        #expect(throws: ReadAgain(choices: first)) { try Reading.extract(bytes, sampleRows: 10) }
        let second = ReadingChoices(dateOrder: .monthFirst, decimalMark: .comma)
        #expect(throws: ReadAgain(choices: second)) { try Reading.extract(bytes, choices: first, sampleRows: 10) }
        let (transactions, summary) = try Reading.extract(bytes, choices: second, sampleRows: 10)
        #expect(transactions.count == 52)
        #expect(transactions.first?.amount.description == "1.234")
        #expect(summary.rejectedRows.map(\.line) == [54])
    }

    @Test func debitsAreNegativeAndCreditsPositive() throws {
        let (transactions, summary) = try Reading.extract(
            """
            Date,Debit,Credit,Memo
            2024-01-01,5.00,,out
            2024-01-02,,7.00,in
            2024-01-03,-5.00,0.00,signed
            2024-01-04,0.00,8.00,zero
            2024-01-05,1.00,2.00,both
            2024-01-06,,,none

            """)
        #expect(transactions.map(\.amount.description) == ["-5.00", "7.00", "-5.00", "8.00"])
        #expect(
            summary.rejectedRows.map(\.reason) == [
                "both debit and credit are filled", "neither debit nor credit is filled",
            ])
    }

    @Test func directionColumnGivesTheSign() throws {
        let (transactions, summary) = try Reading.extract(
            "Buchungstag;Betrag;Soll/Haben\n1.2.2024;5,00;S\n2.2.2024;5,00;H\n3.2.2024;5,00;?\n4.2.2024;-5,00;\n")
        #expect(transactions.map(\.amount.description) == ["-5.00", "5.00", "-5.00"])
        #expect(summary.rejectedRows.map(\.reason) == ["direction \"?\" is neither debit nor credit"])
    }

    @Test func badRowsAreCountedAndTheFirstHundredKept() throws {
        var text = "date,amount\n2024-01-01,1\n,,\n"
        for index in 0..<150 { text += index.isMultiple(of: 2) ? "2024-01-01,1e5\n" : "yesterday,1\n" }
        let summary = try Reading.extract(text).summary
        #expect(summary.rowCount == 1)
        #expect(summary.rejectedRowCount == 150)
        #expect(summary.blankRowCount == 1)
        #expect(summary.rejectedRows.count == 100)
        #expect(summary.rejectedRows.first == RejectedRow(line: 4, reason: "amount \"1e5\" isn't a number"))
        #expect(summary.rejectedRows.dropFirst().first?.reason == "date \"yesterday\" isn't a date")
    }

    @Test func shortRowsAreRejectedAndLongRowsRead() throws {
        let (transactions, summary) = try Reading.extract("date,amount,memo\n2024-01-01\n2024-01-02,2,a,b,c\n")
        #expect(Self.lines(transactions) == ["3 2024-1-2 2 a"])
        #expect(summary.rejectedRows == [RejectedRow(line: 2, reason: "amount is empty")])
    }

    @Test func filesWithoutTransactionsFailWithOneClearMessage() {
        #expect(Self.failure("")?.code == .empty)
        #expect(Self.failure("\n\r\n")?.code == .empty)
        #expect(Self.failure("date,amount,description\n")?.code == .noDataRows)
        #expect(Self.failure("date,amount\n,\n")?.code == .noDataRows)
        #expect(
            Self.failure("date,amount\nx,1\ny,2\n")?.description
                == "No row has a valid date and amount; 2 rows were rejected. The first, on line 2: date \"x\" isn't a date."
        )
        #expect(
            Self.failure("foo,b\"a\u{202E}r\n1,2\n")?.description
                == "No header names a date column and an amount column (or debit and credit). Found: \"foo\", \"b'ar\"."
                + " Rename the headers, for example to date, amount and description.")
        #expect(Self.failure("date,amount\n2024-01-01,\"1\n")?.code == .malformed)
    }

    @Test func messageListsAtMostTwelveHeadersCutShort() throws {
        let header = (0..<500).map { "\($0)" + String(repeating: "x", count: 500) }.joined(separator: ",")
        let message = try #require(Self.failure(header + "\n")).description
        #expect(message.utf8.count < 800)
        #expect(message.contains("… (500 in all)"))
    }

    @Test func searchForTheHeaderEndsAfterTwentyRows() throws {
        let preamble = String(repeating: "note\n", count: 19)
        #expect(try Reading.extract(preamble + "date,amount\n2024-01-01,1\n").transactions.count == 1)
        #expect(Self.failure(preamble + "note\n" + "date,amount\n2024-01-01,1\n")?.code == .noHeader)
    }

    @Test func fileWithoutHeaderIsReadWithTheClientsColumns() throws {
        let text = "2024-01-31,5.00,Coffee\n2024-02-01,6.00,Tea\n"
        let (transactions, summary) = try Reading.extract(text, clientColumns: ["date", "amount", "description"])
        #expect(Self.lines(transactions) == ["1 2024-1-31 5.00 Coffee", "2 2024-2-1 6.00 Tea"])
        #expect(summary.headerLine == nil)
        #expect(Self.failure(text)?.code == .noHeader)
    }

    @Test func resultDoesNotDependOnThePieces() throws {
        var text = "\u{FEFF}Datum;Betrag;Text\r\n"
        for index in 0..<300 { text += "\(index % 28 + 1).01.2024;-\(index),50;\"Größe \"\"\(index)\"\"\r\n\"\r\n" }
        let bytes = Array(text.utf8)
        let whole = try Reading.extract(bytes, sampleRows: 100, pieceSize: bytes.count)
        for pieceSize in [1, 2, 3, 7, 1000] {
            let pieces = try Reading.extract(bytes, sampleRows: 100, pieceSize: pieceSize)
            #expect(pieces.transactions == whole.transactions)
            #expect(pieces.summary == whole.summary)
        }
        #expect(whole.transactions.count == 300)
    }

    @Test func summaryIsJSONWithoutZeroCharacters() throws {
        let summary = try Reading.extract("date,amount\n2024-01-01,1\n\u{1}x\u{FFFF},1\n").summary
        let object = try JSONSerialization.jsonObject(with: Data(summary.json.utf8)) as? [String: Any]
        #expect(object?["row_count"] as? Int == 1)
        #expect(object?["rejected_row_count"] as? Int == 1)
        #expect(object?["header_line"] as? Int == 1)
        #expect(!summary.json.contains("\\u0000"))
    }
}
