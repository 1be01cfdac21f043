import ContractHummingbird
import ContractRuntime
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@Suite struct ContractRoutesTests {
    private struct Known: Error {}
    private struct Unknown: Error {}

    private func metadata(_ identifier: String, _ method: String, _ path: String, statuses: [Int]) -> OperationMetadata
    {
        OperationMetadata(
            identifier: identifier, method: method, path: path, serverPrefixes: ["/api/v1", "/api"], statuses: statuses)
    }

    private func application() -> some ApplicationProtocol {
        let operations = [
            OperationRoute(metadata("echo", "POST", "/echo/{name}", statuses: [200, 413])) { request in
                let body = try await request.collectBody(8)
                let text =
                    "\(PercentEncoding.decode((request.pathParameters["name"] ?? "").utf8))|\(request.query)|\(body.count)"
                return .text(200, text, mediaType: "text/plain", headers: [HeaderField("X-Kind", "echo")])
            },
            OperationRoute(metadata("known", "GET", "/known", statuses: [200, 503])) { _ in throw Known() },
            OperationRoute(metadata("undeclared", "GET", "/undeclared", statuses: [200])) { _ in throw Known() },
            OperationRoute(metadata("unknown", "GET", "/unknown", statuses: [200])) { _ in throw Unknown() },
        ]
        let router = Router()
        router.add(middleware: ProblemMiddleware())
        ContractRoutes<BasicRequestContext>(operations) { error in
            error is Known ? ContractFailure(status: 503, code: "away", title: "Away") : nil
        }.register(on: router)
        return Application(router: router)
    }

    @Test(arguments: [TestingSetup.router, .live])
    func registersAnOperationUnderEveryServer(_ setup: TestingSetup) async throws {
        try await application().test(setup) { client in
            for prefix in ["/api/v1", "/api"] {
                let response = try await client.execute(
                    uri: "\(prefix)/echo/a%20b?x=1", method: .post, body: ByteBuffer(string: "body"))
                #expect(response.status == .ok)
                #expect(String(buffer: response.body) == "a b|x=1|4")
                #expect(response.headers[.xContentTypeOptions] == "nosniff")
            }
        }
    }

    @Test(arguments: [TestingSetup.router, .live])
    func refusesABodyOverTheLimit(_ setup: TestingSetup) async throws {
        try await application().test(setup) { client in
            let response = try await client.execute(
                uri: "/api/echo/a", method: .post, body: ByteBuffer(string: "far too long"))
            #expect(response.status == .contentTooLarge)
            #expect(response.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func answersOnlyFailuresThatTheOperationDeclares() async throws {
        try await application().test(.router) { client in
            let known = try await client.execute(uri: "/api/known", method: .get)
            #expect(known.status == .serviceUnavailable)
            #expect(String(buffer: known.body).contains("\"code\":\"away\""))
            for path in ["/api/undeclared", "/api/unknown"] {
                let response = try await client.execute(uri: path, method: .get)
                #expect(response.status == .internalServerError)
                #expect(String(buffer: response.body).contains("internal_error"))
                #expect(!String(buffer: response.body).contains("Known"))
            }
        }
    }

    @Test func answersUnknownPathsAndMethodsAsProblems() async throws {
        try await application().test(.router) { client in
            let nothing = try await client.execute(uri: "/nothing", method: .get)
            #expect(nothing.status == .notFound)
            #expect(String(buffer: nothing.body).contains("\"code\":\"not_found\""))
            let method = try await client.execute(uri: "/api/known", method: .delete)
            #expect(method.status == .methodNotAllowed)
            #expect(method.headers[.allow] == "GET")
        }
    }

    /// A context that knows the client's certificate.
    private struct CertificateContext: PeerCertificateContext {
        var coreContext: CoreRequestContextStorage
        var peerCertificate: [UInt8]? { [1, 2, 3] }

        init(source: Source) {
            coreContext = CoreRequestContextStorage(source: source)
        }
    }

    @Test func theContextTellsTheClientsCertificate() async throws {
        let route = OperationRoute(metadata("who", "GET", "/who", statuses: [200])) { request in
            .text(200, "\(request.peerCertificate ?? [])", mediaType: "text/plain")
        }
        let router = Router(context: CertificateContext.self)
        ContractRoutes<CertificateContext>([route]) { _ in nil }.register(on: router)
        try await Application(router: router).test(.router) { client in
            let response = try await client.execute(uri: "/api/who", method: .get)
            #expect(String(buffer: response.body) == "[1, 2, 3]")
        }
    }

    /// Of several templates that fit, the one with more text is meant; values stay as they were sent.
    @Test func segmentsMayHoldSeveralParameters() async throws {
        let routes = ["/x/{all}", "/x/{a}-{b}", "/x/v{n}", "/x/({c}):go"].map { path in
            OperationRoute(metadata(path, "GET", path, statuses: [200])) { request in
                let values = request.pathParameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                return .text(200, values.joined(separator: " "), mediaType: "text/plain")
            }
        }
        let router = Router()
        ContractRoutes<BasicRequestContext>(routes) { _ in nil }.register(on: router)
        try await Application(router: router).test(.live) { client in
            let expected = [
                "y": "all=y", "1-2-3": "a=1 b=2-3", "v7": "n=7", "(z):go": "c=z", "%2D-": "all=%2D-", "-1": "all=-1",
            ]
            for (path, text) in expected {
                let response = try await client.execute(uri: "/api/x/\(path)", method: .get)
                #expect(String(buffer: response.body) == text)
            }
        }
    }

    private func router(_ answers: [(path: String, answer: ContractResponse)]) -> Router<BasicRequestContext> {
        let routes = answers.map { path, answer in
            OperationRoute(metadata(path, "GET", path, statuses: [200])) { _ in answer }
        }
        let router = Router()
        router.add(middleware: ProblemMiddleware())
        router.get("own/{name}") { _, _ in "own" }
        ContractRoutes<BasicRequestContext>(routes) { _ in nil }.register(on: router)
        router.get("own/too/late") { _, _ in "late" }
        return router
    }

    @Test func anAnswerThatCannotHaveABodyIsSentWithoutOne() async throws {
        let statuses = [204, 205, 304]
        let router = router(
            statuses.map { ("/\($0)", .text($0, "body", mediaType: "text/plain")) } + [
                ("/stream", .bytes(204, ByteStream(bytes: [1, 2]), mediaType: "*/*"))
            ])
        try await Application(router: router).test(.live) { client in
            for path in statuses.map({ "\($0)" }) + ["stream"] {
                let response = try await client.execute(uri: "/api/\(path)", method: .get)
                #expect(response.status.code == (Int(path) ?? 204))
                #expect(response.body.readableBytes == 0)
                #expect(response.headers[.contentType] == nil)
            }
        }
    }

    @Test func anAnswerThatCannotBeSentIsAnErrorOfTheServer() async throws {
        let router = router([
            ("/switch", ContractResponse(status: 101)),
            ("/image", .bytes(200, ByteStream(bytes: [1]), mediaType: "image/*")),
            (
                "/list",
                ContractResponse(
                    status: 200,
                    headers: [
                        HeaderField("X-List") { writer in writer.write(["a,b"]) { writer, text in writer.write(text) } }
                    ])
            ),
        ])
        try await Application(router: router).test(.live) { client in
            for path in ["switch", "image", "list"] {
                let response = try await client.execute(uri: "/api/\(path)", method: .get)
                #expect(response.status == .internalServerError)
                #expect(String(buffer: response.body).contains("internal_error"))
            }
        }
    }

    @Test func otherRoutesOfTheRouterStandBesideTheContract() async throws {
        try await Application(router: router([("/x", ContractResponse(status: 200))])).test(.live) { client in
            for (path, body) in ["/own/it": "own", "/own/too/late": "late"] {
                let response = try await client.execute(uri: path, method: .get)
                #expect(String(buffer: response.body) == body)
            }
            #expect(try await client.execute(uri: "/api/x", method: .get).status == .ok)
            #expect(try await client.execute(uri: "/api/x", method: .options).status == .methodNotAllowed)
            // An answer to HEAD has no body, or the next answer would begin with it.
            for (path, status) in [("/api/x", HTTPResponse.Status.methodNotAllowed), ("/api/y", .notFound)] {
                let head = try await client.execute(uri: path, method: .head)
                #expect(head.status == status)
                #expect(head.body.readableBytes == 0)
                #expect(try await client.execute(uri: "/api/x", method: .get).status == .ok)
            }
            #expect(try await client.execute(uri: "/api/y", method: .get).status == .notFound)
        }
    }
}
