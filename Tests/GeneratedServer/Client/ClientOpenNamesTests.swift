import ContractRuntime
import Testing

/// What the generated client writes under names of its own is what the generated server reads.
@Suite struct ClientOpenNamesTests {
    private let point = Point(x: 1, y: -2, label: "a,é")

    @Test func wholeQueries() async throws {
        let point = point
        try await ThingsServer.call { client in
            let encoded = EncodedQueries.Input(
                all: EncodedQueriesAll(
                    commas: ["a,b", "c"], deep: point, spread: EncodedQueriesAll.Spread(width: 3), raw: "a+b c"))
            let first = try await client.encodedQueries(encoded)
            #expect(first == .ok(Echo.text(encoded)))
            let text = try await client.textQueries(TextQueries.Input(all: "a&=é+"))
            #expect(text == .ok("all=a&=é+"))
            let reserved = ReservedQueries.Input(
                deep: Filter(name: "a+b/c d&e", inner: point), spaced: ["a b": 1], limit: 2)
            let second = try await client.reservedQueries(reserved)
            #expect(second == .ok(Echo.text(reserved)))
        }
    }

    @Test func cookiesAndFieldsOfAnyName() async throws {
        try await ThingsServer.call { client in
            var client = client
            client.credentials = ThingsClient.Credentials(cookieKey: .fixed(APIKey("good")))
            let cookies = OpenCookies.Input(
                session: "s", labels: OpenCookiesLabels(a: 1, additionalProperties: ["b; c": 2, "é": 3]))
            let first = try await client.openCookies(cookies)
            #expect(first == .ok(Echo.text(cookies)))
            let spread = OpenForms.Input(body: OpenFormsBody(name: "n", labels: ["a b": 1, "c[d]": 2]))
            let second = try await client.openForms(spread)
            #expect(second == .ok(Echo.text(spread)))
            let points = PointForms.Input(body: ["k": Point(x: 1), "l": Point(x: 2, label: "a&b")])
            let third = try await client.pointForms(points)
            #expect(third == .ok(Echo.text(points)))
        }
    }

    /// What an answer says in its headers is held to their schemas.
    @Test func headersOfTextAndCookiesOneByOne() async throws {
        try await ThingsServer.call { client in
            let good = try await client.written(Written.Input(kind: "good"))
            #expect(good == .noContent(xCount: 3, setCookie: ["a=1", "b=2"]))
            await #expect(throws: ClientError.self) { try await client.written(Written.Input(kind: "bad")) }
        }
    }
}
