import Testing

@testable import Ingestion
@testable import Metadata

@Suite struct JobEventTests {
    private func ended(_ outcome: JobOutcome, attempt: Int = 1) -> JobEvent.Ended {
        let job = Job(id: .random(), payload: .ingest(file: .random(), ingestion: .random()), attempt: attempt)
        return JobEvent.Ended(outcome, of: job, maximumAttempts: 5, duration: .seconds(2))
    }

    @Test func aFileThatIsReadyBringsItsFigures() {
        let event = ended(.ready(IngestionFigures(rows: 7, rejectedRows: 2, bytes: 99)))
        #expect((event.kind, event.outcome) == ("ingest", "ready"))
        #expect((event.rows, event.rejectedRows, event.bytes) == (7, 2, 99))
        #expect(event.reason == nil && !event.isLastAttempt && event.duration == .seconds(2))
    }

    @Test func aFileThatCannotBeUsedBringsItsReasonAndNoneOfItsContent() {
        let event = ended(.failed(.noHeader(found: Row(fields: ["secret"])), IngestionFigures(bytes: 6)))
        #expect(event.reason?.isEmpty == false && event.reason?.contains("secret") == false)
        #expect(event.bytes == 6)
    }

    @Test func onlyTheLastFailureGivesAJobUp() {
        #expect(!ended(.interrupted(reason: "the store is slow"), attempt: 4).isLastAttempt)
        #expect(ended(.interrupted(reason: "the store is slow"), attempt: 5).isLastAttempt)
        #expect(ended(.interrupted(reason: "its disk is broken", isOfObject: true), attempt: 5).isLastAttempt)
        #expect(!ended(.postponed(reason: "the store is away"), attempt: 5).isLastAttempt)
        #expect(ended(.confirmed(size: 142)).confirmedBytes == 142)
    }
}
