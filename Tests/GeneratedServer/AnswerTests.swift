import ContractRuntime
import HTTPTypes
import Testing

/// Answers of every kind, and the choice among them.
@Suite struct AnswerTests {
    @Test func theClientChoosesTheMediaType() async throws {
        try await ThingsServer.run { server in
            let cases: [(accept: String?, mediaType: String, text: String)] = [
                (nil, "application/json", #"[{"x":1},{"x":2,"y":3}]"#),
                ("*/*", "application/json", #"[{"x":1},{"x":2,"y":3}]"#),
                ("text/plain", "text/plain", "7"), ("text/*;q=0.5, application/json;q=0.4", "text/plain", "7"),
                ("application/json;q=0, */*", "text/plain", "7"),
                ("application/x-ndjson", "application/x-ndjson", "{\"x\":1}\n{\"x\":2,\"y\":3}\n"),
                (
                    "text/event-stream", "text/event-stream",
                    "event: point\nid: 1\ndata: {\"x\":1}\n\ndata: two\ndata: lines\n\n"
                ), ("image/webp", "image/png", "\u{1}\u{2}\u{3}"),
            ]
            for (accept, mediaType, text) in cases {
                let answer = try await server.get("/answers/plain", accept.map { ["Accept": $0] } ?? [:])
                #expect(answer.status == 200)
                #expect(answer.field("Content-Type") == mediaType)
                #expect(answer.text == text)
            }
            let refused = try await server.get("/answers/plain", ["Accept": "audio/*, text/plain;q=0"])
            #expect(refused.status == 406)
            #expect(refused.text.contains("application/json, text/plain"))
        }
    }

    @Test func eventsAreWhatTheirSchemaSays() async throws {
        try await ThingsServer.run { server in
            let answer = try await server.get("/events")
            #expect(answer.field("Content-Type") == "text/event-stream")
            #expect(
                answer.text == "event: note\nid: a\nretry: 50\ndata: two\ndata: lines\n\n"
                    + "event: move\ndata: {\"x\":1,\"y\":2}\n\nevent: tick\ndata: \n\n")
            #expect(try await server.get("/events?from-event=7").text == "event: note\ndata: 7\n\n")
            #expect(try await server.get("/events?from-event=0").violations == ["query /from-event minimum"])
        }
    }

    /// An event without `data` is told by nobody (HTML Living Standard, section 9.2.6), so there is an empty one.
    @Test func eventsOfWhichNothingMustBeThereHaveEmptyData() async throws {
        try await ThingsServer.run { server in
            let answer = try await server.get("/feeds")
            #expect(
                answer.text == "id: 1\ndata: {\"x\":1}\n\nevent: tick\ndata: \n\nretry: 50\ndata: \n\n")
        }
    }

    @Test func operationsOfATagHaveAProtocolOfTheirOwn() async throws {
        // The API is composed of them, so what fills it fills each.
        let whole: any ThingsAPI = ThingsHandlers()
        let things: any ThingsThingsAPI = whole
        let guarded: any ThingsGuardedAPI = whole
        #expect(guarded is ThingsHandlers)
        let context = OperationContext(requestID: "1")
        #expect(try await things.subscribe(Subscribe.Input(), context: context) == .noContent)
    }

    @Test func headersOfEveryKind() async throws {
        try await ThingsServer.run { server in
            let all = try await server.get("/answers/all")
            let names = [
                "X-Text", "X-Number", "X-Flag", "X-Colour", "X-List", "X-Point", "X-Exploded", "X-Json", "X-When",
            ]
            #expect(
                names.map { all.field($0) ?? "" } == [
                    "text", "1.5", "true", "light-blue", "1,2", "x,1,y,2", "x=1,y=2", #"{"x":1}"#,
                    "1970-01-01T00:00:00Z",
                ])
            #expect(all.fields.filter { $0.name.canonicalName == "set-cookie" }.map(\.value) == ["a=1", "b=2"])
            let few = try await server.get("/answers/plain")
            #expect(all.field("Cache-Control") == "max-age=5" && few.field("Cache-Control") == "no-store")
            #expect(few.field("X-Text") == "a" && few.field("X-Number") == nil)
        }
    }

    @Test func theHeaderAloneTellsOfTheContent() async throws {
        try await ThingsServer.run { server in
            let answer = try await server.head("/json-queries")
            #expect(answer.status == 200 && answer.text.isEmpty)
            #expect(answer.field("Content-Length") == "7" && answer.field("Content-Type") == "text/plain")
            // What the client accepts is chosen by the handler, for there is no content to choose.
            let json = try await server.head("/json-queries", ["Accept": "application/json"])
            #expect(json.field("X-Kind") == "application/json")
            let range = try await server.head("/json-queries?kind=range")
            #expect(range.field("Content-Type") == "application/json")
            let unchanged = try await server.head("/json-queries?kind=unchanged")
            #expect(unchanged.status == 304 && unchanged.field("Content-Type") == nil)
            let refused = try await server.head("/json-queries?kind=refused")
            #expect(refused.status == 404 && refused.field("Content-Length") == "12" && refused.text.isEmpty)
        }
    }

    @Test(arguments: [("QUERY", 200, "queried"), ("COPY", 200, "copied"), ("GET", 405, "")])
    func methodsOfEveryKind(_ method: String, _ status: Int, _ text: String) async throws {
        try await ThingsServer.run { server in
            let answer = try #require(try await server.ask(method, "/methods"))
            #expect(answer.status == status && (text.isEmpty || answer.text == text))
        }
    }

    @Test func rangesOfStatuses() async throws {
        try await ThingsServer.run { server in
            let expected = [
                ("missing", 404, ""), ("gone", 410, "gone"), ("away", 503, #"{"x":1}"#),
            ]
            for (kind, status, text) in expected {
                let answer = try await server.get("/answers/\(kind)")
                #expect(answer.status == status)
                #expect(answer.text == text)
            }
            // A status that has a response of its own is not to be answered as one of a range.
            #expect(try await server.get("/answers/undeclared").status == 500)
            #expect(try await server.get("/answers/teapot").status == 500)
            #expect(try await server.get("/nothing-declared").status == 202)
            #expect(try await server.post("/callbacks", nil, "").status == 204)
        }
    }

    @Test func metadataCarriesWhatTheContractSaysBesides() {
        let metadata = Subscribe.metadata
        #expect(metadata.tags == ["things"])
        #expect(metadata.extensions == ["x-owner": #"{"team":"things"}"#])
        #expect(metadata.declares(204) && !metadata.declares(200))
        #expect(Answers.metadata.declares(418) && Bodies.metadata.extensions.isEmpty)
    }
}
