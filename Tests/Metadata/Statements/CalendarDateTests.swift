import Testing

@testable import Metadata

@Suite struct CalendarDateTests {
    @Test(arguments: [
        (2000, 1, 1, 0), (2000, 2, 29, 59), (2000, 3, 1, 60), (1999, 12, 31, -1), (1970, 1, 1, -10_957),
        (2024, 2, 29, 8825), (1, 1, 1, -730_119), (9999, 12, 31, 2_921_939),
    ])
    func countsDaysFromTheYear2000(_ year: Int, _ month: Int, _ day: Int, _ days: Int) throws {
        let date = try #require(CalendarDate(year: year, month: month, day: day))
        #expect(date.daysSince2000 == Int32(days))
    }

    @Test(arguments: [
        (2023, 2, 29), (1900, 2, 29), (2024, 13, 1), (2024, 0, 1), (2024, 4, 31), (2024, 1, 0), (0, 1, 1),
        (10_000, 1, 1), (Int.max, 1, 1), (Int.min, Int.min, Int.min),
    ])
    func daysThatDoNotExistAreRefused(_ year: Int, _ month: Int, _ day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }

    @Test func isPrintedWithLeadingZerosAndCompared() throws {
        let early = try #require(CalendarDate(year: 7, month: 3, day: 9))
        let late = try #require(CalendarDate(year: 2024, month: 12, day: 31))
        #expect(early.description == "0007-03-09")
        #expect(early < late)
    }
}
