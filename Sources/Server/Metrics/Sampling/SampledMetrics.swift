import Metadata

/// Figures that a sampler reads: the job queue, what users keep, and what the store has lost.
final class SampledMetrics: Sendable {
    let jobs: Sample<[JobOverview]>
    let usage: Sample<UsageOverview>
    let missingObjects: Sample<Int>
    let failures = CounterFamily(
        "matchbot_sample_failures_total", "Figures that could not be read, by which.", labels: ["sample"],
        known: [["jobs"], ["usage"], ["storage"], ["missing_objects"]])
    private let quota: Quota

    /// - Parameters:
    ///   - interval: How often the sampler reads; what it could not read three times in a row is shown no longer.
    ///   - quota: What each user may keep.
    ///   - registry: Where the figures are shown.
    init(interval: Duration, quota: Quota, registry: MetricsRegistry) {
        jobs = Sample(lifetime: interval * 3 + .seconds(5))
        missingObjects = Sample(lifetime: interval * 3 + .seconds(5))
        usage = Sample(lifetime: interval * (3 * MetricsSampler.usageEvery) + .seconds(5))
        self.quota = quota
        registry.add(failures)
        registry.add(ClosureSource { [weak self] in self.map { $0.queue + $0.accounts + $0.losses } ?? [] })
    }

    private var queue: [MetricFamily] {
        let jobs = jobs.value ?? []
        func family(_ name: String, _ help: String, _ value: (JobOverview) -> Double) -> MetricFamily {
            .gauge(name, help, by: "kind", jobs.map { ($0.kind, value($0)) })
        }
        return [
            family("matchbot_jobs_ready", "Jobs that are due and wait for a worker, 10000 at most.") {
                Double($0.ready)
            },
            family("matchbot_jobs_scheduled", "Jobs that wait for their time, 10000 at most.") { Double($0.scheduled) },
            family("matchbot_jobs_running", "Jobs that a worker has leased.") { Double($0.running) },
            family("matchbot_jobs_dead", "Jobs that failed for good and wait for a person.") { Double($0.dead) },
            family("matchbot_jobs_oldest_ready_seconds", "How long the job that is due longest has waited.") {
                $0.oldestReady.seconds
            },
        ]
    }

    private var losses: [MetricFamily] {
        [
            .gauge(
                "matchbot_housekeeping_files_without_object",
                "Files whose object was not there when housekeeping last looked for it, 10000 at most.",
                missingObjects.value.map { Double($0) })
        ]
    }

    private var accounts: [MetricFamily] {
        let usage = usage.value
        let largest = usage?.largest ?? []
        return [
            .gauge(
                "matchbot_user_storage_bytes", "Bytes of the users who keep most, 10 at most.", by: "user_id",
                largest.map { ($0.id.description, Double($0.usage.bytes)) }),
            .gauge(
                "matchbot_user_files", "Files of the users who keep the most bytes, 10 at most.", by: "user_id",
                largest.map { ($0.id.description, Double($0.usage.files)) }),
            .gauge(
                "matchbot_stored_bytes", "Bytes of all users' files, as they count against quotas.",
                usage.map { Double($0.total.bytes) }),
            .gauge("matchbot_stored_files", "All users' files.", usage.map { Double($0.total.files) }),
            .gauge("matchbot_users", "Users who keep files.", usage.map { Double($0.users) }),
            .gauge(
                "matchbot_users_near_quota", "Users who use nine tenths of their quota, or more.",
                usage.map { Double($0.nearQuota) }),
            .gauge(
                "matchbot_quota_bytes", "Bytes that each user may keep.", quota.bytes.map { Double($0) }),
            .gauge("matchbot_quota_files", "Files that each user may keep.", quota.files.map { Double($0) }),
        ]
    }
}
