import Testing

@testable import ContractRuntime

/// What a call becomes on the wire.
@Suite struct ContractCallTests {
    /// Keeps the request that it is to send.
    private struct Recorder: ClientTransport {
        let answer: @Sendable (ClientRequest) throws -> ClientAnswer

        func send(_ request: ClientRequest) async throws -> ClientAnswer { try answer(request) }
    }

    private func call(
        _ path: String = "/things/{id}", query: [String] = [], accept: [String] = [], preferring: String? = nil,
        isStreamed: Bool = false
    ) -> ContractCall {
        ContractCall(
            OperationMetadata(
                identifier: "read", method: "GET", path: path, serverPrefixes: [""], statuses: [200]),
            query: query, accept: accept, preferring: preferring, isStreamed: isStreamed)
    }

    private func request(_ call: ContractCall, at server: String = "http://a/v1/") async throws -> ClientRequest {
        let box = Box()
        let recorder = Recorder { request in
            box.request = request
            return ClientAnswer(status: 200, headers: [], body: ByteStream([]))
        }
        _ = try await recorder.answer(to: call, at: server, limits: ClientLimits(timeout: .seconds(7)))
        return try #require(box.request)
    }

    /// Written and read by one task.
    private final class Box: @unchecked Sendable {
        var request: ClientRequest?
    }

    @Test func aQueryOfThePathStandsBeforeThatOfTheParameters() async throws {
        var call = call("/things", query: ["export=true", "a b=ä%20"])
        call.write("page", in: .query) { $0.write(2) }
        #expect(try await request(call).url == "http://a/v1/things?export=true&a%20b=%C3%A4%20&page=2")
    }

    @Test func parametersStandWhereTheyTravel() async throws {
        var call = call(accept: ["application/json", "text/plain"], preferring: "text/plain")
        call.write("id", in: .path) { $0.write("a/b c") }
        call.write("list", in: .query, explode: false) { writer in
            writer.write(["x,y", "z"]) { writer, value in writer.write(value) }
        }
        call.write("flag", in: .query) { $0.write(true) }
        call.write("X-Count", in: .header) { $0.write(5) }
        call.write("one", in: .cookie) { $0.write("1") }
        call.write("two", in: .cookie) { $0.write("2") }
        let request = try await request(call)
        #expect(request.url == "http://a/v1/things/a%2Fb%20c?list=x%2Cy,z&flag=true")
        #expect(request.method == "GET")
        #expect(
            request.headers == [
                HeaderField("Accept", "text/plain, application/json;q=0.5"), HeaderField("X-Count", "5"),
                HeaderField("Cookie", "one=1; two=2"),
            ])
        #expect(request.timeout == .seconds(7))
        // It describes nothing that could be a secret.
        #expect("\(request) \(String(reflecting: request))".contains("things") == false)
    }

    @Test func everythingThatCannotBeWrittenIsToldAtOnceAndNothingIsSent() async throws {
        var call = call()
        call.write("X-List", in: .header) { writer in
            writer.write(["a,b"]) { writer, value in writer.write(value) }
        }
        call.write("none", in: .query) { $0.writeNull() }
        call.write("id", in: .path) { $0.write("") }
        call.text("text/plain") { $0.writeNull() }
        let places = call.violations.map { "\($0.location) \($0.pointer)" }
        #expect(places == ["header /X-List", "query /none", "path /id", "body "])
        for (call, count) in [(call, 4), (self.call(), 1), (self.call("/../{id}"), 1)] {
            let error = await #expect(throws: ClientError.self) { try await request(call) }
            guard case .unwritableInput(let violations)? = error?.reason else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(violations.count == count)
        }
    }

    @Test func listsThatASeparatorCannotTellApartAreRefused() {
        let list = { (values: [String]) in
            { (writer: inout JSONWriter) in writer.write(values) { writer, value in writer.write(value) } }
        }
        for values in [[""], [" a"], ["a "]] {
            var call = call("/")
            call.write("X-List", in: .header, value: list(values))
            #expect(call.violations.map(\.pointer) == ["/X-List"])
        }
        var call = call("/")
        call.write("X-List", in: .header, value: list(["", ""]))
        call.write("exploded", in: .query, value: list([""]))
        #expect(call.violations.isEmpty)
        call.write("q", in: .query, explode: false, value: list([""]))
        call.write("p", in: .query, style: .pipeDelimited, explode: false, value: list([""]))
        #expect(call.violations.map(\.pointer) == ["/q", "/p"])
    }

    @Test func whatIsNoObjectIsWrittenInTheStyleOfObjectsToo() async throws {
        var call = call("/")
        call.write("list", in: .query, style: .deepObject) { writer in
            writer.write(["a", "b"]) { writer, value in writer.write(value) }
        }
        call.write("text", in: .query, style: .deepObject) { $0.write("c") }
        #expect(try await request(call, at: "http://a").url == "http://a/?list%5B%5D=a&list%5B%5D=b&text=c")
    }

    @Test(arguments: [
        (["a", "b c"], "a=a,b%20c"), (["a,b", "c"], "a=a%2Cb,c"), (["a"], "a=a"), (["a,b"], nil), ([], "a="),
    ])
    func commasInsideTheValuesOfAFormDifferFromThoseBetween(_ values: [String], _ text: String?) async throws {
        var form = call("/")
        form.form("application/x-www-form-urlencoded", as: .object(["a": .delimited(",", .array(.string))])) { writer in
            writer.beginObject()
            writer.plainName("a")
            writer.beginArray()
            for value in values { writer.write(value) }
            writer.endArray()
            writer.endObject()
        }
        guard let text else {
            await #expect(throws: ClientError.self) { try await request(form) }
            return
        }
        guard case .bytes(let bytes) = try await request(form).body else {
            Issue.record("no bytes")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test func bodiesHaveTheirMediaTypes() async throws {
        var json = call("/")
        json.json("application/json") { $0.write(7) }
        var form = call("/")
        form.form("application/x-www-form-urlencoded", as: .object(["a": .string])) { writer in
            writer.beginObject()
            writer.plainName("a")
            writer.write("b c&")
            writer.endObject()
        }
        var range = call("/")
        range.bytes("image/*", ByteStream(bytes: [1], mediaType: "image/png"))
        for (call, mediaType, text) in [
            (json, "application/json", "7"), (form, "application/x-www-form-urlencoded", "a=b%20c%26"),
            (range, "image/png", "\u{1}"),
        ] {
            let request = try await request(call)
            #expect(request.headers == [HeaderField("Content-Type", mediaType)])
            let bytes: [UInt8]
            switch request.body {
            case .none: bytes = []
            case .bytes(let all): bytes = all
            case .stream(let stream): bytes = try await stream.collect(upTo: 100)
            }
            #expect(String(decoding: bytes, as: UTF8.self) == text)
        }
        var other = call("/")
        other.bytes("image/*", ByteStream(bytes: [1], mediaType: "text/plain"))
        #expect(other.violations.count == 1)
    }

    @Test func aCallWithAStreamForAnAnswerHasNoTimeout() async throws {
        var call = call("/", isStreamed: true)
        call.lines("application/json-seq", BodyStream<Int>([1, 2])) { writer, item in writer.write(item) }
        let request = try await request(call)
        #expect(request.timeout == nil)
        guard case .stream(let stream) = request.body else {
            Issue.record("no stream")
            return
        }
        #expect(try await stream.collect(upTo: 100) == Array("\u{1E}1\n\u{1E}2\n".utf8))
    }

    @Test func failuresOfTheTransportSayWhichOperationTheyBelongTo() async throws {
        let recorder = Recorder { _ in throw ClientTransportError.timedOut }
        let error = await #expect(throws: ClientError.self) {
            try await recorder.answer(to: call("/"), at: "http://a", limits: ClientLimits())
        }
        #expect(error?.operation == "read")
        guard case .transport(.timedOut)? = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        let cancelled = Recorder { _ in throw CancellationError() }
        await #expect(throws: CancellationError.self) {
            try await cancelled.answer(to: call("/"), at: "http://a", limits: ClientLimits())
        }
    }
}
