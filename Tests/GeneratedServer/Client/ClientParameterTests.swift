import ContractRuntime
import FoundationEssentials
import Testing

/// What the generated client writes is what the generated server reads: parameters.
@Suite struct ClientParameterTests {
    private let point = Point(x: 1, y: -2, label: "a,é")

    @Test func pathsOfEveryStyle() async throws {
        let point = point
        try await ThingsServer.call { client in
            let simple = SimplePaths.Input(
                simple: 7, simpleList: ["a,b", "c d/é", "%2F.;="], simpleObject: point, simpleExploded: point)
            let echo1 = try await client.simplePaths(simple)
            #expect(echo1 == .ok(Echo.text(simple)))
            let label = LabelPaths.Input(
                scalar: .lightBlue, list: [1, 2], listExploded: [3, -4], object: point,
                objectExploded: Point(x: 5, label: "a.b"))
            let echo2 = try await client.labelPaths(label)
            #expect(echo2 == .ok(Echo.text(label)))
            let matrix = MatrixPaths.Input(
                scalar: 1.5, list: [1, 2], listExploded: [3, 4], object: point,
                objectExploded: Point(x: 5, label: "a;=b"))
            let echo3 = try await client.matrixPaths(matrix)
            #expect(echo3 == .ok(Echo.text(matrix)))
            let report = Report.Input(name: "a/.b")
            let echo4 = try await client.report(report)
            #expect(echo4 == .ok(Echo.text(report)))
            let ranges = Ranges.Input(least: 3, most: "a-b!")
            let echo5 = try await client.ranges(ranges)
            #expect(echo5 == .ok(Echo.text(ranges)))
        }
    }

    @Test func queriesOfEveryStyle() async throws {
        let point = point
        try await ThingsServer.call { client in
            let all = Queries.Input(
                limit: 7, list: [1, 2], commas: ["a,b", "c"], spaces: [1, 2, 3], pipes: [.red, .lightBlue],
                pipedPoint: Point(x: 1, y: 2, label: "a,b"), spacedPoint: Point(x: 3, label: "a+|%"), point: point,
                size: QueriesSize(width: 3, height: 4),
                filter: Filter(name: "a&b=[c]", least: 2, colours: [.red, .green], inner: point), raw: "a/b?c+d:&%#[",
                flag: true, emptyText: "", emptyNumber: 5, plain: 4,
                where: Filter(name: "{\"", inner: point), either: nil, some: nil, sort: .down,
                since: Date(timeIntervalSince1970: 0))
            let echo6 = try await client.queries(all)
            #expect(echo6 == .ok(Echo.text(all)))
            let few = Queries.Input(either: .boolean(true), some: .array(["a", "b,c"]))
            let echo7 = try await client.queries(few)
            #expect(echo7 == .ok(Echo.text(few)))
            let open = OpenQueries.Input(limit: 1, labels: ["a b": 2, "é": 3], deep: point)
            let echo8 = try await client.openQueries(open)
            #expect(echo8 == .ok(Echo.text(open)))
            let whole = WholeQueries.Input(all: Filter(name: "a+b c", least: 1, colours: [.red, .green], inner: point))
            let echo9 = try await client.wholeQueries(whole)
            #expect(echo9 == .ok(Echo.text(whole)))
            let json = JSONQueries.Input(all: point)
            let echo10 = try await client.jsonQueries(json)
            #expect(echo10 == .ok(Echo.text(json)))
        }
    }

    @Test func headersAndCookiesOfEveryStyle() async throws {
        try await ThingsServer.call { client in
            let point = Point(x: 1, y: -2, label: "a b")
            let headers = Headers.Input(
                xCount: 5, xList: [1, 2, 3], xPoint: point, xExploded: point, xWhere: Point(x: 3, label: "a,\"b"))
            let echo11 = try await client.headers(headers)
            #expect(echo11 == .ok(Echo.text(headers)))
            let cookies = Cookies.Input(
                session: UUID(), list: [1, 2], many: [3, 4], point: Point(x: 1, label: "a;, "),
                size: CookiesSize(width: 9))
            let echo12 = try await client.cookies(cookies)
            #expect(echo12 == .ok(Echo.text(cookies)))
        }
    }

    @Test func pathsAndCookiesOfContentAndOfReservedCharacters() async throws {
        let point = point
        try await ThingsServer.call { client in
            let paths = WrittenPaths.Input(
                where: point, count: 5, open: Self.reserved, openList: ["a,b:c", "d;e/@%2F"])
            let echo13 = try await client.writtenPaths(paths)
            #expect(echo13 == .ok(Echo.text(paths)))
            let cookies = WrittenCookies.Input(where: point, count: 5, open: Self.reserved)
            let echo14 = try await client.writtenCookies(cookies)
            #expect(echo14 == .ok(Echo.text(cookies)))
            let count = await failure {
                try await client.writtenPaths(WrittenPaths.Input(where: point, count: 6, open: "a", openList: ["b"]))
            }
            let cookie = await failure { try await client.writtenCookies(WrittenCookies.Input(count: 6)) }
            let spaced = await failure { try await client.queries(Queries.Input(spacedPoint: Point(x: 101))) }
            for error in [count, cookie, spaced] {
                guard case .undeclaredStatus(422)? = error?.reason else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
        }
    }

    private static let reserved = ":/?#[]@!$&'()*+,;=%"

    /// Answers with the URL and the cookies that it was sent.
    private struct Mirroring: ClientTransport {
        func send(_ request: ClientRequest) async throws -> ClientAnswer {
            let cookies = request.headers.first { $0.name.lowercased() == "cookie" }?.value ?? ""
            return ClientAnswer(
                status: 200, headers: [HeaderField("Content-Type", "text/plain")],
                body: ByteStream([Array("\(request.url) \(cookies)".utf8)]))
        }
    }

    @Test func reservedCharactersStandAsTheyAreWhereTheyMeanNothing() async throws {
        let client = ThingsClient(server: .init(url: "https://x.example"), transport: Mirroring())
        let point = Point(x: 1)
        let paths = try await client.writtenPaths(
            WrittenPaths.Input(where: point, count: 5, open: Self.reserved, openList: ["a:b", "c,d"]))
        let path = "%7B%22x%22%3A1%7D/5/:%2F%3F%23%5B%5D@!$%26'()*+%2C%3B%3D%25/a:b,c%2Cd"
        #expect(paths == .ok("https://x.example/written-paths/\(path) "))
        let cookies = try await client.writtenCookies(
            WrittenCookies.Input(where: point, count: 5, open: Self.reserved))
        let pairs = "where=%7B%22x%22%3A1%7D; count=5; open=:/?%23%5B%5D@!$%26'()*+%2C%3B%3D%25"
        #expect(cookies == .ok("https://x.example/written-cookies \(pairs)"))
        let queries = try await client.queries(Queries.Input(spacedPoint: Point(x: 1, label: "a,")))
        #expect(queries == .ok("https://x.example/queries?limit=50&spacedPoint=x%201%20label%20a%2C&sort=up "))
    }

    @Test func whatAStyleCannotTellIsNotSent() async throws {
        try await ThingsServer.call { client in
            let comma = await failure {
                try await client.headers(Headers.Input(xCount: 5, xPoint: Point(x: 1, label: "secr,et")))
            }
            let dots = await failure { try await client.answers(Answers.Input(kind: "..")) }
            let empty = await failure { try await client.answers(Answers.Input(kind: "")) }
            let pipe = await failure {
                try await client.queries(Queries.Input(pipedPoint: Point(x: 1, label: "a|b")))
            }
            let space = await failure {
                try await client.queries(Queries.Input(spacedPoint: Point(x: 1, label: "a b")))
            }
            let none = await failure {
                try await client.writtenPaths(
                    WrittenPaths.Input(where: Point(x: 1), count: 5, open: "", openList: ["a"]))
            }
            for (error, place) in [
                (comma, "/X-Point"), (dots, ""), (empty, "/kind"), (pipe, "/pipedPoint"), (space, "/spacedPoint"),
                (none, "/open"),
            ] {
                guard case .unwritableInput(let violations)? = error?.reason else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(violations.map(\.pointer) == [place])
                #expect(error?.description.contains("secr") == false)
            }
        }
    }
}
