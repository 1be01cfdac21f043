import Generated
import Storage
import Testing

@testable import Handlers

@Suite struct ClockCheckTests {
    private func check(_ seconds: Double?) -> HealthCheck {
        MatchBotHandlers.clockCheck(
            seconds.map { ClockSkew(offset: .seconds($0), measuredAt: .now) }, limit: ClockSkew.limit)
    }

    @Test(arguments: [nil, 0, 899, -899, 900, -900] as [Double?])
    func acceptsAClockThatS3Accepts(_ seconds: Double?) {
        let check = check(seconds)
        #expect(check.name == "storage_clock" && check.status == .healthy && check.error == nil)
    }

    @Test func aMeasurementOfLongAgoTellsNothing() {
        let skew = ClockSkew(offset: .seconds(1_200), measuredAt: .now)
        func status(after seconds: Int) -> HealthStatus {
            MatchBotHandlers.clockCheck(
                skew, limit: ClockSkew.limit, now: skew.measuredAt.advanced(by: .seconds(seconds))
            ).status
        }
        #expect(status(after: 299) == .unhealthy)
        #expect(status(after: 301) == .healthy)
    }

    @Test(arguments: [(1_200.0, "1200 s ahead"), (-1_200, "1200 s behind"), (900.5, "900 s ahead")])
    func namesAClockThatS3WouldRefuse(_ seconds: Double, _ words: String) {
        let check = check(seconds)
        #expect(check.status == .unhealthy)
        #expect(check.error?.contains(words) == true)
    }
}
