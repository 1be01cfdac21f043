import FoundationEssentials
import Testing

@testable import Storage

@Suite struct ClockComparisonTests {
    /// Fri, 24 May 2013 00:00:10 GMT.
    private let moment = Date(timeIntervalSince1970: 1_369_353_610)

    private func skew(_ header: String?, sent: Double, received: Double) -> ClockSkew? {
        let comparison = ClockComparison()
        comparison.record(
            date: header, sent: moment.addingTimeInterval(sent), received: moment.addingTimeInterval(received), at: .now
        )
        return comparison.latest
    }

    @Test(arguments: [(0.0, 1.0, 0), (-0.2, 1.2, 0), (-1_200, -1_199, 1_200), (1_200, 1_201, -1_200)])
    func theMiddleOfRequestAndAnswerIsWhatTheDateIsHeldAgainst(sent: Double, received: Double, seconds: Int64) throws {
        let found = skew("Fri, 24 May 2013 00:00:10 GMT", sent: sent, received: received)
        let offset = try #require(found?.offset)
        #expect(abs(offset.milliseconds - seconds * 1_000) <= 1)
    }

    @Test(arguments: [nil, "", "yesterday", "2013-05-24T00:00:10Z", "Fri, 24 May 2013 00:00:10 CET"])
    func whatIsNoDateTellsNothing(_ header: String?) {
        #expect(skew(header, sent: 0, received: 1) == nil)
    }

    @Test func theLimitIsInBothDirections() {
        for (seconds, exceeds) in [(900.0, false), (-900, false), (901, true), (-901, true)] {
            let skew = ClockSkew(offset: .seconds(seconds), measuredAt: .now)
            #expect(skew.exceeds(ClockSkew.limit) == exceeds)
        }
    }
}
