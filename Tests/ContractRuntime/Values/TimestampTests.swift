import ContractRuntime
import Foundation
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0.0), ("2024-02-29T12:00:00Z", 1_709_208_000), ("2024-02-29t12:00:00z", 1_709_208_000),
        ("2024-02-29 12:00:00Z", 1_709_208_000), ("2024-02-29T13:30:00+01:30", 1_709_208_000),
        ("2024-02-28T23:00:00-13:00", 1_709_208_000), ("1970-01-01T00:00:00.5Z", 0.5),
        ("1970-01-01T00:00:00.123456789Z", 0.123456789), ("1969-12-31T23:59:59.25-00:00", -0.75),
        ("1990-12-31T23:59:60Z", 662_688_000), ("1990-12-31T15:59:60-08:00", 662_688_000),
        ("0000-01-01T00:00:00Z", -62_167_219_200), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func everyFormOfRFC3339IsRead(_ text: String, _ seconds: Double) throws {
        let date = try #require(Date(formatted: text))
        #expect(abs(date.timeIntervalSince1970 - seconds) < 0.000_001)
    }

    @Test(arguments: [
        "", "2024-02-29", "2024-02-29T12:00Z", "2024-02-29T12:00:00", "2023-02-29T12:00:00Z", "2024-02-30T12:00:00Z",
        "2024-02-29T24:00:00Z", "2024-02-29T12:60:00Z", "2024-02-29T12:00:61Z", "2024-02-29T12:00:60Z",
        "2024-02-29T23:59:60+01:00", "2024-02-29T12:00:00.Z", "2024-02-29T12:00:00.1234567890Z",
        "2024-02-29T12:00:00+24:00", "2024-02-29T12:00:00+01:60", "2024-02-29T12:00:00+0100", "2024-02-29T12:00:00+01",
        "2024-02-29T12:00:00Z ", " 2024-02-29T12:00:00Z", "24-02-29T12:00:00Z", "2024-2-29T12:00:00Z",
        "２０２４-02-29T12:00:00Z", "2024-02-29T12:00:00,5Z", "+2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z\n",
    ])
    func everythingElseIsRefused(_ text: String) {
        #expect(Date(formatted: text) == nil)
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00Z"), (-0.75, "1969-12-31T23:59:59.250000Z"),
        (1_709_208_000.000_001, "2024-02-29T12:00:00.000001Z"),
        (0.9999999, "1970-01-01T00:00:01Z"), (-62_167_219_200, "0000-01-01T00:00:00Z"), (1e300, "9999-12-31T23:59:59Z"),
        (-.infinity, "0000-01-01T00:00:00Z"), (.nan, "1970-01-01T00:00:00Z"),
    ])
    func datesAreWrittenInUTC(_ seconds: Double, _ text: String) {
        #expect(Date(timeIntervalSince1970: seconds).formatted == text)
    }

    @Test func everyDayOfFourCenturiesComesBack() throws {
        for day in stride(from: -719_528, to: 2_932_896, by: 7) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 43_200)
            #expect(Date(formatted: date.formatted) == date)
        }
    }
}
