import ContractRuntime
import KeywordTable
import Testing

/// The server that is generated for `keywords.yaml`, asked over a socket.
@Suite struct GeneratedKeywordsTests {
    private struct Handlers: KeywordsAPI {
        func putKeywords(_ input: PutKeywords.Input, context: OperationContext) async throws -> PutKeywords.Output {
            .ok(input.body)
        }
    }

    @Test func everyKeywordIsEnforcedOverHTTP() async throws {
        let table = try KeywordTable(contract: Contract.json)
        #expect(table.rows.count >= 80)
        for difference in try await table.differences(Handlers().routes()) { Issue.record("\(difference)") }
    }
}
