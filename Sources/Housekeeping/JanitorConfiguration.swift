import Metadata
public import Storage

extension Janitor {
    /// After what time things are cleared away, and how much one round does at most.
    public struct Configuration: Sendable, Hashable {
        /// How long after its upload URL has expired a file may still be confirmed. Default 24 h.
        public var unconfirmedPeriod: Duration

        /// How long after its upload URL has expired a temporary object that no record needs is kept. Default 1 h.
        public var temporaryPeriod: Duration

        /// How old an object that no record names must be, by the store's clock, to be deleted. Default 24 h.
        ///
        /// It must be far longer than a confirmation or an archiving takes, since both copy before they record; so
        /// at least 1 h.
        public var orphanPeriod: Duration

        /// How long after its processing a file is archived. Default 30 days.
        public var archivePeriod: Duration

        /// How the store keeps archived files; nil for its default. Where the store lacks the class, its default.
        public var archiveStorageClass: StorageClass?

        /// How long an archived file's old object stays. Default 25 h: longer than the day that a download URL
        /// may work.
        public var archivedSourcePeriod: Duration

        /// How long finished jobs are remembered. Default 7 days.
        public var finishedJobPeriod: Duration

        /// How long audit events are kept. Default 400 days, at least 30, which the database enforces.
        public var auditPeriod: Duration

        /// How long one round keeps others out without a sign of life. Default 2 min.
        public var lease: Duration

        /// Objects of one page of a listing, and records of one page of a query; 1 to 500. Default 500.
        public var pageSize: Int

        /// Pages that each step of one round goes through at most. Default 20.
        public var pagesPerRound: Int

        /// Files that one round archives at most; 0 archives none. Default 200.
        public var archivesPerRound: Int

        /// Files whose object one round looks for at most; 0 looks for none. Default 500.
        public var checksPerRound: Int

        /// A configuration with the documented defaults; values out of range are moved to the nearest bound.
        public init(
            unconfirmedPeriod: Duration = .seconds(24 * 3600), temporaryPeriod: Duration = .seconds(3600),
            orphanPeriod: Duration = .seconds(24 * 3600), archivePeriod: Duration = .seconds(30 * 86_400),
            archiveStorageClass: StorageClass? = nil, archivedSourcePeriod: Duration = .seconds(25 * 3600),
            finishedJobPeriod: Duration = .seconds(7 * 86_400), auditPeriod: Duration = .seconds(400 * 86_400),
            lease: Duration = .seconds(120), pageSize: Int = 500, pagesPerRound: Int = 20,
            archivesPerRound: Int = 200, checksPerRound: Int = 500
        ) {
            self.unconfirmedPeriod = max(.zero, unconfirmedPeriod)
            self.temporaryPeriod = max(.zero, temporaryPeriod)
            self.orphanPeriod = max(.seconds(3600), orphanPeriod)
            self.archivePeriod = max(.zero, archivePeriod)
            self.archiveStorageClass = archiveStorageClass
            self.archivedSourcePeriod = max(.zero, archivedSourcePeriod)
            self.finishedJobPeriod = max(.zero, finishedJobPeriod)
            self.auditPeriod = max(AuditTrail.minimumRetention, auditPeriod)
            self.lease = max(.seconds(1), lease)
            self.pageSize = min(max(1, pageSize), 500)
            self.pagesPerRound = max(1, pagesPerRound)
            self.archivesPerRound = max(0, archivesPerRound)
            self.checksPerRound = max(0, checksPerRound)
        }
    }
}
