import Foundation
import Testing

@testable import Ingestion

@Suite("Serial date")
struct SerialDateTests {
    @Test(arguments: [
        (1.0, "1900-01-01"), (59, "1900-02-28"), (60, "1900-02-29"), (61, "1900-03-01"), (366, "1900-12-31"),
        (25569, "1970-01-01"), (36585, "2000-02-29"), (45292, "2024-01-01"), (45351, "2024-02-29"),
        (2_958_465, "9999-12-31"), (45292.5, "2024-01-01T12:00:00"), (45292.999_999_99, "2024-01-02"),
        (45292.000_000_01, "2024-01-01"), (45351.562_557_870_4, "2024-02-29T13:30:05"), (0.5, "12:00:00"),
    ])
    func countsFrom1900WithItsLeapDay(_ serial: Double, _ text: String) {
        #expect(SerialDate.text(serial, is1904: false) == text)
    }

    @Test(arguments: [
        (0.0, "1904-01-01"), (59, "1904-02-29"), (43830, "2024-01-01"), (43830.25, "2024-01-01T06:00:00"),
    ])
    func countsFrom1904(_ serial: Double, _ text: String) {
        #expect(SerialDate.text(serial, is1904: true) == text)
    }

    @Test(arguments: [0.0, -1, 2_958_466, .infinity, .nan, 1e300])
    func knowsNoOtherDays(_ serial: Double) {
        #expect(SerialDate.text(serial, is1904: false) == nil)
    }

    @Test func knowsNoDayBehindYear9999In1904() {
        #expect(SerialDate.text(2_957_003, is1904: true) == "9999-12-31")
        #expect(SerialDate.text(2_957_004, is1904: true) == nil)
    }

    @Test func agreesWithTheCalendarOnEveryDayOfTwoCenturies() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for serial in stride(from: 61, to: 73_200, by: 7) {
            let date = Date(timeIntervalSince1970: Double(serial - 25569) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let text = String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
            #expect(SerialDate.text(Double(serial), is1904: false) == text)
        }
    }
}
