import Foundation
import Testing

@testable import Metadata

@Suite struct PostgresTimeTests {
    @Test func microsecondsOfThisCenturySurviveDate() {
        for _ in 0..<10_000 {
            let microseconds = Int64.random(in: -946_684_800_000_000...3_155_760_000_000_000)
            #expect(PostgresTime.microseconds(of: PostgresTime.date(microseconds: microseconds)) == microseconds)
        }
    }

    @Test func theUnixEpochIs30YearsBefore2000() {
        #expect(PostgresTime.microseconds(of: Date(timeIntervalSince1970: 0)) == -946_684_800_000_000)
        #expect(PostgresTime.microseconds(of: .distantPast) < 0)
        #expect(PostgresTime.microseconds(of: Date(timeIntervalSince1970: .infinity)) == .max)
        #expect(PostgresTime.microseconds(of: Date(timeIntervalSince1970: -.infinity)) == .min)
    }

    @Test func durationsAreClampedNotTrapped() {
        #expect(PostgresTime.microseconds(of: .milliseconds(1500)) == 1_500_000)
        #expect(PostgresTime.microseconds(of: .seconds(Int64.max)) == .max)
        #expect(PostgresTime.microseconds(of: .seconds(Int64.min)) == .min)
        #expect(PostgresTime.milliseconds(of: .nanoseconds(1)) == 1)
        #expect(PostgresTime.milliseconds(of: .seconds(Int64.max)) == Int64(Int32.max))
    }
}
