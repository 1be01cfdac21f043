import Metadata
import Storage
import TestSupport
import Testing

/// What is true of database and store whenever nothing is under way, whatever has failed before.
enum Invariants {
    /// A row for each thing that is not as it must be.
    private static let mistakes = """
        SELECT 'usage differs from a recount: ' || coalesce(recounted.user_id, counted.user_id)::text AS mistake
        FROM (
            SELECT user_id, count(bytes) AS files, coalesce(sum(bytes), 0) AS bytes
            FROM (
                SELECT user_id, counted_bytes(status, etag, file_size_bytes, reserved_bytes) AS bytes FROM file_uploads
            ) AS each GROUP BY user_id
        ) AS recounted
        FULL JOIN (SELECT * FROM user_usage WHERE files <> 0 OR bytes <> 0) AS counted USING (user_id)
        WHERE (coalesce(recounted.files, 0), coalesce(recounted.bytes, 0))
            IS DISTINCT FROM (coalesce(counted.files, 0), coalesce(counted.bytes, 0))
        UNION ALL
        SELECT 'rows twice: ' || file_id FROM transactions GROUP BY file_id
        HAVING count(*) <> count(DISTINCT line_number)
        UNION ALL
        SELECT 'rows of no file: ' || file_id FROM transactions
        WHERE NOT EXISTS (SELECT FROM file_uploads WHERE id = file_id) GROUP BY file_id
        UNION ALL
        SELECT 'rows of a file that is ' || status FROM file_uploads
        WHERE status <> 'ready' AND EXISTS (SELECT FROM transactions WHERE file_id = file_uploads.id)
        UNION ALL
        SELECT 'ready with other rows than counted: ' || id FROM file_uploads
        WHERE status = 'ready' AND row_count <> (SELECT count(*) FROM transactions WHERE file_id = file_uploads.id)
        UNION ALL
        SELECT 'no job will end the file that is ' || status || ': ' || id FROM file_uploads
        WHERE status IN ('uploaded', 'confirmed', 'processing') AND NOT EXISTS (
            SELECT FROM jobs WHERE state IN ('ready', 'running') AND payload->>'file_id' = file_uploads.id::text)
        UNION ALL
        SELECT 'dead job: ' || kind || ' ' || coalesce(last_error, '') FROM jobs WHERE state = 'dead'
        """

    /// Checks the records, and that the store has every object that a live record points to.
    static func expect(
        _ faulted: FaultedService, _ context: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        for mistake in try await faulted.sql(mistakes).map({ (row) throws(DatabaseError) in try row.text() }) {
            Issue.record("\(context) \(mistake)", sourceLocation: sourceLocation)
        }
        let pointing = """
            SELECT bucket, storage_path FROM file_uploads WHERE status IN ('confirmed', 'processing', 'ready')
            """
        let locations = try await faulted.sql(pointing).map { (row) throws(DatabaseError) in
            ObjectLocation(bucket: try row.text(), key: try row.text())
        }
        for location in locations {
            do {
                _ = try await faulted.service.objects.head(location)
            } catch {
                Issue.record("\(context) the object of a live record: \(error)", sourceLocation: sourceLocation)
            }
        }
    }
}
