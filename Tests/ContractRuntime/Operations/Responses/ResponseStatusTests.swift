import ContractRuntime
import Testing

@Suite struct ResponseStatusTests {
    @Test func statusesStayWithinTheirRange() {
        #expect(ResponseStatus<ClientErrorStatus>(399) == nil)
        #expect(ResponseStatus<ClientErrorStatus>(410)?.code == 410)
        #expect(ResponseStatus<ClientErrorStatus>(nearest: 503).code == 499)
        #expect(ResponseStatus<AnyStatus>(100) == nil)
        #expect([InformationalStatus.codes, SuccessfulStatus.codes].map(\.lowerBound) == [100, 200])
        #expect([RedirectionStatus.codes, ServerErrorStatus.codes].map(\.upperBound) == [399, 599])
    }

    @Test func aStatusWithAResponseOfItsOwnIsRefused() throws {
        let status = ResponseStatus<AnyStatus>(nearest: 404)
        #expect(try status.checked(besides: [400]) == 404)
        let error = #expect(throws: UndeclaredStatus.self) { try status.checked(besides: [404]) }
        #expect(error?.description.contains("404") == true)
        #expect(throws: UndeclaredStatus.self) { try status.checked(ranges: [400...499]) }
    }

    @Test func headersAreWrittenSimply() {
        let list = HeaderField("A") { writer in
            writer.write(["a", "b"]) { writer, value in writer.write(value) }
        }
        #expect(list.value == "a,b")
        let inner = HeaderField("A") { writer in
            writer.write([[1], [2]]) { writer, value in writer.write(value) { writer, value in writer.write(value) } }
        }
        #expect(inner.value == "[1],[2]")
        #expect(HeaderField("A", write: { $0.writeNull() }).value == "")
    }
}
