import Foundation
import Metadata
import Testing

@testable import Housekeeping

@Suite struct JanitorConfigurationTests {
    @Test func theDefaultsAreThePeriodsThatWereAskedFor() {
        let configuration = Janitor.Configuration()
        #expect(configuration.unconfirmedPeriod == .hours(24))
        #expect(configuration.temporaryPeriod == .hours(1))
        #expect(configuration.orphanPeriod == .hours(24))
        #expect(configuration.archivePeriod == .days(30))
        #expect(configuration.finishedJobPeriod == .days(7))
    }

    @Test func whatIsOutOfRangeIsMovedToTheNearestBound() {
        let configuration = Janitor.Configuration(
            temporaryPeriod: .seconds(-1), orphanPeriod: .zero, lease: .zero, pageSize: 10_000, pagesPerRound: 0,
            archivesPerRound: -1, checksPerRound: -1)
        #expect(configuration.temporaryPeriod == .zero)
        #expect(configuration.orphanPeriod == .hours(1))
        #expect(configuration.lease == .seconds(1))
        #expect(configuration.pageSize == 500)
        #expect(configuration.pagesPerRound == 1)
        #expect(configuration.archivesPerRound == 0)
        #expect(configuration.checksPerRound == 0)
    }

    @Test(arguments: [
        ("files/u/f/a.csv", ".csv"), ("files/u/f/a.XLSX", ".XLSX"), ("files/u.v/f/a", ""), ("a.", ""),
        ("files/a.b/c.d e", ""), ("files/a.verylongending", ""), ("", ""),
    ])
    func anArchivedObjectKeepsAPlainEnding(key: String, ending: String) {
        let candidate = ArchiveCandidate(
            id: .random(), userID: .random(), bucket: "b", key: key, etag: nil, size: nil, position: "")
        let attempt = UUID()
        #expect(
            Round.archiveKey(of: candidate, attempt: attempt)
                == "archive/\(candidate.userID)/\(candidate.id)/\(attempt.uuidString.lowercased())\(ending)")
    }
}
