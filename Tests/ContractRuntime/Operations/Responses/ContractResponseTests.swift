import ContractRuntime
import Testing

@Suite struct ContractResponseTests {
    @Test func jsonAndTextCarryTheirMediaType() {
        let json = ContractResponse.json(200, JSONValue.array([]), headers: [HeaderField("A", "b")])
        #expect(json.headers == [HeaderField("A", "b")] && json.mediaType == "application/json")
        #expect(json.body == [0x5B, 0x5D])
        let text = ContractResponse.text(200, "é", mediaType: "text/plain")
        #expect(text.body == [0xC3, 0xA9])
        #expect(ContractResponse(status: 204).mediaType == nil)
    }

    @Test func rateLimitCountsInSeconds() {
        #expect(RateLimitRule(requests: 10, windowSeconds: 60).window == .seconds(60))
    }
}
