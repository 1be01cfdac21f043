import ContractRuntime
import Testing

/// What the generated clients of webhooks and callbacks send, and what they make of the answers.
@Suite struct OutgoingTests {
    @Test func callbackGoesToTheURLThatTheRequestNamed() async throws {
        let subscriber = Subscriber()
        try await subscriber.run { transport, url in
            let callbacks = ThingsCallbacks(transport: transport)
            let request = Subscribe.Input(body: .init(url: url + "/taken/?token=a#part"))
            let destination = try ChangedCallback.url(for: request)
            #expect(destination == url + "/taken/?token=a#part")
            let output = try await callbacks.changed(
                ChangedCallback.Input(attempt: 2, body: Point(x: 1)), to: destination)
            #expect(output == .ok(Point(x: 2)))
        }
        #expect(
            subscriber.calls == [
                Subscriber.Call(method: "POST", target: "/taken/?token=a&attempt=2", body: #"{"x":1}"#)
            ])
    }

    @Test func answersAreHeldAgainstTheContract() async throws {
        try await Subscriber().run { transport, url in
            let callbacks = ThingsCallbacks(transport: transport)
            let input = ChangedCallback.Input(body: Point(x: 1))
            let gone = try await callbacks.changed(input, to: url + "/gone")
            #expect(gone == .gone)
            let failing = await failure { try await callbacks.changed(input, to: url + "/failing") }
            guard case .undeclaredStatus(500)? = failing?.reason else {
                Issue.record("\(String(describing: failing))")
                return
            }
            let broken = await failure { try await callbacks.changed(input, to: url + "/broken") }
            guard case .invalidAnswer? = broken?.reason else {
                Issue.record("\(String(describing: broken))")
                return
            }
        }
    }

    @Test func webhookShowsWhoSendsIt() async throws {
        let subscriber = Subscriber()
        try await subscriber.run { transport, url in
            let input = MadeWebhook.Input(xEvent: "made", body: Point(x: 1))
            let without = await failure { try await ThingsWebhooks(transport: transport).made(input, to: url) }
            guard case .missingCredential? = without?.reason else {
                Issue.record("\(String(describing: without))")
                return
            }
            let webhooks = ThingsWebhooks(
                transport: transport, credentials: .init(headerKey: .fixed(APIKey("secret"))))
            let output = try await webhooks.made(input, to: url + "/made")
            #expect(output == .noContent)
        }
        #expect(
            subscriber.calls == [
                Subscriber.Call(method: "POST", target: "/made", event: "made", key: "secret", body: #"{"x":1}"#)
            ])
    }

    @Test func everyPartOfTheRequestCanTellTheURL() throws {
        let request = Subscribe.Input(
            topic: "a b/c?", xHost: "shop.example", body: .init(ids: [7, 8]))
        #expect(try CountedCallback.url(for: request) == "http://shop.example/POST/a%20b%2Fc%3F/8")
    }

    @Test func callbackGoesToTheURLThatTheAnswerNamed() async throws {
        let subscriber = Subscriber()
        try await subscriber.run { transport, url in
            let answer = Order.Output.created(.init(id: 7, notify: url + "/arrived"), location: "/orders/7")
            let destination = try ArrivedCallback.url(for: Order.Input(), answeredBy: answer)
            let output = try await ThingsCallbacks(transport: transport).arrived(
                ArrivedCallback.Input(), to: destination)
            #expect(output == .noContent)
        }
        #expect(subscriber.calls == [Subscriber.Call(method: "POST", target: "/arrived", body: "")])
    }

    @Test func everyPartOfTheAnswerAndTheURLOfTheRequestCanTellTheURL() throws {
        let answer = Order.Output.created(.init(id: 7), location: "/orders/7")
        let url = try TrackedCallback.url(for: Order.Input(), answeredBy: answer, at: "https://shop.example/orders")
        #expect(
            url == "https://shop.example/orders/201/%2Forders%2F7?id=7&type=application%2Fjson")
    }

    @Test func valuesThatTheAnswerDoesNotHaveAreNamed() async throws {
        for answer in [Order.Output.created(.init(id: 7), location: ""), .accepted] {
            let error = await failure { try ArrivedCallback.url(for: Order.Input(), answeredBy: answer) }
            guard case .missingValue("$response.body#/notify")? = error?.reason else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        let refused = Order.Output.clientError(status: ResponseStatus(nearest: 404))
        #expect(try DescribedCallback.url(for: Order.Input(), answeredBy: refused) == "https://tracker.example/404")
    }

    @Test func valuesThatTheRequestDoesNotHaveAreNamed() async throws {
        let requests = [
            ("$request.header.x-host", Subscribe.Input(topic: "a", body: .init(ids: [7, 8]))),
            ("$request.query.topic", Subscribe.Input(xHost: "a", body: .init(ids: [7, 8]))),
            ("$request.body#/ids/1", Subscribe.Input(topic: "a", xHost: "a", body: .init(ids: [7]))),
            ("$request.body#/ids/1", Subscribe.Input(topic: "a", xHost: "a")),
        ]
        for (expression, request) in requests {
            let error = await failure { try CountedCallback.url(for: request) }
            guard case .missingValue(expression)? = error?.reason else {
                Issue.record("\(expression): \(String(describing: error))")
                continue
            }
        }
    }

    @Test(arguments: [
        "", "taken", "/taken", "file:///etc/passwd", "ftp://127.0.0.1/", "http://", "http:///taken", "https://?a",
        "http://a b/", "http://ann:secret@127.0.0.1/", "javascript:alert(1)", "http://[::1", "//127.0.0.1/",
    ])
    func whatIsNoURLOfTheWebIsNotAsked(_ url: String) async throws {
        try await Subscriber().run { transport, _ in
            let input = ChangedCallback.Input(body: Point(x: 1))
            let error = await failure { try await ThingsCallbacks(transport: transport).changed(input, to: url) }
            guard case .transport(.invalidURL)? = error?.reason else {
                Issue.record("\(url): \(String(describing: error))")
                return
            }
        }
    }
}
