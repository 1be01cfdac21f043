import FoundationEssentials
import Testing

@testable import Storage

@Suite struct CivilTimeTests {
    @Test(arguments: [
        (0.0, "19700101T000000Z"),
        (1_369_353_600.0, "20130524T000000Z"),
        (951_827_696.999, "20000229T123456Z"),
        (4_107_542_399.0, "21000228T235959Z"),
        (4_107_542_400.0, "21000301T000000Z"),
        (-1.0, "19691231T235959Z"),
        (-0.5, "19691231T235959Z"),
    ])
    func writesUTC(seconds: Double, text: String) {
        #expect(CivilTime(Date(timeIntervalSince1970: seconds)).basic == text)
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300, -1e300])
    func survivesAbsurdClocks(seconds: Double) {
        #expect(CivilTime(Date(timeIntervalSince1970: seconds)).basic.utf8.count == 16)
    }

    @Test func writesThePolicyForm() {
        #expect(CivilTime(Date(timeIntervalSince1970: 1_369_353_600)).extended == "2013-05-24T00:00:00.000Z")
    }

    @Test func everyDayOfFourCenturiesComesBack() throws {
        for day in stride(from: -36_524, to: 146_097 - 36_524, by: 1) {
            let time = CivilTime(Date(timeIntervalSince1970: Double(day) * 86_400 + 45_296))
            let again = try #require(
                CivilTime(
                    year: time.year, month: time.month, day: time.day, hour: time.hour, minute: time.minute,
                    second: time.second))
            #expect(again == time)
        }
    }

    @Test(arguments: [
        (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1), (0, 1, 1), (2024, 1, 0),
    ])
    func refusesDaysThatDoNotExist(year: Int, month: Int, day: Int) {
        #expect(CivilTime(year: year, month: month, day: day, hour: 0, minute: 0, second: 0) == nil)
    }
}
