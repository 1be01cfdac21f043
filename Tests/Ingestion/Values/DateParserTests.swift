import Metadata
import Testing

@testable import Ingestion

@Suite("Date parser")
struct DateParserTests {
    static let latest = CalendarDate(year: 2027, month: 11, day: 28)

    static func parse(_ text: String) -> DateText? {
        let bytes = Array(text.utf8)
        return DateParser.parse(bytes.span)
    }

    @Test(arguments: [
        "2024-01-31", "2024/01/31", "2024.01.31", "2024-1-31", "20240131", " 2024-01-31 ", "2024-01-31T23:59:59Z",
        "2024-01-31 13:45", "2024-01-31T13:45:00.123456789+01:00", "2024-01-31T13:45:60-0530", "20240131T01:02:03",
        "2024-01-31 13:45:00 UTC", "2024-01-31 1:45 am GMT",
    ])
    func datesWithTheYearFirst(text: String) {
        #expect(Self.parse(text) == CalendarDate(year: 2024, month: 1, day: 31).map { .yearFirst($0) })
    }

    @Test(arguments: [
        "31 Jan 2024", "31-Jan-24", "31-JANUARY-2024", "31. January 2024", "31st Jan 2024", "31Jan2024", "31 Jan, 2024",
        "Jan 31, 2024", "January 31st 2024", "jan. 31 2024", "Jan-31-2024", "31 Jan 2024, 1:45 PM",
    ])
    func datesWithTheNameOfTheMonth(text: String) {
        #expect(Self.parse(text) == CalendarDate(year: 2024, month: 1, day: 31).map { .named($0) })
    }

    @Test(arguments: [
        ("01/02/2024", 1, 2, 2024), ("1.2.2024", 1, 2, 2024), ("1-2-24", 1, 2, 2024), ("01-02-2024", 1, 2, 2024),
        ("31/12/99", 31, 12, 1999),
        ("12/31/69", 12, 31, 2069), ("01.02.70 13:45", 1, 2, 1970), ("1/31/2024 1:45:00 PM", 1, 31, 2024),
    ])
    func datesInTheOrderOfTheFile(text: String, first: Int, second: Int, year: Int) {
        #expect(Self.parse(text) == .numeric(first: first, second: second, year: year))
    }

    @Test(arguments: [
        "", " ", "x", "2024", "2024-01", "2024-13-01", "2024-02-30", "2023-02-29", "20241301", "2024-01-31x",
        "2024-01-31T", "2024-01-31T25:00", "2024-01-31 12:60", "2024-01-31 12:5", "2024/01-31", "01/02-2024",
        "32/01/2024",
        "00/01/2024", "13/13/2024", "1/2/3", "1/2/123", "01/02/20245", "45321", "1706659200", "31 Foo 2024",
        "31 Ja 2024",
        "Jan 2024", "31 Jan", "0024-01-01", "3024-01-01", "99999999", "-2024-01-01", "٢٠٢٤-٠١-٣١", "2024–01–31",
        "2024-01-31 13:45 PM", "2024-01-31 0:45 pm", "99999999999999999999", "Jan 31,, 2024", "2024-01-31 +01:00",
        "Maybe 3 2024", "1,2,2024",
    ])
    func otherTextsAreNoDates(text: String) {
        #expect(Self.parse(text) == nil)
    }

    @Test func evidenceIsWhatOnlyOneOrderExplains() {
        #expect(Self.parse("13/01/2024")?.evidence(upTo: Self.latest) == .dayFirst)
        #expect(Self.parse("01/13/2024")?.evidence(upTo: Self.latest) == .monthFirst)
        #expect(Self.parse("01/02/2024")?.evidence(upTo: Self.latest) == nil)
        #expect(Self.parse("2024-01-31")?.evidence(upTo: Self.latest) == nil)
        // There is no 30th of February, so this can only be a mistake in one order and a date in the other.
        #expect(Self.parse("30/02/2024") == nil)
    }

    @Test func orderDecidesTheDay() {
        let text = Self.parse("01/02/2024")
        #expect(text?.date(in: .dayFirst) == CalendarDate(year: 2024, month: 2, day: 1))
        #expect(text?.date(in: .monthFirst) == CalendarDate(year: 2024, month: 1, day: 2))
        #expect(Self.parse("13/01/2024")?.date(in: .monthFirst) == nil)
    }

    @Test(arguments: [
        ("24-01-31", DateOrder.yearFirst), ("99-12-31", .yearFirst), ("31-12-24", .dayFirst), ("12-31-24", .monthFirst),
        ("01-02-24", nil), ("24-01-10", nil), ("13-01-24", nil),
    ])
    func threePairsOfDigitsProveAnOrderByTheDaysThatHaveBeen(text: String, order: DateOrder?) throws {
        let date = try #require(Self.parse(text))
        #expect(date.evidence(upTo: Self.latest) == order)
    }

    @Test func threePairsOfDigitsMeanADayInEachOrder() throws {
        let text = try #require(Self.parse("05-04-03 10:00"))
        #expect(text.date(in: .dayFirst)?.description == "2003-04-05")
        #expect(text.date(in: .monthFirst)?.description == "2003-05-04")
        #expect(text.date(in: .yearFirst)?.description == "2005-04-03")
        #expect(Self.parse("05/04/03")?.date(in: .yearFirst) == nil)
    }

    @Test func aDayToComeIsNotMeantWhereAnotherOrderGivesOneThatHasBeen() throws {
        let text = try #require(Self.parse("24-01-31"))
        #expect(text.date(in: .dayFirst, upTo: Self.latest) == nil)
        #expect(text.date(in: .yearFirst, upTo: Self.latest)?.description == "2024-01-31")
        // Whatever the order, this one is to come.
        #expect(Self.parse("31-01-31")?.date(in: .dayFirst, upTo: Self.latest)?.description == "2031-01-31")
    }
}
