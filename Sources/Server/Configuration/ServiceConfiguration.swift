import Foundation
import Handlers
import Housekeeping
import Ingestion
import Logging
import Metadata
import Storage

/// Everything an operator can set, read from the environment and checked at start.
struct ServiceConfiguration: Sendable {
    var host: String
    var port: Int
    /// What clients may take of the process.
    var connections: ConnectionConfiguration
    /// How the process stops.
    var shutdown: ShutdownConfiguration
    var logLevel: Logger.Level
    /// Whether spans are written to the log.
    var writesSpans: Bool
    /// How often the figures are read that cost a question to the database or the store; nil for never.
    var sampleInterval: Duration?
    var database: DatabaseConfiguration
    var storage: StorageConfiguration
    var tokens: TokenConfiguration
    var handlers: MatchBotHandlers.Configuration
    var allowedOrigins: [String]
    /// The time between two rounds of housekeeping; nil to leave it to other processes.
    var housekeepingInterval: Duration?
    /// After what time things are cleared away.
    var janitor: Janitor.Configuration
    /// How jobs are worked off here; nil to leave them to other processes.
    var ingestion: IngestionWorker.Configuration?

    /// Reads the process's environment; prints every mistake and ends the process when there is one.
    static func loadOrExit() throws -> ServiceConfiguration {
        do throws(ConfigurationMistakes) {
            return try load(SettingReader())
        } catch {
            try error.exitIfAny()
            throw error
        }
    }

    static func load(_ reader: SettingReader) throws(ConfigurationMistakes) -> ServiceConfiguration {
        var mistakes = ConfigurationMistakes()
        let level = reader.text("LOG_LEVEL", default: "info").lowercased()
        if Logger.Level(rawValue: level) == nil {
            mistakes.add("LOG_LEVEL", "must be one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let url = reader.requiredText("DATABASE_URL", isSecret: true, &mistakes)
        if !url.isEmpty, !["postgres://", "postgresql://"].contains(where: url.hasPrefix), !url.contains("=") {
            mistakes.add("DATABASE_URL", "must be a libpq URI, such as postgresql://user:password@host:5432/name")
        }
        let database = DatabaseConfiguration(
            url: url,
            poolSize: reader.integer("DATABASE_POOL_SIZE", default: 10, in: 1...1_000, &mistakes),
            connectTimeout: .seconds(reader.integer("DATABASE_CONNECT_SECONDS", default: 5, in: 1...300, &mistakes)),
            statementTimeout: .seconds(
                reader.integer("DATABASE_STATEMENT_SECONDS", default: 15, in: 1...3_600, &mistakes)),
            acquireTimeout: .seconds(reader.integer("DATABASE_WAIT_SECONDS", default: 2, in: 1...300, &mistakes)))
        let origins = reader.text("CORS_ALLOWED_ORIGINS", default: "*").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let storage = storage(reader, origins: origins, mistakes: &mistakes)
        let archiveClass = storageClass(reader, &mistakes)
        let tokens = TokenConfiguration.load(reader, mistakes: &mistakes)
        let connections = ConnectionConfiguration.load(reader, mistakes: &mistakes)
        let shutdown = ShutdownConfiguration.load(reader, mistakes: &mistakes)
        let result = (
            host: reader.text("MATCHBOT_HOST", default: "127.0.0.1"),
            port: reader.integer("MATCHBOT_PORT", default: 8_080, in: 0...65_535, &mistakes),
            lifetime: reader.integer("UPLOAD_URL_SECONDS", default: 3_600, in: 1...604_800, &mistakes),
            limits: reader.flag("MATCHBOT_RATE_LIMITS", default: true, &mistakes),
            quotaFiles: reader.optionalInteger("QUOTA_FILES", in: 1...1 << 50, &mistakes),
            quotaBytes: reader.optionalInteger("QUOTA_BYTES", in: 1...1 << 60, &mistakes),
            auditDays: reader.integer("AUDIT_RETENTION_DAYS", default: 400, in: 30...36_500, &mistakes),
            workers: reader.integer("INGESTION_WORKERS", default: 1, in: 0...64, &mistakes),
            housekeeping: reader.integer("HOUSEKEEPING_MINUTES", default: 10, in: 0...1_440, &mistakes),
            threshold: reader.integer("STORAGE_HEALTH_MILLISECONDS", default: 1_000, in: 10...60_000, &mistakes),
            lease: reader.integer("INGESTION_LEASE_SECONDS", default: 60, in: 2...3_600, &mistakes),
            skew: reader.integer("STORAGE_CLOCK_SKEW_SECONDS", default: 900, in: 1...86_400, &mistakes),
            sample: reader.integer("METRICS_SAMPLE_SECONDS", default: 10, in: 0...3_600, &mistakes),
            spans: reader.flag("TRACE_LOG", default: false, &mistakes)
        )
        guard mistakes.lines.isEmpty, let storage, let tokens else { throw mistakes }
        return ServiceConfiguration(
            host: result.host, port: result.port, connections: connections, shutdown: shutdown,
            logLevel: Logger.Level(rawValue: level) ?? .info, writesSpans: result.spans,
            sampleInterval: result.sample == 0 ? nil : .seconds(result.sample),
            database: database, storage: storage, tokens: tokens,
            handlers: .init(
                uploadLifetime: .seconds(result.lifetime), enforcesRateLimits: result.limits,
                quotaFiles: result.quotaFiles.map { Int64($0) }, quotaBytes: result.quotaBytes.map { Int64($0) },
                storageHealthThreshold: .milliseconds(result.threshold), clockSkewLimit: .seconds(result.skew)),
            allowedOrigins: origins,
            housekeepingInterval: result.housekeeping == 0 ? nil : .seconds(60 * result.housekeeping),
            janitor: .init(archiveStorageClass: archiveClass, auditPeriod: .seconds(86_400 * result.auditDays)),
            ingestion: result.workers == 0
                ? nil : .init(workers: result.workers, lease: .seconds(result.lease)))
    }

    private static func storageClass(_ reader: SettingReader, _ mistakes: inout ConfigurationMistakes) -> StorageClass?
    {
        guard let name = reader.text("ARCHIVE_STORAGE_CLASS") else { return nil }
        let value = StorageClass(name)
        if value == nil {
            mistakes.add(
                "ARCHIVE_STORAGE_CLASS",
                "must be a storage class whose objects can be read at once, such as STANDARD_IA or GLACIER_IR")
        }
        return value
    }

    private static func storage(
        _ reader: SettingReader, origins: [String], mistakes: inout ConfigurationMistakes
    ) -> StorageConfiguration? {
        let isSecure = reader.flag("MINIO_SECURE", default: false, &mistakes)
        func endpoint(_ name: String, _ text: String) -> StorageEndpoint? {
            do throws(StorageConfigurationError) {
                return try StorageEndpoint(parsing: text, secure: isSecure)
            } catch {
                mistakes.add(name, "cannot be used: \(error)")
                return nil
            }
        }
        let internalText = reader.text("MINIO_ENDPOINT", default: "minio:9000")
        let endpointValue = endpoint("MINIO_ENDPOINT", internalText)
        let publicText = reader.text("MINIO_PUBLIC_ENDPOINT")
        let publicValue = publicText.map { endpoint("MINIO_PUBLIC_ENDPOINT", $0) } ?? endpointValue
        let credentials = StorageCredentials(
            accessKey: reader.requiredText("MINIO_ACCESS_KEY", isSecret: true, &mistakes),
            secretKey: reader.requiredText("MINIO_SECRET_KEY", isSecret: true, &mistakes))
        let style = reader.text("MINIO_ADDRESSING_STYLE", default: "path")
        let addressing = ["path": StorageConfiguration.AddressingStyle.path, "virtual-host": .virtualHost][style]
        if addressing == nil { mistakes.add("MINIO_ADDRESSING_STYLE", "must be path or virtual-host") }
        let request = reader.integer("STORAGE_REQUEST_SECONDS", default: 10, in: 1...300, &mistakes)
        let transfer = reader.integer("STORAGE_TRANSFER_SECONDS", default: 60, in: 1...3_600, &mistakes)
        guard let endpointValue, let publicValue, let addressing else { return nil }
        func bucket(_ name: String, default value: String) -> String {
            let text = reader.text(name, default: value)
            let isName = text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
            }
            if !isName || !(3...63).contains(text.utf8.count) {
                mistakes.add(name, "must be a bucket's name: 3 to 63 of a-z, 0-9, - and .")
            }
            return text
        }
        return StorageConfiguration(
            endpoint: endpointValue, publicEndpoint: publicValue,
            region: reader.text("MINIO_REGION", default: "us-east-1"), credentials: credentials,
            buckets: BucketNames(
                reconciliationFiles: bucket("MINIO_BUCKET_RECONCILIATION", default: "reconciliation-files"),
                reconciliationReports: bucket("MINIO_BUCKET_REPORTS", default: "reconciliation-reports"),
                temporaryUploads: bucket("MINIO_BUCKET_TEMP", default: "temp-uploads")),
            addressingStyle: addressing, requestTimeout: .seconds(request), transferTimeout: .seconds(transfer),
            allowedOrigins: origins)
    }
}
