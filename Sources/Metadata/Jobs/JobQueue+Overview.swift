extension JobQueue {
    /// The most jobs of one state that ``overview()`` counts, so that it costs little however long the queue is.
    public static let countedAtMost = 10_000

    /// Each branch reads one partial index, from its beginning and no further than the bound: finished jobs, which are
    /// by far the most, aren't looked at.
    private static let overviewing = Statement("overviewJobs", isReadOnly: true, overviewText)
    static let overviewText = """
        WITH counted AS (
            (SELECT kind, 'ready' AS state, run_at FROM jobs WHERE state = 'ready' AND run_at <= now()
                ORDER BY run_at LIMIT $1::int8)
            UNION ALL
            (SELECT kind, 'scheduled', run_at FROM jobs WHERE state = 'ready' AND run_at > now()
                ORDER BY run_at LIMIT $1::int8)
            UNION ALL
            (SELECT kind, 'running', run_at FROM jobs WHERE state = 'running' ORDER BY leased_until LIMIT $1::int8)
            UNION ALL
            (SELECT kind, 'dead', run_at FROM jobs WHERE state = 'dead' ORDER BY updated_at LIMIT $1::int8)
        )
        SELECT kind, state, count(*),
            (extract(epoch FROM greatest(now() - min(run_at), interval '0')) * 1000)::int8
        FROM counted GROUP BY kind, state ORDER BY kind, state
        """

    /// What isn't done, by kind; every kind that this version knows is there. At most ``countedAtMost`` jobs of a state
    /// are counted.
    public func overview() async throws(DatabaseError) -> [JobOverview] {
        var kinds = JobKind.allCases.map { JobOverview(kind: $0.rawValue) }
        let result = try await database.query(Self.overviewing, [.int8(Int64(Self.countedAtMost))])
        let rows = try result.map { row throws(DatabaseError) in
            (
                kind: try row.text(), state: try row.text(), count: Int(clamping: try row.integer()),
                milliseconds: try row.integer()
            )
        }
        for row in rows {
            let index = kinds.firstIndex { $0.kind == row.kind } ?? kinds.endIndex
            if index == kinds.endIndex { kinds.append(JobOverview(kind: row.kind)) }
            switch row.state {
            case "ready":
                kinds[index].ready = row.count
                kinds[index].oldestReady = .milliseconds(row.milliseconds)
            case "scheduled": kinds[index].scheduled = row.count
            case "running": kinds[index].running = row.count
            default: kinds[index].dead = row.count
            }
        }
        return kinds
    }
}
