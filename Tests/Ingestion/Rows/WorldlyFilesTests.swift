import Metadata
import Testing

@testable import Ingestion

/// What the world writes into a CSV file, from the bytes to the transactions: one test for each promise.
@Suite("Worldly files")
struct WorldlyFilesTests {
    /// How the same three transactions are written.
    private struct Writing {
        var separator = ","
        var dates = ["2024-01-31", "2024-02-01", "2024-02-02"]
        var amounts = ["-1234.50", "1000.00", "0.99"]
        var lineBreak = "\n"

        var text: String {
            let texts = ["Müller \(separator) Söhne", "say \"hi\"", "two\nlines"]
            let rows = (0..<3).map { index in
                [dates[index], quoted(amounts[index]), quoted(texts[index])].joined(separator: separator)
            }
            return (["date", "amount", "description"].joined(separator: separator) + lineBreak)
                + rows.map { $0 + lineBreak }.joined()
        }

        private func quoted(_ field: String) -> String {
            guard field.contains(where: { "\(separator)\"\n".contains($0) }) else { return field }
            return "\"" + field.replacing("\"", with: "\"\"") + "\""
        }
    }

    private func expect(
        _ bytes: [UInt8], separator: String = ",", _ location: SourceLocation = #_sourceLocation
    ) throws -> ExtractionSummary {
        let extraction = try Reading.extract(bytes)
        #expect(extraction.rejections.isEmpty, sourceLocation: location)
        #expect(
            extraction.transactions.map { "\($0.date.year)-\($0.date.month)-\($0.date.day)" } == [
                "2024-1-31", "2024-2-1", "2024-2-2",
            ], sourceLocation: location)
        #expect(
            extraction.transactions.map(\.amount).map { $0.scale == 2 ? "\($0)" : "\($0).00" } == [
                "-1234.50", "1000.00", "0.99",
            ], sourceLocation: location)
        #expect(
            extraction.transactions.map(\.description) == ["Müller \(separator) Söhne", "say \"hi\"", "two\nlines"],
            sourceLocation: location)
        return extraction.summary
    }

    /// Latin-1's umlauts are the same bytes in Windows-1252.
    private static func windows1252(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    @Test(arguments: [",", ";", "\t", "|"], ["\n", "\r\n", "\r"])
    func everySeparatorInEveryEncodingWithEveryLineBreak(_ separator: String, lineBreak: String) throws {
        let text = Writing(separator: separator, lineBreak: lineBreak).text
        let encoded: [(String, [UInt8])] = [
            ("utf-8", Array(text.utf8)), ("utf-8", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
            ("utf-16le", [0xFF, 0xFE] + CSVReaderTests.utf16(text, bigEndian: false)),
            ("utf-16be", [0xFE, 0xFF] + CSVReaderTests.utf16(text, bigEndian: true)),
            ("utf-16le", CSVReaderTests.utf16(text, bigEndian: false)),
            ("utf-16be", CSVReaderTests.utf16(text, bigEndian: true)), ("windows-1252", Self.windows1252(text)),
        ]
        for (encoding, bytes) in encoded {
            let summary = try expect(bytes, separator: separator)
            #expect(summary.encoding == encoding)
            #expect(summary.separator == separator)
        }
    }

    @Test(arguments: [
        (["-1234,50", "1000,00", "0,99"], "comma"), (["-1.234,50", "1.000,00", "0,99"], "comma"),
        (["-1 234,50", "1 000,00", ",99"], "comma"), (["-1\u{202F}234,50", "1\u{A0}000,00", "0,99"], "comma"),
        (["-1'234.50", "1’000.00", "0.99"], "point"), (["-1,234.50", "1,000.00", ".99"], "point"),
        (["(1,234.50)", "1,000.00", "0.99"], "point"), (["1234.50-", "+1000.00", "0.99+"], "point"),
        (["-$1,234.50", "$1,000.00", "$ 0.99"], "point"), (["($1,234.50)", "1000.00 USD", "USD 0.99"], "point"),
        (["-1.234,50 €", "1.000,00€", "EUR 0,99"], "comma"), (["−1 234,50 kr", "1000,00 kr.", "0,99 kr"], "comma"),
        (["£-1,234.50", "£1,000.00", "£0.99"], "point"), (["₹-1,234.50", "₹1,000.00", "Rs. 0.99"], "point"),
    ])
    func amounts(_ amounts: [String], mark: String) throws {
        for separator in [",", ";"] {
            let summary = try expect(
                Array(Writing(separator: separator, amounts: amounts).text.utf8), separator: separator)
            #expect(summary.decimalMark == mark)
            #expect(summary.decimalMarkProven == true)
        }
    }

    @Test(arguments: [
        (["2024-01-31", "2024-02-01", "2024-02-02"], "iso"),
        (["2024-01-31T23:59:59Z", "2024/2/1", "20240202"], "iso"),
        (["31/01/2024", "01/02/2024", "02/02/2024"], "day_first"), (["31.1.24", "1.2.24", "2.2.24"], "day_first"),
        (["31-01-2024 13:45", "01-02-2024 0:00", "02-02-2024 1:00"], "day_first"),
        (["01/31/2024", "02/01/2024", "02/02/2024"], "month_first"), (["1/31/24", "2/1/24", "2/2/24"], "month_first"),
        (["31 Jan 2024", "1-Feb-24", "February 2nd 2024"], "month_name"),
    ])
    func dates(_ dates: [String], order: String) throws {
        let summary = try expect(Array(Writing(dates: dates).text.utf8))
        #expect(summary.dateOrder == order)
        #expect(summary.dateOrderProven == true)
    }

    /// The order is the file's, not the row's: one proof decides for rows that could be read both ways, wherever it is.
    @Test(arguments: [0, 1, 99, 150]) func oneDateDecidesForAll(at position: Int) throws {
        var text = "date,amount\n"
        for row in 0..<151 { text += row == position ? "01/31/2024,1.00\n" : "02/03/2024,1.00\n" }
        let bytes = Array(text.utf8)
        var choices = ReadingChoices()
        var extraction: Extraction?
        // A proof behind the sample asks for one more reading.
        for _ in 0..<2 where extraction == nil {
            do { extraction = try Reading.extract(bytes, choices: choices, sampleRows: 100) } catch let again
                as ReadAgain
            {
                choices = again.choices
            }
        }
        let found = try #require(extraction)
        #expect(found.rejected.isEmpty)
        #expect(found.transactions.filter { $0.date == CalendarDate(year: 2024, month: 2, day: 3) }.count == 150)
        #expect(found.summary.dateOrder == "month_first")
    }

    @Test func raggedRowsAreReadAsFarAsTheyGo() throws {
        let extraction = try Reading.extract(
            "date,amount,description,balance\n2024-01-31,1.00\n2024-02-01,2.00,b,9,more,and more\n2024-02-02\n")
        #expect(TransactionExtractorTests.lines(extraction.transactions) == ["2 2024-1-31 1.00 ", "3 2024-2-1 2.00 b"])
        #expect(extraction.rejections == ["4 missing_amount: amount is empty"])
    }

    @Test func preambleAndBlankLinesAndTotalsAreNoTransactions() throws {
        let extraction = try Reading.extract(
            "Account;12345\n\nDate;Amount;Text\n31.01.2024;1,00;a\n;;\n\n01.02.2024;2,00;b\nTotal;3,00;\n")
        #expect(
            TransactionExtractorTests.lines(extraction.transactions) == ["4 2024-1-31 1.00 a", "7 2024-2-1 2.00 b"])
        #expect(extraction.rejections == ["8 invalid_date: date \"Total\" isn't a date"])
        #expect(extraction.summary.blankRowCount == 1)
    }
}
