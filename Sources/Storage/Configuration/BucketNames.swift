/// Names the three buckets of the service; an installation may rename each.
public struct BucketNames: Sendable, Hashable {
    /// Confirmed uploads live here.
    public var reconciliationFiles: String
    /// Generated reports live here.
    public var reconciliationReports: String
    /// Uploads wait here until they are confirmed; the store expires what nobody confirms.
    public var temporaryUploads: String

    /// Takes the names of an installation.
    public init(
        reconciliationFiles: String = "reconciliation-files",
        reconciliationReports: String = "reconciliation-reports",
        temporaryUploads: String = "temp-uploads"
    ) {
        self.reconciliationFiles = reconciliationFiles
        self.reconciliationReports = reconciliationReports
        self.temporaryUploads = temporaryUploads
    }

    /// Every bucket, always in the same order.
    public var all: [String] { [reconciliationFiles, reconciliationReports, temporaryUploads] }
}
