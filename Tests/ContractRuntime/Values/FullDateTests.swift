import ContractRuntime
import Testing

@Suite struct FullDateTests {
    @Test(arguments: ["2024-02-29", "2000-02-29", "1900-02-28", "0000-01-01", "9999-12-31", "2023-04-30"])
    func daysOfTheCalendarComeBackAsTheyWere(_ text: String) {
        #expect(FullDate(formatted: text)?.formatted == text)
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2100-02-29", "2023-04-31", "2023-00-10", "2023-13-10", "2023-01-00", "2023-01-32",
        "2023-1-1", "20230101", "2023-01-01T00:00:00Z", " 2023-01-01", "2023-01-01\n", "-023-01-01", "２０２３-01-01", "",
    ])
    func everythingElseIsRefused(_ text: String) {
        #expect(FullDate(formatted: text) == nil)
    }

    @Test func numbersOutOfRangeAreRefusedWithoutATrap() {
        #expect(FullDate(year: .max, month: 1, day: 1) == nil)
        #expect(FullDate(year: 2024, month: .min, day: 1) == nil)
        #expect(FullDate(year: 2024, month: 1, day: .max) == nil)
    }

    @Test func daysAreOrderedByTheCalendar() throws {
        let dates = ["2023-12-31", "2024-01-01", "2024-01-02", "2024-02-01"].compactMap(FullDate.init(formatted:))
        #expect(dates.count == 4)
        #expect(dates.sorted() == dates)
    }
}
