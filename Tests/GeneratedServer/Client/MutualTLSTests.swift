import AsyncHTTPClient
import ContractClient
import ContractHummingbird
import ContractRuntime
import Hummingbird
import HummingbirdTLS
import HummingbirdTesting
import Logging
import NIOCore
import NIOSSL
import NIOTLS
import Synchronization
import Testing

/// The certificate that a client shows is the one that the server's authenticator sees (`mutualTLS`).
@Suite(.timeLimit(.minutes(2))) struct MutualTLSTests {
    @Test func aCertificateIsACredential() async throws {
        try await TestCertificates.with { certificates in
            try await Self.serve(certificates) { url in
                let cases: [(name: String?, isShown: Bool, expected: String)] = [
                    ("client", true, "ann"), ("client", false, "missing certificate"), (nil, true, "401"),
                    // The handshake itself refuses what the authority has not signed.
                    ("stranger", true, "transport"),
                ]
                for (name, isShown, expected) in cases {
                    let told = try await Self.call(url, certificates, shows: name, isShown: isShown)
                    #expect(told == expected)
                }
            }
        }
    }

    private static func call(
        _ url: String, _ certificates: TestCertificates, shows name: String?, isShown: Bool
    ) async throws -> String {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(certificates.certificate("authority"))
        if let name {
            tls.certificateChain = try NIOSSLCertificate.fromPEMFile(certificates.certificate(name)).map {
                .certificate($0)
            }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: certificates.key(name), format: .pem))
        }
        var configuration = AsyncHTTPTransport.configuration()
        configuration.tlsConfiguration = tls
        var told = ""
        try await ThingsClient.use(at: url, configuration: configuration) { client in
            var client = client
            client.credentials.certificate = isShown
            do {
                if case .ok(let text) = try await client.secureCertificate(SecureCertificate.Input()) { told = text }
            } catch let error as ClientError {
                switch error.reason {
                case .undeclaredStatus(let status): told = "\(status)"
                case .missingCredential(let schemes): told = "missing \(schemes.joined())"
                case .transport: told = "transport"
                default: told = "\(error)"
                }
            }
        }
        return told
    }

    private static func serve(
        _ certificates: TestCertificates, _ test: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        let chain = try NIOSSLCertificate.fromPEMFile(certificates.certificate("server"))
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: certificates.key("server"), format: .pem)))
        tls.trustRoots = .file(certificates.certificate("authority"))
        // A client that shows none is the authenticator's matter.
        tls.certificateVerification = .optionalVerification
        let own = try NIOSSLCertificate.fromPEMFile(certificates.certificate("client")).first?.toDERBytes() ?? []
        let router = Router(context: CertifiedContext.self)
        ContractRoutes<CertifiedContext>(
            ThingsHandlers().routes(authenticator: ThingsCredentials(certificate: own))
        ) { _ in nil }.register(on: router)
        let application = Application(
            router: router,
            server: try .tls(
                .http1(configuration: .init(additionalChannelHandlers: [PeerCertificateHandler()])),
                tlsConfiguration: tls),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)))
        try await application.test(.ahc(.https)) { client in
            try await test("https://127.0.0.1:\(client.port ?? 0)/v1")
        }
    }
}

/// The context of a request, with the certificate that the client of its connection has shown.
private struct CertifiedContext: PeerCertificateContext {
    var coreContext: CoreRequestContextStorage
    let peerCertificate: [UInt8]?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peerCertificate = PeerCertificateHandler.certificates.withLock { $0[ObjectIdentifier(source.channel)] }
    }
}

/// Remembers the certificate of a connection from the end of the handshake to that of the connection.
private final class PeerCertificateHandler: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = NIOAny

    static let certificates = Mutex<[ObjectIdentifier: [UInt8]]>([:])

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
            let certificate = try? handler?.peerCertificate?.toDERBytes()
            Self.certificates.withLock { $0[ObjectIdentifier(context.channel)] = certificate }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        Self.certificates.withLock { $0[ObjectIdentifier(context.channel)] = nil }
        context.fireChannelInactive()
    }
}
