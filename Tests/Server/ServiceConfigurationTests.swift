import ContractHummingbird
import Handlers
import Housekeeping
import Ingestion
import Logging
import Metadata
import NIOCore
import Storage
import Testing

@testable import Server

@Suite struct ServiceConfigurationTests {
    private static let complete = [
        "DATABASE_URL": "postgresql://matchbot@localhost/matchbot", "MINIO_ACCESS_KEY": "access",
        "MINIO_SECRET_KEY": "secret-key", "JWT_SECRET": "0123456789abcdef0123456789abcdef",
    ]

    private func load(_ changes: [String: String] = [:]) throws -> ServiceConfiguration {
        try ServiceConfiguration.load(
            SettingReader(environment: Self.complete.merging(changes) { _, new in new }))
    }

    @Test func hasTheDocumentedDefaults() throws {
        let configuration = try load()
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.port == 8_080)
        #expect(configuration.logLevel == .info)
        #expect(configuration.storage.endpoint.authority == "minio:9000")
        #expect(configuration.storage.publicEndpoint == configuration.storage.endpoint)
        #expect(configuration.storage.region == "us-east-1")
        #expect(
            configuration.storage.buckets.all == ["reconciliation-files", "reconciliation-reports", "temp-uploads"])
        #expect(configuration.handlers.enforcesRateLimits)
        #expect(configuration.handlers.uploadLifetime == .seconds(3_600))
        #expect(configuration.ingestion?.workers == 1)
        #expect(configuration.handlers.quotaFiles == nil && configuration.handlers.quotaBytes == nil)
        #expect(configuration.janitor.auditPeriod == .seconds(400 * 86_400))
    }

    @Test func takesAnOperatorsQuotaAndRetention() throws {
        let configuration = try load(
            ["QUOTA_FILES": "5", "QUOTA_BYTES": "10995116277760", "AUDIT_RETENTION_DAYS": "30"])
        #expect(configuration.handlers.quotaFiles == 5)
        #expect(configuration.handlers.quotaBytes == 10_995_116_277_760)
        #expect(configuration.janitor.auditPeriod == .seconds(30 * 86_400))
    }

    @Test func takesAnOperatorsDeadlines() throws {
        let defaults = try load()
        #expect(defaults.database.connectTimeout == .seconds(5))
        #expect(defaults.database.statementTimeout == .seconds(15))
        #expect(defaults.database.acquireTimeout == .seconds(2))
        #expect(defaults.storage.requestTimeout == .seconds(10))
        #expect(defaults.storage.transferTimeout == .seconds(60))
        let configuration = try load([
            "DATABASE_CONNECT_SECONDS": "3", "DATABASE_STATEMENT_SECONDS": "4", "DATABASE_WAIT_SECONDS": "6",
            "STORAGE_REQUEST_SECONDS": "7", "STORAGE_TRANSFER_SECONDS": "8",
        ])
        #expect(configuration.database.connectTimeout == .seconds(3))
        #expect(configuration.database.statementTimeout == .seconds(4))
        #expect(configuration.database.acquireTimeout == .seconds(6))
        #expect(configuration.storage.requestTimeout == .seconds(7))
        #expect(configuration.storage.transferTimeout == .seconds(8))
    }

    @Test func takesAnotherPublicEndpointForSignedURLs() throws {
        let storage = try load(["MINIO_PUBLIC_ENDPOINT": "https://files.example.com"]).storage
        #expect(storage.publicEndpoint.description == "https://files.example.com")
        #expect(storage.endpoint.authority == "minio:9000")
    }

    @Test(arguments: ["https://keys.example.com/set", "http://127.0.0.1:8000/set", "http://[::1]:8000/set"])
    func takesKeysFromAnAddressThatNobodyCanForge(_ url: String) throws {
        let tokens = try load(["JWT_JWKS_URL": url]).tokens
        guard case .url(url) = tokens.keys else { throw ConfigurationMistakes() }
        #expect(tokens.refreshInterval == .seconds(300))
        #expect(tokens.keyOverlap == 300)
    }

    @Test func boundsConnectionsUnlessToldOtherwise() throws {
        let connections = try load().connections
        #expect(connections.maximum == 10_000)
        #expect(connections.headerBytes == 32_768)
        #expect(FileDescriptorLimit.connections(allowed: 10_000, descriptors: 1_024) == 512)
        #expect(FileDescriptorLimit.connections(allowed: 10_000, descriptors: 20_000) == 10_000)
        #expect(FileDescriptorLimit.connections(allowed: 10_000, descriptors: nil) == 10_000)
        let bounds = try load(["REQUEST_SECONDS": "7", "IDLE_SECONDS": "8", "BODY_BYTES_PER_SECOND": "0"])
            .connections.bounds
        #expect(bounds.bodyTime == .seconds(7))
        #expect(bounds.idleTime == .seconds(8))
        #expect(bounds.bodyBytesPerSecond == 0)
    }

    @Test func leavesJobsToOtherProcessesWithoutWorkers() throws {
        #expect(try load(["INGESTION_WORKERS": "0"]).ingestion == nil)
    }

    @Test(arguments: [
        ("MATCHBOT_PORT", "65536"), ("MATCHBOT_PORT", "http"), ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://host/db"), ("MINIO_BUCKET_TEMP", "Upper_Case"), ("DATABASE_POOL_SIZE", "none"),
        ("MINIO_ENDPOINT", "http://minio:9000/path"), ("MINIO_SECURE", "perhaps"), ("MINIO_ADDRESSING_STYLE", "dns"),
        ("JWT_SECRET", "short"), ("JWT_JWKS_FILE", "/does/not/exist"), ("JWT_JWKS_FILE", "/etc/hostname"),
        ("JWT_JWKS_URL", "http://keys.example.com/set"), ("JWT_JWKS_URL", "https://user:pw@keys.example.com/set"),
        ("JWT_JWKS_URL", "file:///etc/passwd"), ("JWT_JWKS_REFRESH_SECONDS", "soon"), ("JWT_KEY_OVERLAP_SECONDS", "-1"),
        ("LOG_LEVEL", "loud"),
        ("MATCHBOT_RATE_LIMITS", "some"), ("INGESTION_WORKERS", "-1"), ("UPLOAD_URL_SECONDS", "604801"),
        ("MAX_CONNECTIONS", "none"), ("HEADER_BYTES", "512"), ("SHUTDOWN_GRACE_SECONDS", "-5"),
        ("QUOTA_FILES", "-1"), ("QUOTA_BYTES", "100 GiB"), ("AUDIT_RETENTION_DAYS", "29"),
        ("ARCHIVE_STORAGE_CLASS", "DEEP_ARCHIVE"),
        ("DATABASE_CONNECT_SECONDS", "-5"), ("DATABASE_STATEMENT_SECONDS", "15s"), ("DATABASE_WAIT_SECONDS", "two"),
        ("STORAGE_REQUEST_SECONDS", "9.5"), ("STORAGE_TRANSFER_SECONDS", "3601"),
    ])
    func namesTheSettingThatCannotBeUsed(_ name: String, value: String) throws {
        let mistakes = try #require(throws: ConfigurationMistakes.self) { try load([name: value]) }
        #expect(mistakes.lines.count == 1)
        #expect(mistakes.lines.first?.hasPrefix(name) == true)
        if !value.isEmpty { #expect(mistakes.lines.first?.contains(value) == false) }
    }

    @Test func namesAllMistakesTogether() throws {
        let mistakes = try #require(throws: ConfigurationMistakes.self) {
            try ServiceConfiguration.load(SettingReader(environment: ["MATCHBOT_PORT": "x"]))
        }
        #expect(mistakes.lines.count == 5)
    }
}
