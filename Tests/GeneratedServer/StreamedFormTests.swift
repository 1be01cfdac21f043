import ContractRuntime
import HummingbirdTesting
import NIOCore
import NIOPosix
import Testing

/// Forms whose parts are read as they arrive (`x-streamed`), each with a good and bad values.
@Suite struct StreamedFormTests {
    private func part(_ name: String, _ content: String, _ more: String = "") -> String {
        "--b\r\nContent-Disposition: form-data; name=\(name)\(more)\r\n\r\n\(content)\r\n"
    }

    private func picture(_ content: String, _ more: String = "") -> String {
        part("picture", content, "; filename=\"a.png\"\r\nContent-Type: image/png\(more)")
    }

    private func attachment(_ content: String) -> String { part("attachments", content, "\r\nX-Title: t") }

    /// Posts, and expects what the handler read; else the status with the violations.
    private func check(_ path: String, _ cases: [(body: String, expected: String)]) async throws {
        try await ThingsServer.run { server in
            for (body, expected) in cases {
                let answer = try await server.post(path, "multipart/form-data; boundary=b", body)
                let told = ([String(answer.status)] + answer.violations).joined(separator: " ")
                #expect((answer.status == 200 ? answer.text : told) == expected, "\(body)")
            }
        }
    }

    @Test func partsAreOfTheirTypes() async throws {
        try await check(
            "/albums",
            [
                (
                    part("title", "ab") + part("place", #"{"x":1}"#) + part("tags", "a") + part("sizes", "1,2")
                        + picture("12345", "\r\nX-Angle: 90") + part("tags", "b") + attachment("c") + attachment("d")
                        + "--b--",
                    #"title=ab place={"x":1} tag=a sizes=[1, 2] picture=a.png:image/png:90:5 tag=b "#
                        + "attachment=t:c attachment=t:d"
                ),
                // What comes last need not be the file.
                (picture("1") + part("title", "ab") + "--b--", "picture=a.png:image/png:0:1 title=ab"),
                // What only answers have is passed over.
                (
                    part("owner", "me") + part("title", "ab") + part("owner", "me") + picture("1") + "--b--",
                    "title=ab picture=a.png:image/png:0:1"
                ),
                (part("title", "skip") + picture("1") + "--b--", "title=skip picture=a.png:image/png:0"),
            ])
    }

    @Test func whatBreaksTheContractIsRefused() async throws {
        let title = part("title", "ab")
        let picture = picture("1")
        try await check(
            "/albums",
            [
                (title + "--b--", "422 body /picture required"),
                ("--b--", "422 body /title required body /picture required"),
                (title + part("others", "1") + picture + "--b--", "422 body /others additionalProperties"),
                (part("title", "a") + picture + "--b--", "422 body /title minLength"),
                (title + title + picture + "--b--", "422 body /title duplicate"),
                (title + part("place", #"{"x":101}"#) + picture + "--b--", "422 body /place/x maximum"),
                (title + part("place", "{") + picture + "--b--", "422 body /place type"),
                (title + part("sizes", "1,b") + picture + "--b--", "422 body /sizes/1 type"),
                (title + part("tags", "a") + picture + "--b--", "422 body /tags minItems"),
                (title + part("tags", "a") + part("tags", "a") + picture, "422 body /tags uniqueItems"),
                (title + part("tags", "a") + part("tags", "long") + picture, "422 body /tags/1 maxLength"),
                (title + part("picture", "1") + "--b--", "422 body /picture contentType"),
                (title + self.picture("1", "\r\nX-Angle: 360") + "--b--", "422 body /picture/X-Angle maximum"),
                (title + self.picture("") + "--b--", "422 body /picture minLength"),
                (title + picture + part("attachments", "1") + "--b--", "422 body /attachments/X-Title required"),
                (title + picture + attachment("123456") + "--b--", "422 body /attachments maxLength"),
                (
                    title + picture + attachment("1") + attachment("2") + attachment("3") + "--b--",
                    "422 body /attachments maxItems"
                ),
                // What is passed over is held to the contract too.
                (part("title", "skip") + self.picture("") + "--b--", "422 body /picture minLength"),
            ])
    }

    @Test func brokenBodiesAreRefused() async throws {
        let title = part("title", "ab")
        try await check(
            "/albums",
            [
                ("nothing", "400"), (title + picture("1"), "400"), (title + "--b\r\nContent-Type: a/b\r\n\r\n1", "400"),
                (title + picture("1") + "--bx\r\n", "400"),
                (title + "--b\r\n" + String(repeating: "x", count: 20_000), "400"),
            ])
        try await ThingsServer.run { server in
            let unbound = try await server.post("/albums", "multipart/form-data", "--b--")
            #expect(unbound.status == 400)
            let other = try await server.post("/albums", "text/plain", "--b--")
            #expect(other.status == 415)
            let large = part("file", String(repeating: "a", count: 2_000)) + "--b--"
            let long = try await server.post("/parcels", "multipart/form-data; boundary=b", large)
            #expect(long.status == 413)
        }
    }

    /// The end of a connection is no end of a body.
    @Test(.timeLimit(.minutes(1)), arguments: ["Content-Length: 10000", "Transfer-Encoding: chunked"])
    func aClientThatGoesInTheMiddleEndsTheParts(_ framing: String) async throws {
        let (errors, continuation) = AsyncStream<any Error>.makeStream()
        var handlers = ThingsHandlers()
        handlers.onBrokenAlbum = { continuation.yield($0) }
        let body = part("title", "ab") + String(picture("12345").dropLast(4))
        let isChunked = framing.hasSuffix("chunked")
        let head = "POST /v1/albums HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n\(framing)"
        let size = isChunked ? String(body.utf8.count, radix: 16) + "\r\n" : ""
        let request = "\(head)\r\n\r\n\(size)\(body)\(isChunked ? "\r\n" : "")"
        try await ThingsServer.run(handlers) { server in
            let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(host: "127.0.0.1", port: server.client.port ?? 0).get()
            try await channel.writeAndFlush(ByteBuffer(string: request))
            try await channel.close()
            let error = await errors.first { _ in true }
            #expect((error as? ContractFailure)?.status == 400 || error is CancellationError)
        }
    }

    @Test func formsThatNameFewPartsOrNone() async throws {
        try await check(
            "/parcels",
            [
                (part("other", "7") + part("file", "123") + "--b--", "7 file:3"),
                (part("other", "x") + "--b--", "422 body /other type"),
            ])
        try await check("/crates", [(part("a", "1") + part("b", "") + part("a", "123") + "--b--", "a:1 b:0 a:3")])
        try await ThingsServer.run { server in
            let nothing = try await server.post("/parcels", nil, "")
            #expect(nothing.text == "nothing")
            let json = try await server.post("/parcels", "application/json", #"{"x":1}"#)
            #expect(json.text == #"json {"x":1}"#)
        }
    }
}
