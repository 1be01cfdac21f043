import OpenAPI
import Testing
import YAML

@Suite struct DiagnosticCollectorTests {
    private func place(_ line: Int, _ column: Int) -> YAML.SourceLocation {
        YAML.SourceLocation(file: "a.yaml", line: line, column: column)
    }

    @Test func errorsAreThrownInTheOrderOfTheDocument() {
        let collector = DiagnosticCollector()
        collector.error("third", at: place(10, 1))
        collector.error("second", at: place(2, 5))
        collector.error("first", at: place(2, 1))
        let error = #expect(throws: DocumentError.self) { try collector.throwIfFailed() }
        #expect(
            error?.description == "a.yaml:2:1: error: first\na.yaml:2:5: error: second\na.yaml:10:1: error: third")
    }

    @Test func sameErrorAtTheSamePlaceCountsOnce() {
        let collector = DiagnosticCollector()
        for _ in 0..<3 { collector.error("a", at: place(1, 1)) }
        collector.error("a", at: place(1, 2))
        #expect(collector.diagnostics.count == 2)
    }

    @Test func nothingIsThrownWhenNothingIsWrong() throws {
        try DiagnosticCollector().throwIfFailed()
    }
}
