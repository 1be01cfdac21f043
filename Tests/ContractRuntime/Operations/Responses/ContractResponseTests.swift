import ContractRuntime
import Testing

@Suite struct ContractResponseTests {
    private struct NotFinite: JSONWritable {
        func write(to writer: inout JSONWriter) { writer.write(Double.nan) }
    }

    @Test func jsonAndTextCarryTheirMediaType() {
        let json = ContractResponse.json(200, JSONValue.array([]), headers: [HeaderField("A", "b")])
        #expect(json.headers == [HeaderField("A", "b")] && json.mediaType == "application/json")
        #expect(json.body == [0x5B, 0x5D])
        let text = ContractResponse.text(200, "é", mediaType: "text/plain")
        #expect(text.body == [0xC3, 0xA9])
        #expect(ContractResponse(status: 204).mediaType == nil)
    }

    /// RFC 6265, section 3: commas stand in cookies, so they cannot stand between them.
    @Test func cookiesAreSentOneAField() {
        let answer = ContractResponse(
            status: 204, headers: [HeaderField("Set-Cookie", "a=1\nb=2, 3"), HeaderField("A", "b")])
        #expect(answer.headers.map(\.value) == ["a=1", "b=2, 3", "b"])
        #expect(answer.mistake == nil)
    }

    @Test func headersThatAreSetLaterAreHeldToTheSame() {
        var answer = ContractResponse(status: 204)
        answer.headers = [HeaderField("Set-Cookie", "a=1\nb=2")]
        answer.headers.append(HeaderField("Set-Cookie", "c=3\nd=4"))
        #expect(answer.headers.map(\.value) == ["a=1", "b=2", "c=3", "d=4"] && answer.mistake == nil)
        answer.headers.append(HeaderField("A", "a\nb"))
        #expect(answer.mistake?.contains("control character") == true)
    }

    @Test(arguments: ["application/json-seq", "application/json-seq; v=2", "application/geo+json-seq;a=b"])
    func elementsOfSequencesBeginWithASeparatorWhateverTheParameters(_ mediaType: String) async throws {
        let answer = ContractResponse.lines(200, BodyStream([1]), mediaType: mediaType) { $0.write($1) }
        var bytes: [UInt8] = []
        for try await piece in try #require(answer.stream) { bytes += piece }
        #expect(bytes == [0x1E, 0x31, 0x0A])
    }

    @Test func anEventOfWhatJSONCannotHoldBreaksOff() async throws {
        let events = [ServerSentEvent(data: "a"), ServerSentEvent(json: NotFinite())]
        let answer = ContractResponse.events(200, BodyStream(events), mediaType: "text/event-stream")
        var pieces = try #require(answer.stream).makeAsyncIterator()
        #expect(try await pieces.next() == Array("data: a\n\n".utf8))
        do {
            _ = try await pieces.next()
            Issue.record("it went on")
        } catch {
            #expect("\(error)".contains("not finite"))
        }
    }

    @Test(arguments: ["a\nb", "a\rb", "a\u{0}", " a", "a\u{7F}"])
    func whatNoFieldCanHoldIsAMistake(_ value: String) {
        #expect(ContractResponse(status: 204, headers: [HeaderField("A", value)]).mistake != nil)
    }

    @Test func textsAreNotHeldAgainstWhatAFieldCanHold() {
        let answer = ContractResponse.text(200, mediaType: "text/csv") { $0.write("a,b\nc,d\n") }
        #expect(String(decoding: answer.body, as: UTF8.self) == "a,b\nc,d\n" && answer.mistake == nil)
    }

    /// RFC 8259, section 6.
    @Test(arguments: [Double.nan, .infinity]) func aNumberThatJSONCannotHoldIsAMistake(_ number: Double) {
        let answers = [
            ContractResponse.json(200, mediaType: "application/json") { $0.write(number) },
            ContractResponse.text(200, mediaType: "text/plain") { $0.write(number) },
            ContractResponse(status: 204, headers: [HeaderField("A") { $0.write(number) }]),
        ]
        for answer in answers { #expect(answer.mistake?.contains("not finite") == true) }
    }

    @Test func rateLimitCountsInSeconds() {
        #expect(RateLimitRule(requests: 10, windowSeconds: 60).window == .seconds(60))
    }
}
