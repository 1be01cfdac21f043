import ContractHummingbird
public import ContractRuntime
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

extension KeywordTable {
    /// Serves the contract, sends every value of the table over a socket, and says where the answers are others than the
    /// table has it.
    ///
    /// - Parameter routes: The generated routes, of which `PUT /keywords` answers what it got.
    public func differences(_ routes: [OperationRoute]) async throws -> [String] {
        let router = Router()
        router.add(middleware: ProblemMiddleware())
        ContractRoutes<BasicRequestContext>(routes) { _ in nil }.register(on: router)
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)))
        return try await application.test(.live) { client in
            var differences: [String] = []
            for row in rows {
                if let good = row.good {
                    let sent: JSONValue = .object([row.name: good])
                    let (status, answer) = try await Self.put(sent, client)
                    if status != 200 || answer?.member(row.name) != good {
                        differences.append("\(row.name): \(Self.text(good)) is answered \(status) \(Self.text(answer))")
                    }
                }
                if let bad = row.bad {
                    let (status, answer) = try await Self.put(.object([row.name: bad]), client)
                    let said = Self.violations(answer)
                    if status != 422 || said != row.says {
                        differences.append("\(row.name): \(Self.text(bad)) is answered \(status) \(said)")
                    }
                }
                if row.good == nil && row.bad == nil { differences.append("\(row.name): nothing is sent") }
            }
            return differences
        }
    }

    private static func put(_ value: JSONValue, _ client: any TestClientProtocol) async throws -> (Int, JSONValue?) {
        let response = try await client.execute(
            uri: "/keywords", method: .put, headers: [.contentType: "application/json"],
            body: ByteBuffer(bytes: value.jsonBytes))
        return (response.status.code, try? JSONValue.read(jsonBytes: Array(response.body.readableBytesView)))
    }

    private static func violations(_ problem: JSONValue?) -> [String] {
        guard case .array(let violations)? = problem?.member("violations") else { return [] }
        return violations.map { violation in
            ["location", "pointer", "reason"].compactMap { name in
                if case .string(let text)? = violation.member(name) { text } else { nil }
            }.joined(separator: " ")
        }.sorted()
    }

    private static func text(_ value: JSONValue?) -> String {
        value.map { String(decoding: $0.jsonBytes, as: UTF8.self) } ?? "nothing"
    }
}
