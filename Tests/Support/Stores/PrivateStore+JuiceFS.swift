import Foundation

extension PrivateStore {
    /// Runs `body` with a JuiceFS gateway over a volume that takes only so many files and folders, its own included.
    ///
    /// - Parameters:
    ///   - inodes: How many there may be in the whole volume.
    ///   - quotas: Buckets that are there from the beginning, and how many there may be in each.
    package static func withJuiceFS<Value>(
        inodes: Int, quotas: [String: Int] = [:], isolation: isolated (any Actor)? = #isolation,
        _ body: (PrivateStore) async throws -> Value
    ) async throws -> Value {
        let folder = try makeFolder()
        let program = try TestEnvironment.program(of: .juiceFS)
        let metadata = "sqlite3://\(path(folder, "metadata.db"))"
        try await run(
            program,
            [
                "format", "--storage", "file", "--bucket", path(folder, "objects") + "/", "--trash-days", "0",
                "--inodes", String(inodes), metadata, "private",
            ])
        for (bucket, limit) in quotas {
            try await run(
                program, ["quota", "set", metadata, "--path", "/\(bucket)", "--create", "--inodes", String(limit)])
        }
        let ports = try await freePorts(2)
        return try await with(
            program,
            [
                "--no-agent", "gateway", "--multi-buckets", "--keep-etag", "--object-tag", "--object-meta",
                "--no-usage-report", "--no-banner", "--backup-meta", "0", "--metrics", "127.0.0.1:\(ports[1])",
                "--cache-dir", path(folder, "cache"), "--cache-size", "64", "--log", path(folder, "gateway.log"),
                metadata, "127.0.0.1:\(ports[0])",
            ],
            environment: ["MINIO_ROOT_USER": "administrator", "MINIO_ROOT_PASSWORD": "administrators-key"],
            port: ports[0], folder: folder, body)
    }

    private static func run(_ program: URL, _ arguments: [String]) async throws {
        let command = try await CommandRun.run(
            program, ["--no-agent"] + arguments, environment: ProcessInfo.processInfo.environment)
        guard command.status == 0 else { throw Failure(description: "juicefs: \(command.errors.suffix(2_000))") }
    }
}
