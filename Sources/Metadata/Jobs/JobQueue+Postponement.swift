extension JobQueue {
    private static let postponing = Statement(
        "postponeJob",
        """
        UPDATE jobs
        SET state = 'ready', attempts = greatest(attempts - 1, 0),
            run_at = now() + $3::interval + least((now() - created_at) / 2, $4::interval), leased_by = NULL,
            leased_until = NULL, updated_at = now()
        WHERE id = $1::uuid AND leased_by = $2::text AND state = 'running'
        """)

    /// Puts the job back as if it had not been claimed, for what it needs is away; false when the worker had lost it.
    ///
    /// It's claimed again after `pause` and half its age, the latter at most `growth`: so the pauses grow for as long as the
    /// outage lasts, whichever workers meet it, and none is longer than the outage was but for `pause`. Wakes nobody.
    @discardableResult
    public func postpone(
        _ id: JobID, worker: String, after pause: Duration, growingBy growth: Duration
    ) async throws(DatabaseError) -> Bool {
        try await database.query(
            Self.postponing, [.id(id), .text(worker), .interval(pause), .interval(growth)]
        ).affectedRows > 0
    }
}
