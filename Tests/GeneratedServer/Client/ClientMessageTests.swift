import ContractRuntime
import Testing

/// What the generated client sends is what the generated server reads, and the other way round: what is beside the usual.
@Suite struct ClientMessageTests {
    @Test func parametersOfEveryKind() async throws {
        try await ThingsServer.call { client in
            let exploded = Exploded.Input(
                scalar: 1, list: [1, 2], spaced: [3, 4], piped: [5, 6], where: Point(x: 7), text: "", xScalar: 8,
                xList: [9, 10], many: [11, 12])
            let first = try await client.exploded(exploded)
            #expect(first == .ok(Echo.text(exploded)))
            for mixed in [MixedQueriesMixed.integer(5), .object(["a": 1, "b c": 2])] {
                let input = MixedQueries.Input(limit: 1, mixed: mixed)
                let echo = try await client.mixedQueries(input)
                #expect(echo == .ok(Echo.text(input)))
            }
            let shared = Share.Input(number: 3, level: .high, body: Parcel(count: 1, inner: Parcel(count: 2)))
            let second = try await client.share(shared)
            #expect(second == .ok(Echo.text(shared)))
        }
    }

    @Test func theKeyStandsBesideAWholeQuery() async throws {
        try await ThingsServer.call { client in
            var client = client
            client.credentials.queryKey = .fixed(APIKey("good"))
            let input = SecureWholeQuery.Input(
                all: SecureWholeQueryAll(name: "a&key=bad", additionalProperties: ["b": 2]))
            let echo = try await client.secureWholeQuery(input)
            #expect(echo == .ok(Echo.text(input)))
        }
    }

    @Test func partsOfAnyName() async throws {
        try await ThingsServer.call { client in
            let form = SpreadForms.MultipartForm(
                name: "x", labels: SpreadFormsBodyLabels(size: 2, additionalProperties: ["a": 1]), deep: Point(x: 3),
                spaces: [1, 2], pipes: [3, 4])
            let echo = try await client.spreadForms(SpreadForms.Input(body: form))
            #expect(echo == .ok(Echo.text(form)))
        }
    }

    @Test func eachSideWritesItsOwnProperties() async throws {
        try await ThingsServer.call { client in
            let memo = try await client.addMemo(AddMemo.Input(body: Memo(id: 5, secret: "s", since: .null)))
            #expect(memo == .ok(Memo(id: 7, since: .null, told: "id absent, secret s, since null")))
            let circle = try await client.addFigure(AddFigure.Input(body: .circle(Circle(radius: 2))))
            #expect(circle == .ok(#"circle {"kind":"Circle","radius":2}"#))
        }
        let answers = [(#"{"id":1,"secret":"longer"}"#, nil), (#"{"count":1}"#, ["/id required"])]
        for (body, violations) in answers {
            let answer =
                "HTTP/1.1 200 OK\r\nContent-Type: application/problem+json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
            try await ScriptedServer.run([.send(answer + body)]) { url in
                try await ThingsClient.use(at: url) { client in
                    guard let violations else {
                        let memo = try await client.addMemo(AddMemo.Input(body: Memo(secret: "s")))
                        return #expect(memo == .ok(Memo(id: 1)))
                    }
                    let error = await failure { try await client.addMemo(AddMemo.Input(body: Memo(secret: "s"))) }
                    #expect(Self.violations(error) == violations)
                }
            }
        }
    }

    @Test(arguments: [
        ("X-Other: a", "/X-Text required"), ("X-Text: a\r\nX-Number: a", "/X-Number type"),
        ("X-Text: a\r\nX-Flag: yes", "/X-Flag type"), ("X-Text: a\r\nX-Colour: pink", "/X-Colour enum"),
        ("X-Text: a\r\nX-List: 1,b", "/X-List/1 type"), ("X-Text: a\r\nX-Point: y,1", "/X-Point/x required"),
        ("X-Text: a\r\nX-Exploded: x=101", "/X-Exploded/x maximum"), ("X-Text: a\r\nX-Json: {", "/X-Json type"),
        ("X-Text: a\r\nX-When: now", "/X-When format"),
    ])
    func badValuesOfHeadersAreRefused(_ fields: String, _ violation: String) async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\(fields)\r\n\r\n7"
        try await ScriptedServer.run([.send(answer)]) { url in
            try await ThingsClient.use(at: url) { client in
                let error = await failure { try await client.answers(Answers.Input(kind: "all")) }
                #expect(Self.violations(error) == [violation])
            }
        }
    }

    @Test func eventsOfWhichNothingMustBeThere() async throws {
        try await ThingsServer.call { client in
            let events = try await Self.events(client)
            #expect(events == [.init(id: "1", data: Point(x: 1)), .init(event: "tick"), .init(retry: 50)])
        }
        // What has no `data` at all is no event, whatever else it has.
        let text = "event: tick\n\n: nothing\n\nid: 3\nretry: 5\n\nid: 4\ndata: {\"x\":1}\n\ndata\n\ndata: {}\n\n"
        let answer =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: \(text.utf8.count)\r\n\r\n"
        try await ScriptedServer.run([.send(answer + text)]) { url in
            try await ThingsClient.use(at: url) { client in
                guard case .ok(let stream) = try await client.feed(Feed.Input()) else { return }
                var iterator = stream.makeAsyncIterator()
                #expect(try await iterator.next() == .init(id: "4", data: Point(x: 1)))
                #expect(try await iterator.next() == .init())
                let error = await failure { try await iterator.next() }
                #expect(Self.violations(error) == ["/2/data/x required"])
            }
        }
    }

    private static func events(_ client: ThingsClient) async throws -> [FeedOkEvent] {
        guard case .ok(let stream) = try await client.feed(Feed.Input()) else { return [] }
        var events: [FeedOkEvent] = []
        for try await event in stream { events.append(event) }
        return events
    }

    /// What an answer breaks, as `POINTER REASON`.
    private static func violations(_ error: ClientError?) -> [String]? {
        guard case .invalidAnswer(let violations, _)? = error?.reason else { return nil }
        return violations.map { "\($0.pointer) \($0.reason)" }
    }
}
