import AsyncHTTPClient
import ContractClient
import ContractRuntime
import FoundationEssentials
import Testing

/// What the generated server answers is what the generated client reads.
@Suite struct ClientAnswerTests {
    @Test func contentOfEveryMediaType() async throws {
        try await ThingsServer.call { client in
            let points = [Point(x: 1), Point(x: 2, y: 3)]
            for mediaType in Answers.ResponseMediaType.allCases {
                let output = try await client.answers(Answers.Input(kind: "plain", accept: mediaType))
                guard case .ok(let content, _, _, let xText, _, _, _, _, _, _, _, _) = output else {
                    Issue.record("\(output)")
                    continue
                }
                #expect(xText == "a")
                switch (mediaType, content) {
                case (.json, .json(let value)): #expect(value == points)
                case (.text, .text(let value)): #expect(value == 7)
                case (.xNdjson, .xNdjson(let stream)):
                    var values: [Point] = []
                    for try await value in stream { values.append(value) }
                    #expect(values == points)
                case (.events, .events(let stream)):
                    var events: [ServerSentEvent] = []
                    for try await event in stream { events.append(event) }
                    #expect(
                        events == [
                            ServerSentEvent(event: "point", json: points[0], id: "1"),
                            ServerSentEvent(data: "two\nlines"),
                        ])
                case (.image, .image(let stream)):
                    #expect(stream.mediaType == "image/png")
                    let echo1 = try await stream.collect(upTo: 10)
                    #expect(echo1 == [1, 2, 3])
                default: Issue.record("\(mediaType): \(content)")
                }
            }
        }
    }

    @Test func mediaTypesAreToldApartByTheirParameters() async throws {
        try await ThingsServer.call { client in
            let one = try await client.versions(Versions.Input(accept: .jsonVersion1, body: .jsonVersion2(Point(x: 5))))
            #expect(one == .ok(.jsonVersion1(5), setCookie: "a=1\nb=2, 3", xLeft: 7))
            let two = try await client.versions(Versions.Input(accept: .jsonVersion2, body: .jsonVersion1(6)))
            #expect(two == .ok(.jsonVersion2(Point(x: 6)), setCookie: "a=1\nb=2, 3"))
        }
    }

    @Test func aHeaderThatIsMissingHasItsDefault() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json;version=1\r\nContent-Length: 1\r\n\r\n5"
        try await ScriptedServer.run([.send(answer)]) { url in
            try await ThingsClient.use(at: url) { client in
                let output = try await client.versions(Versions.Input(body: .jsonVersion1(1)))
                #expect(output == .ok(.jsonVersion1(5), setCookie: nil, xLeft: 7))
            }
        }
    }

    @Test func eventsAreOfTheTypesThatTheirSchemaHas() async throws {
        try await ThingsServer.call { client in
            guard case .ok(let stream) = try await client.events(Events.Input()) else {
                Issue.record("no events")
                return
            }
            var events: [EventsOkEvent] = []
            for try await event in stream { events.append(event) }
            #expect(
                events == [
                    .note(EventsOkEvent.Note(event: .note, id: "a", retry: 50, data: "two\nlines")),
                    .move(EventsOkEvent.Move(event: .move, data: Point(x: 1, y: 2))),
                    .tick(EventsOkEvent.Tick(event: .tick)),
                ])
        }
    }

    @Test func headersOfEveryKind() async throws {
        try await ThingsServer.call { client in
            let output = try await client.answers(Answers.Input(kind: "all"))
            guard
                case .ok(
                    _, let cacheControl, let cookies, let text, let number, let flag, let colour, let list, let point,
                    let exploded, let json, let when) = output
            else {
                Issue.record("\(output)")
                return
            }
            #expect(cacheControl == "max-age=5" && cookies == ["a=1", "b=2"] && text == "text")
            #expect(number == 1.5 && flag == true && colour == .lightBlue && list == [1, 2])
            #expect(point == Point(x: 1, y: 2) && exploded == Point(x: 1, y: 2) && json == Point(x: 1))
            #expect(when == Date(timeIntervalSince1970: 0))
        }
    }

    @Test func answersToHeadTellOfTheContent() async throws {
        try await ThingsServer.call { client in
            let plain = try await client.headQueries(HeadQueries.Input())
            #expect(plain == .ok(ContentHead(mediaType: "text/plain", length: 7), xKind: "text/plain"))
            let json = try await client.headQueries(HeadQueries.Input(accept: .json))
            #expect(json == .ok(ContentHead(mediaType: "text/plain", length: 7), xKind: "application/json"))
            let unchanged = try await client.headQueries(HeadQueries.Input(kind: "unchanged"))
            #expect(unchanged == .notModified)
            let refused = try await client.headQueries(HeadQueries.Input(kind: "refused"))
            let head = ContentHead(mediaType: "application/json", length: 12)
            #expect(refused == .clientError(status: ResponseStatus(nearest: 404), head))
        }
    }

    @Test func operationsMayHaveServersOfTheirOwn() async throws {
        try await ThingsServer.call { client in
            let origin = String(client.server.url.dropLast("/v1".count))
            for stage in ThingsClient.Server.Stage2.allCases {
                let server = ThingsClient.Server.other(below: origin, stage: stage)
                #expect(server.url == "\(origin)/other/\(stage.rawValue)")
                let output = try await client.elsewhere(Elsewhere.Input(), at: server)
                #expect(output == .ok("elsewhere"))
            }
            // It is not below the server of all others.
            let error = await failure { try await client.elsewhere(Elsewhere.Input(), at: client.server) }
            guard case .undeclaredStatus(404)? = error?.reason else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func statusesOfRangesAndDefault() async throws {
        try await ThingsServer.call { client in
            let away = try await client.answers(Answers.Input(kind: "away"))
            guard case .other(let status, let point) = away else {
                Issue.record("\(away)")
                return
            }
            #expect(status.code == 503 && point == Point(x: 1))
            let gone = try await client.answers(Answers.Input(kind: "gone"))
            guard case .clientError(let status, "gone") = gone else {
                Issue.record("\(gone)")
                return
            }
            #expect(status.code == 410)
            let missing = try await client.answers(Answers.Input(kind: "missing"))
            guard case .notFound = missing else {
                Issue.record("\(missing)")
                return
            }
            let nothing = try await client.nothingDeclared(NothingDeclared.Input())
            #expect(nothing == .other(status: ResponseStatus(nearest: 202)))
            let echo2 = try await client.subscribe(Subscribe.Input())
            #expect(echo2 == .noContent)
        }
    }

    @Test func answersThatTheContractDoesNotDeclare() async throws {
        try await ThingsServer.call { client in
            let refused = await failure { try await client.report(Report.Input(name: "too long")) }
            guard case .undeclaredStatus(422)? = refused?.reason else {
                Issue.record("\(String(describing: refused))")
                return
            }
            // Its 500 is one of JSON, and the problem that stands for a handler's mistake is none.
            let problem = await failure { try await client.answers(Answers.Input(kind: "undeclared")) }
            guard case .unexpectedMediaType? = problem?.reason else {
                Issue.record("\(String(describing: problem))")
                return
            }
        }
    }

    @Test func answersBeyondTheLimitAreNotRead() async throws {
        try await ThingsServer.call(limits: ClientLimits(answerBytes: 8)) { client in
            let whole = await failure { try await client.answers(Answers.Input(kind: "plain")) }
            guard case .answerTooLarge(limit: 8)? = whole?.reason else {
                Issue.record("\(String(describing: whole))")
                return
            }
            let line = await failure {
                let output = try await client.answers(Answers.Input(kind: "plain", accept: .xNdjson))
                guard case .ok(.xNdjson(let stream), _, _, _, _, _, _, _, _, _, _, _) = output else { return }
                for try await _ in stream {}
            }
            guard case .answerTooLarge(limit: 8)? = line?.reason else {
                Issue.record("\(String(describing: line))")
                return
            }
        }
    }

    @Test func aServerThatIsNotThereIsSaidSo() async throws {
        let httpClient = HTTPClient(configuration: AsyncHTTPTransport.configuration())
        let client = ThingsClient(
            server: ThingsClient.Server(url: "http://127.0.0.1:1"), transport: AsyncHTTPTransport(httpClient))
        let error = await failure { try await client.subscribe(Subscribe.Input()) }
        try await httpClient.shutdown()
        guard case .transport(.unreachable)? = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func serversHaveCheckedVariables() {
        #expect(ThingsClient.Server.server().url == "https://eu.example.com/v1")
        #expect(ThingsClient.Server.server(region: "us", stage: .beta).url == "https://us.example.com/beta")
    }
}
