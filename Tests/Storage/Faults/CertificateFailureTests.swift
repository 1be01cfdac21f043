import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@testable import Storage

/// A store behind TLS whose certificate is good, or is not.
@Suite struct CertificateFailureTests {
    /// A key and a certificate that `openssl` has made for one test.
    private struct Certificate {
        let certificate: NIOSSLCertificate
        let key: NIOSSLPrivateKey

        static func make(names: String, days: Int) throws -> Certificate {
            let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try Data("subjectAltName=\(names)\n".utf8).write(to: folder.appending(path: "extensions"))
            let steps = [
                "ecparam -name prime256v1 -genkey -noout -out key", "req -new -key key -subj /CN=store -out request",
                "x509 -req -in request -signkey key -days \(days) -extfile extensions -out certificate",
            ]
            for step in steps {
                let process = Process()
                process.executableURL = URL(filePath: "/usr/bin/env")
                process.arguments = ["openssl"] + step.split(separator: " ").map(String.init)
                process.currentDirectoryURL = folder
                process.standardOutput = FileHandle.nullDevice
                process.standardError = FileHandle.nullDevice
                try process.run()
                process.waitUntilExit()
                try #require(process.terminationStatus == 0, "openssl \(step)")
            }
            func file(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }
            return Certificate(
                certificate: try #require(NIOSSLCertificate.fromPEMFile(file("certificate")).first),
                key: try NIOSSLPrivateKey(file: file("key"), format: .pem))
        }
    }

    /// The error of a call to a store on TLS, or nil when it succeeds.
    private func failure(
        _ certificate: Certificate, isTrusted: Bool, speaksTLS: Bool = true
    ) async throws -> StorageError? {
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(certificate.certificate)], privateKey: .privateKey(certificate.key)))
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if speaksTLS {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    try channel.pipeline.syncOperations.addHandler(AnsweringHandler())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        var configuration = StorageConfiguration(
            endpoint: try StorageEndpoint(parsing: "localhost:\(channel.localAddress?.port ?? 0)", secure: true),
            credentials: StorageCredentials(accessKey: "access", secretKey: "secret-key"))
        configuration.requestTimeout = .seconds(10)
        var clientConfiguration = configuration.httpClientConfiguration
        var tls = TLSConfiguration.makeClientConfiguration()
        if isTrusted { tls.trustRoots = .certificates([certificate.certificate]) }
        clientConfiguration.tlsConfiguration = tls
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: clientConfiguration)
        let store = ObjectStore(
            configuration: configuration, httpClient: client, logger: Logger(label: "test"), now: { Date() })
        var failure: StorageError?
        do throws(StorageError) {
            _ = try await store.head(ObjectLocation(bucket: "bucket", key: "key"))
        } catch {
            failure = error
        }
        try await client.shutdown()
        try await channel.close()
        return failure
    }

    @Test func aTrustedCertificateOfTheRightNameIsTaken() async throws {
        let certificate = try Certificate.make(names: "DNS:localhost", days: 2)
        #expect(try await failure(certificate, isTrusted: true) == nil)
    }

    @Test(arguments: [("DNS:localhost", 2, false), ("DNS:localhost", -1, true), ("DNS:other.example", 2, true)])
    func aCertificateThatIsUnknownExpiredOrOfAnotherNameIsATLSFailure(
        _ names: String, days: Int, isTrusted: Bool
    ) async throws {
        let certificate = try Certificate.make(names: names, days: days)
        let error = try #require(try await failure(certificate, isTrusted: isTrusted))
        #expect(error.code == .tlsFailed)
        #expect(!error.isRetryable)
        #expect(error.description.contains("certificate"))
    }

    @Test func aStoreThatDoesNotSpeakTLSIsATLSFailure() async throws {
        let certificate = try Certificate.make(names: "DNS:localhost", days: 2)
        #expect(try await failure(certificate, isTrusted: true, speaksTLS: false)?.code == .tlsFailed)
    }
}

/// Answers anything with an object's head, so that what a client reads in the clear is no TLS.
private final class AnsweringHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let answer =
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nETag: \"ab\"\r\n"
            + "Last-Modified: Sat, 28 Nov 2026 00:00:00 GMT\r\nConnection: close\r\n\r\n"
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
