import Foundation
import Metadata

/// Writes jobs down, for people or for programs.
enum JobTable {
    /// A table with a heading; one line for each job, whatever its texts hold.
    static func text(_ jobs: [JobSummary]) -> String {
        guard !jobs.isEmpty else { return "There are no such jobs." }
        return TextTable.text(
            heading: ["JOB", "STATE", "KIND", "ATTEMPTS", "CHANGED", "SUBJECT", "LAST ERROR"], rows: jobs.map(cells))
    }

    private static func cells(_ job: JobSummary) -> [String] {
        let object = job.key.map { "\(job.bucket ?? "?")/\($0)" }
        return [
            job.id.description, job.state.rawValue, job.kind, String(job.attempts), job.updatedAt.ISO8601Format(),
            job.fileID.map { "file \($0)" } ?? object ?? "-", job.lastError ?? "-",
        ]
    }

    /// A JSON array of objects.
    static func json(_ jobs: [JobSummary]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(jobs.map(Line.init)), as: UTF8.self)
    }

    private struct Line: Encodable {
        let id: String
        let kind: String
        let state: String
        let attempts: Int
        let fileId: String?
        let ingestionId: String?
        let bucket: String?
        let key: String?
        let runAt: Date
        let leasedBy: String?
        let leasedUntil: Date?
        let lastError: String?
        let createdAt: Date
        let updatedAt: Date

        init(_ job: JobSummary) {
            id = job.id.description
            kind = job.kind
            state = job.state.rawValue
            attempts = job.attempts
            fileId = job.fileID?.description
            ingestionId = job.ingestionID?.description
            bucket = job.bucket
            key = job.key
            runAt = job.runAt
            leasedBy = job.leasedBy
            leasedUntil = job.leasedUntil
            lastError = job.lastError
            createdAt = job.createdAt
            updatedAt = job.updatedAt
        }
    }
}
