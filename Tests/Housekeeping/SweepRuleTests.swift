import Foundation
import Metadata
import Testing

@testable import Housekeeping

@Suite struct SweepRuleTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    private var rule: SweepRule {
        SweepRule(
            releasedBefore: now.addingTimeInterval(-3600), orphanedBefore: now.addingTimeInterval(-86_400),
            ownedSince: now.addingTimeInterval(-200_000))
    }

    private func ago(_ seconds: TimeInterval) -> Date { now.addingTimeInterval(-seconds) }

    @Test func whatARecordNeedsOrAJobDeletesIsKeptHoweverOld() {
        #expect(rule.verdict(.needed, lastModified: .distantPast) == .keep)
        #expect(rule.verdict(.awaitingDeletion, lastModified: .distantPast) == .keep)
    }

    @Test func aReleasedObjectGoesAnHourAfterItsURLExpiredWhateverItsAge() {
        #expect(rule.verdict(.released(uploadExpiresAt: ago(3599)), lastModified: .distantPast) == .keep)
        #expect(rule.verdict(.released(uploadExpiresAt: ago(3601)), lastModified: now) == .releasedToDelete)
        #expect(rule.verdict(.released(uploadExpiresAt: ago(3601)), lastModified: nil) == .releasedToDelete)
    }

    @Test func anUnknownObjectGoesAfterADayAndNeverWithoutAnAge() {
        #expect(rule.verdict(.unknown, lastModified: ago(86_399)) == .orphanToKeep)
        #expect(rule.verdict(.unknown, lastModified: ago(86_401)) == .orphanToDelete)
        #expect(rule.verdict(.unknown, lastModified: nil) == .orphanToKeep)
    }

    @Test func anUnknownObjectThatIsOlderThanTheClaimIsNotOursToJudge() {
        var rule = rule
        #expect(rule.verdict(.unknown, lastModified: ago(200_000)) == .orphanToDelete)
        #expect(rule.verdict(.unknown, lastModified: ago(200_001)) == .orphanToKeep)
        rule.ownedSince = nil
        #expect(rule.verdict(.unknown, lastModified: ago(100_000)) == .orphanToKeep)
        #expect(rule.verdict(.released(uploadExpiresAt: ago(3601)), lastModified: nil) == .releasedToDelete)
    }
}
