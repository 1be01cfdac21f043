import Foundation

/// An authority of its own with a certificate for 127.0.0.1 and one for a client, made by `openssl`.
struct TestCertificates {
    private let folder: URL

    /// Makes them for as long as a test takes.
    static func with(_ test: (TestCertificates) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "certificates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let certificates = TestCertificates(folder: folder)
        try await certificates.make("authority", "/CN=Authority", [])
        let signed = ["-CA", certificates.certificate("authority"), "-CAkey", certificates.key("authority")]
        try await certificates.make("server", "/CN=server", signed + ["-addext", "subjectAltName=IP:127.0.0.1"])
        try await certificates.make("client", "/CN=client", signed + ["-addext", "extendedKeyUsage=clientAuth"])
        // One of the same name that another authority has signed.
        try await certificates.make("stranger", "/CN=client", [])
        try await test(certificates)
    }

    /// The path of a certificate.
    func certificate(_ name: String) -> String { folder.appending(path: "\(name).pem").path }

    /// The path of its key.
    func key(_ name: String) -> String { folder.appending(path: "\(name).key").path }

    private func make(_ name: String, _ subject: String, _ more: [String]) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                "2",
                "-subj", subject, "-keyout", key(name), "-out", certificate(name),
            ] + more
        process.standardError = FileHandle.nullDevice
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        guard status == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
