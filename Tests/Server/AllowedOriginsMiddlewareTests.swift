import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OpenAPI
import TestSupport
import Testing

@testable import Server

@Suite struct AllowedOriginsMiddlewareTests {
    private func application(_ origins: [String]) -> some ApplicationProtocol {
        let router = Router()
        router.add(middleware: AllowedOriginsMiddleware(origins))
        router.get("/file") { _, _ in "content" }
        return Application(router: router)
    }

    private func headers(_ origin: String) -> HTTPFields {
        [.origin: origin, .accessControlRequestMethod: "GET", .accessControlRequestHeaders: "authorization"]
    }

    @Test(arguments: ["https://evil.example", "null", "https://app.example.evil", "https://app.example:8443", ""])
    func givesOtherOriginsNothing(_ origin: String) async throws {
        try await application(["https://app.example"]).test(.router) { client in
            for method in [HTTPRequest.Method.get, .options] {
                let answer = try await client.execute(uri: "/file", method: method, headers: headers(origin))
                #expect(answer.headers[.accessControlAllowOrigin] == nil)
                #expect(answer.headers[.accessControlAllowCredentials] == nil)
            }
        }
    }

    @Test func allowsTheOriginsOfTheListAndTellsCachesSo() async throws {
        try await application(["https://app.example", "https://other.example"]).test(.router) { client in
            let answer = try await client.execute(uri: "/file", method: .get, headers: headers("https://app.example"))
            #expect(answer.headers[.accessControlAllowOrigin] == "https://app.example")
            #expect(answer.headers[.accessControlExposeHeaders]?.contains("Retry-After") == true)
            #expect(answer.headers[.vary] == "Origin")
            let without = try await client.execute(uri: "/file", method: .get)
            #expect(without.headers[.vary] == "Origin")
        }
    }

    @Test func allowsEveryOriginButNullWithoutAList() async throws {
        try await application(["*"]).test(.router) { client in
            let any = try await client.execute(uri: "/file", method: .get, headers: headers("https://any.example"))
            #expect(any.headers[.accessControlAllowOrigin] == "*")
            #expect(any.headers[.accessControlAllowCredentials] == nil)
            let null = try await client.execute(uri: "/file", method: .get, headers: headers("null"))
            #expect(null.headers[.accessControlAllowOrigin] == nil)
        }
    }

    /// What the contract lets clients send and read, pages may send and read, too.
    @Test func allowsEveryHeaderAndMethodOfTheContract() async throws {
        let file = TestEnvironment.checkout.appending(path: "openapi.yaml")
        let document = try DocumentParser.parse([UInt8](Data(contentsOf: file)), file: "openapi.yaml")
        var (sent, methods, read) = (["authorization", "content-type", "traceparent"], Set<String>(), ["x-request-id"])
        for operation in document.operations {
            methods.insert(operation.method.uppercased())
            sent += operation.parameters.filter { $0.place == .header }.map(\.name)
            read += operation.responses.flatMap(\.headers).map(\.name)
        }
        #expect(sent.contains("Idempotency-Key"))
        #expect(read.contains("Retry-After"))
        let contract = (
            sent: Set(sent.map { $0.lowercased() }), methods: Set(methods.map { $0.lowercased() }),
            read: Set(read.map { $0.lowercased() })
        )
        try await application(["*"]).test(.router) { client in
            func names(_ text: String?) -> Set<String> {
                Set((text ?? "").lowercased().split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
            }
            let preflight = try await client.execute(
                uri: "/file", method: .options, headers: headers("https://app.example"))
            #expect(preflight.status == .noContent)
            #expect(names(preflight.headers[.accessControlAllowHeaders]).isSuperset(of: contract.sent))
            #expect(names(preflight.headers[.accessControlAllowMethods]) == contract.methods)
            let answer = try await client.execute(uri: "/file", method: .get, headers: headers("https://app.example"))
            #expect(names(answer.headers[.accessControlExposeHeaders]).isSuperset(of: contract.read))
        }
    }
}
