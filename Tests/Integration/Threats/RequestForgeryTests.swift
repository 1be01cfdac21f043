import ContractRuntime
import Foundation
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

/// Row 37 of `docs/THREATS.md`: nothing that a client supplies makes the service connect anywhere.
@Suite struct RequestForgeryTests {
    /// A listener that counts who comes.
    private final class Trap: Sendable {
        let visits = Atomic(0)
    }

    @Test("Threat 37: addresses in names, metadata, headers, tokens and files are never followed")
    func addressesThatAClientSuppliesAreNeverFollowed() async throws {
        let trap = Trap()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                trap.visits.add(1, ordering: .sequentiallyConsistent)
                return channel.close()
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let target = "http://127.0.0.1:\(listener.localAddress?.port ?? 0)/x.csv"
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let rows = "2026-01-05,-12.50,\(target)\n2026-01-06,1,\"=WEBSERVICE(\"\"\(target)\"\")\"\n"
                let content = Array("date,amount,description\n\(rows)".utf8)
                let signed = try await client.sign(
                    filename: target.replacing("/", with: "_"), size: content.count, contentType: "text/csv")
                #expect(try await client.upload(content, signed).status == 200)
                let file = try #require(signed.json["file_id"]?.string)
                let metadata = "{\"callback_url\":\(target.json),\"webhook\":{\"url\":\(target.json)}}"
                #expect(try await client.confirm(file, metadata: metadata).status == 200)
                #expect(try await client.finalStatus(file)?["status"]?.string == "ready")
                let headers = [
                    ("Origin", target), ("Referer", target), ("X-Forwarded-Host", target), ("X-Callback-URL", target),
                ]
                #expect(try await client.call("GET", "/files", headers: headers).status == 200)
                let forged = try Self.token(keysAt: target)
                let answer = try await MatchBotClient(service, server, token: forged).call("GET", "/files")
                #expect(answer.status == 401)
            }
        }
        #expect(trap.visits.load(ordering: .sequentiallyConsistent) == 0)
        // The trap closes what comes, so it may be closed already when it is closed here.
        let visitor = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: listener.localAddress?.port ?? 0).get()
        visitor.close(promise: nil)
        for _ in 0..<100 where trap.visits.load(ordering: .sequentiallyConsistent) == 0 {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(trap.visits.load(ordering: .sequentiallyConsistent) == 1, "the trap must work, or this shows nothing")
        try await listener.close()
    }

    /// A token whose header says where its keys are (RFC 7515, section 4.1).
    private static func token(keysAt url: String) throws -> String {
        let header = "{\"alg\":\"RS256\",\"kid\":\"1\",\"jku\":\(url.json),\"x5u\":\(url.json)}"
        let claims = "{\"sub\":\"\(UUID().uuidString.lowercased())\",\"exp\":4102444800}"
        return [header, claims, "signature"].map { text in
            Data(text.utf8).base64EncodedString().replacing("=", with: "").replacing("+", with: "-")
                .replacing("/", with: "_")
        }.joined(separator: ".")
    }
}
