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
            return try Reading.extract(text).failure
        } catch {
            return error as? ContentError
        }
    }

    @Test func rowsBecomeTransactions() throws {
        let extraction = try Reading.extract(
            "date,amount,description\n2024-01-31,-12.50,  Coffee, \n\n2024-02-01,\"1,000.00\",\"Rent\nFebruary\"\n")
        #expect(
            Self.lines(extraction.transactions) == ["2 2024-1-31 -12.50 Coffee", "4 2024-2-1 1000.00 Rent\nFebruary"])
        #expect(extraction.summary.rowCount == 2)
        #expect(extraction.summary.rejectedRowCount == 0)
        #expect(extraction.summary.headerLine == 1)
        #expect(extraction.summary.columns == ["date": "date", "amount": "amount", "description": "description"])
        #expect(extraction.summary.decimalMark == "point")
        #expect(extraction.summary.decimalMarkProven == true)
        #expect(extraction.summary.dateOrder == "iso")
        #expect(extraction.summary.dateOrderProven == true)
    }

    @Test func germanExportIsRead() throws {
        let extraction = try Reading.extract(
            """
            Kontonummer: 123
            Zeitraum;01.01.2024 - 31.01.2024

            Buchungstag;Betrag;Verwendungszweck
            01.02.2024;-1.234,50;Miete
            05.02.2024;1.000;Gehalt

            """)
        #expect(Self.lines(extraction.transactions) == ["5 2024-2-1 -1234.50 Miete", "6 2024-2-5 1000 Gehalt"])
        #expect(extraction.summary.headerLine == 4)
        #expect(extraction.summary.separator == ";")
        #expect(extraction.summary.dateOrder == "day_first")
        #expect(extraction.summary.decimalMark == "comma")
    }

    @Test func headerDecidesTheSeparatorWhereLinesMislead() throws {
        let extraction = try Reading.extract(
            "Inhaber, Konto\nStand, heute\nVon, bis\nDatum;Betrag\n1.2.2024;1,50\n2.2.2024;2,50\n")
        #expect(extraction.summary.separator == ";")
        #expect(extraction.transactions.map(\.amount.description) == ["1.50", "2.50"])
    }

    @Test func dateOrderIsDecidedByTheWholeSample() throws {
        let extraction = try Reading.extract("date,amount\n01/02/2024,1\n01/31/2024,2\n")
        #expect(extraction.transactions.map(\.date.month) == [1, 1])
        #expect(extraction.summary.dateOrder == "month_first")
        #expect(extraction.summary.dateOrderProven == true)
    }

    @Test func rowsThatContradictTheMajorityAreRejected() throws {
        let extraction = try Reading.extract(
            "date,amount\n13/01/2024,1.00\n14/01/2024,2.00\n01/15/2024,3.00\n16/01/2024,\"4,50\"\n")
        #expect(extraction.transactions.map(\.lineNumber) == [2, 3])
        #expect(
            extraction.rejections == [
                "4 other_date_order: date \"01/15/2024\" isn't a date with the day first, as in the rest of the file",
                "5 other_decimal_mark: amount \"4,50\" isn't written with the decimal mark of the file",
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
        let extraction = try Reading.extract(bytes, choices: second, sampleRows: 10)
        #expect(extraction.transactions.count == 52)
        #expect(extraction.transactions.first?.amount.description == "1.234")
        #expect(extraction.rejected.map(\.lineNumber) == [54])
    }

    @Test func debitsAreNegativeAndCreditsPositive() throws {
        let extraction = try Reading.extract(
            """
            Date,Debit,Credit,Memo
            2024-01-01,5.00,,out
            2024-01-02,,7.00,in
            2024-01-03,-5.00,0.00,signed
            2024-01-04,0.00,8.00,zero
            2024-01-05,1.00,2.00,both
            2024-01-06,,,none

            """)
        #expect(extraction.transactions.map(\.amount.description) == ["-5.00", "7.00", "-5.00", "8.00"])
        #expect(
            extraction.rejections == [
                "6 debit_and_credit: both debit and credit are filled",
                "7 missing_amount: neither debit nor credit is filled",
            ])
    }

    @Test func directionColumnGivesTheSign() throws {
        let extraction = try Reading.extract(
            "Buchungstag;Betrag;Soll/Haben\n1.2.2024;5,00;S\n2.2.2024;5,00;H\n3.2.2024;5,00;?\n4.2.2024;-5,00;\n")
        #expect(extraction.transactions.map(\.amount.description) == ["-5.00", "5.00", "-5.00"])
        #expect(extraction.rejections == ["4 invalid_direction: direction \"?\" is neither debit nor credit"])
    }

    @Test func everyBadRowIsHandedOverWithItsReason() throws {
        var text = "date,amount\n2024-01-01,1\n,,\n"
        for index in 0..<150 { text += index.isMultiple(of: 2) ? "2024-01-01,1e5\n" : "yesterday,1\n" }
        let extraction = try Reading.extract(text)
        #expect(extraction.summary.rowCount == 1)
        #expect(extraction.summary.rejectedRowCount == 150)
        #expect(extraction.summary.blankRowCount == 1)
        #expect(extraction.rejected.map(\.lineNumber) == Array(4...153))
        #expect(
            extraction.rejections.prefix(2) == [
                "4 invalid_amount: amount \"1e5\" isn't a number", "5 invalid_date: date \"yesterday\" isn't a date",
            ])
        #expect(extraction.rejected.prefix(2).map(\.rawText) == ["2024-01-01,1e5", "yesterday,1"])
    }

    @Test func shortRowsAreRejectedAndLongRowsRead() throws {
        let extraction = try Reading.extract("date,amount,memo\n2024-01-01\n2024-01-02,2,a,b,c\n")
        #expect(Self.lines(extraction.transactions) == ["3 2024-1-2 2 a"])
        #expect(extraction.rejections == ["2 missing_amount: amount is empty"])
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

    @Test(
        arguments: [
            ("2024-01-01,1e5", RejectionReason.invalidAmount), ("2024-01-01,", .missingAmount),
            (",5", .missingDate), ("x,5", .invalidDate), ("2024-02-30,5", .invalidDate),
            ("14/13/2024,5", .invalidDate), ("01/31/2024,5", .otherDateOrder),
            ("2024-01-01,\"1,5\"", .otherDecimalMark),
            ("2024-01-01,1.2.3", .otherDecimalMark), ("2024-01-01,\"1,00,0\"", .wrongGrouping),
            ("2024-01-01,1.123456789", .tooManyDecimals),
            ("2024-01-01,\(String(repeating: "9", count: 40))", .amountTooLarge),
            ("2024-01-01,(5", .invalidAmount), ("2024-01-01,-5-", .invalidAmount),
        ])
    func reasonIsStable(_ row: String, _ reason: RejectionReason) throws {
        let extraction = try Reading.extract("date,amount\n31/01/2024,1.50\n\(row)\n")
        #expect(extraction.rejected.map(\.reason) == [reason], "\(extraction.rejections)")
        #expect(extraction.rejected.first?.rawText == row)
    }

    @Test func orderOfDatesIsRecordedAsTheFileWritesThem() throws {
        func order(_ dates: String...) throws -> [String?] {
            let summary = try Reading.extract("date,amount\n" + dates.map { "\($0),1\n" }.joined()).summary
            return [summary.dateOrder, summary.dateOrderProven.map { "\($0)" }]
        }
        #expect(try order("2024-01-31", "2024/02/01", "20240203") == ["iso", "true"])
        #expect(try order("2024-01-31", "31 Jan 2024") == ["month_name", "true"])
        #expect(try order("2024-01-31", "31/01/2024") == ["day_first", "true"])
        #expect(try order("01/31/2024", "01/02/2024") == ["month_first", "true"])
        #expect(try order("01/02/2024", "03/04/2024") == ["day_first", "false"])
    }

    @Test(arguments: [
        // The 31st could only be a day to come.
        (["24-01-31", "24-02-01"], ["2024-01-31", "2024-02-01"], "year_first", true),
        // Nothing proves it, but the years differ less than the days.
        (["24-01-10", "24-01-12"], ["2024-01-10", "2024-01-12"], "year_first", false),
        (["10-01-24", "12-01-24"], ["2024-01-10", "2024-01-12"], "day_first", false),
        (["05-01-24", "31-12-24"], ["2024-01-05", "2024-12-31"], "day_first", true),
        (["24-01-10"], ["2010-01-24"], "day_first", false),
    ])
    func pairsOfDigitsAreReadInTheOrderOfTheColumn(
        written: [String], read: [String], order: String, isProven: Bool
    ) throws {
        let found = try Reading.extract("date,amount\n" + written.map { "\($0),1\n" }.joined())
        #expect(found.transactions.map(\.date.description) == read)
        #expect(found.summary.dateOrder == order)
        #expect(found.summary.dateOrderProven == isProven)
    }

    @Test func aYearFirstBehindTheSampleAsksForAnotherReading() throws {
        let bytes = Array("date,amount\n24-01-10,1\n24-01-31,2\n".utf8)
        let proven = ReadingChoices(dateOrder: .yearFirst)
        #expect(throws: ReadAgain(choices: proven)) { try Reading.extract(bytes, sampleRows: 1) }
        let found = try Reading.extract(bytes, choices: proven, sampleRows: 1)
        #expect(found.transactions.map(\.date.description) == ["2024-01-10", "2024-01-31"])
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
        let extraction = try Reading.extract(text, clientColumns: ["date", "amount", "description"])
        #expect(Self.lines(extraction.transactions) == ["1 2024-1-31 5.00 Coffee", "2 2024-2-1 6.00 Tea"])
        #expect(extraction.summary.headerLine == nil)
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
            #expect(pieces.rejected == whole.rejected)
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
