import ContractHummingbird
import ContractRuntime
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

/// A server of the generated API, asked over a socket.
struct ThingsServer {
    let client: any TestClientProtocol

    /// What came back.
    struct Answer {
        var status: Int
        var text: String
        var fields: HTTPFields

        /// What the request breaks, as `LOCATION POINTER REASON`.
        var violations: [String] {
            guard let problem = try? JSONValue.read(jsonBytes: Array(text.utf8)), case .object(let members) = problem,
                case .array(let violations)? = members["violations"]
            else { return [] }
            return violations.compactMap { violation in
                guard case .object(let members) = violation else { return nil }
                return ["location", "pointer", "reason"].compactMap { name in
                    if case .string(let text)? = members[name] { text } else { nil }
                }.joined(separator: " ")
            }
        }

        func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { fields[$0] } }
    }

    /// Runs the server while a test asks it.
    static func run(
        _ handlers: ThingsHandlers = ThingsHandlers(), _ test: @Sendable @escaping (ThingsServer) async throws -> Void
    ) async throws {
        let router = Router()
        router.add(middleware: ProblemMiddleware())
        ContractRoutes<BasicRequestContext>(handlers.routes(authenticator: ThingsCredentials())) { _ in nil }
            .register(on: router)
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)))
        try await application.test(.live) { client in try await test(ThingsServer(client: client)) }
    }

    /// The status of a path that stands outside the first server.
    func status(at path: String) async throws -> Int {
        try await client.execute(uri: path, method: .get).status.code
    }

    /// Asks by any method.
    func ask(_ method: String, _ path: String) async throws -> Answer? {
        guard let method = HTTPRequest.Method(method) else { return nil }
        return try await send(method, path, [:], nil)
    }

    /// Asks for the header alone.
    func head(_ path: String, _ fields: [String: String] = [:]) async throws -> Answer {
        try await send(.head, path, fields, nil)
    }

    func put(_ path: String, _ mediaType: String?, _ body: ByteBuffer?) async throws -> Answer {
        try await send(.put, path, mediaType.map { ["Content-Type": $0] } ?? [:], body)
    }

    func get(_ path: String, _ fields: [String: String] = [:]) async throws -> Answer {
        try await send(.get, path, fields, nil)
    }

    func post(_ path: String, _ mediaType: String?, _ body: String, accept: String? = nil) async throws -> Answer {
        var fields: [String: String] = [:]
        if let mediaType { fields["Content-Type"] = mediaType }
        if let accept { fields["Accept"] = accept }
        return try await send(.post, path, fields, ByteBuffer(string: body))
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ fields: [String: String], _ body: ByteBuffer?
    ) async throws -> Answer {
        var headers = HTTPFields()
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let response = try await client.execute(
            uri: "/v1" + path, method: method, headers: headers, body: body)
        return Answer(
            status: response.status.code, text: String(buffer: response.body), fields: response.headers)
    }
}
