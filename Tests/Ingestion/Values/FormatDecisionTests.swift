import Testing

@testable import Ingestion

@Suite("Format decision")
struct FormatDecisionTests {
    @Test func majorityOfTheSampleWins() {
        var decision = FormatDecision<DateOrder>(default: .dayFirst)
        for evidence in [.monthFirst, nil, .monthFirst, .dayFirst] as [DateOrder?] { decision.count(evidence) }
        decision.settle()
        #expect(decision.value == .monthFirst)
        #expect(decision.isProven)
        #expect(decision.confirm(.dayFirst) == nil)
    }

    @Test func equalEvidenceLeavesTheDefault() {
        var decision = FormatDecision<DateOrder>(default: .dayFirst)
        decision.count(.monthFirst)
        decision.count(.dayFirst)
        decision.settle()
        #expect(decision.value == .dayFirst)
        #expect(decision.isProven)
    }

    @Test func defaultIsOverturnedByTheFirstEvidenceAgainstIt() {
        var decision = FormatDecision<DateOrder>(default: .dayFirst)
        decision.count(nil)
        decision.settle()
        #expect(!decision.isProven)
        #expect(decision.confirm(nil) == nil)
        #expect(decision.confirm(.monthFirst) == .monthFirst)
    }

    @Test func defaultIsProvenByTheFirstEvidenceForIt() {
        var decision = FormatDecision<DateOrder>(default: .dayFirst)
        decision.settle()
        #expect(decision.confirm(.dayFirst) == nil)
        #expect(decision.isProven)
        #expect(decision.confirm(.monthFirst) == nil)
    }

    @Test func provenDecisionIgnoresTheSample() {
        var decision = FormatDecision(proven: DateOrder.monthFirst)
        decision.count(.dayFirst)
        decision.settle()
        #expect(decision.value == .monthFirst)
    }
}
