import Foundation
import Metadata
import Testing

@testable import Housekeeping

@Suite struct ReportTests {
    private func report() -> HousekeepingReport {
        var report = HousekeepingReport(outcome: .completed, isDryRun: true)
        report.expiredUploads = 12
        report.removedOrphans = 3
        return report
    }

    @Test func theJSONHasEveryCountByItsName() throws {
        let text = try report().json()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(Set(object.keys) == Set(HousekeepingReport.CodingKeys.allCases.map(\.rawValue)))
        #expect(object["expired_uploads"] as? Int == 12)
        #expect(object["removed_orphans"] as? Int == 3)
        #expect(object["outcome"] as? String == "completed")
        #expect(object["dry_run"] as? Bool == true)
        #expect(try JSONDecoder().decode(HousekeepingReport.self, from: Data(text.utf8)) == report())
    }

    @Test func theTextIsAlignedAndSaysWhetherAnythingWasChanged() {
        var report = report()
        let lines = report.description.split(separator: "\n")
        #expect(lines.first == "Nothing was changed. The next round would do this:")
        #expect(lines.contains("  12  expired uploads"))
        #expect(lines.contains("   3  removed orphans"))
        #expect(lines.count == report.counts.count + 1)
        report.isDryRun = false
        report.isComplete = false
        #expect(report.description.hasPrefix("This was done:\n"))
        #expect(report.description.hasSuffix("the next round goes on from here."))
        report.isForeignStore = true
        #expect(report.description.contains("belong to another database"))
        report.outcome = .leaseLost
        #expect(report.description.hasPrefix("The round took too long"))
        report.outcome = .busy
        #expect(report.description == "Another janitor is at work; nothing was done.")
    }

    @Test func onlyWhatWasChangedOrFoundWrongCountsAsChange() {
        var quiet = HousekeepingReport(outcome: .completed, isDryRun: false)
        quiet.checkedObjects = 5
        quiet.checkedFiles = 5
        quiet.orphanedObjects = 1
        #expect(!quiet.hasChanges)
        quiet.filesWithoutObject = 1
        #expect(quiet.hasChanges)
    }

    @Test func theNamesOfTheCountsAreThoseOfTheJSON() {
        let names = Set(HousekeepingReport.CodingKeys.allCases.map(\.rawValue))
        let others: Set<String> = ["outcome", "dry_run", "complete", "foreign_store"]
        #expect(Set(report().counts.map(\.name)) == names.subtracting(others))
        #expect(Set(report().logMetadata.keys) == names)
    }
}
