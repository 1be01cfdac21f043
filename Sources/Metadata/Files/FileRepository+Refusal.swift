import Foundation

/// Answers that tell nothing but are remembered: see ``AuditTrail/recordRefusal(of:reconciliation:to:)``.
extension FileRepository {
    /// Records that there is no such file for this user.
    func refuse(_ file: UUID, to user: UserID) async throws(DatabaseError) {
        try await AuditTrail(database: database).recordRefusal(of: file, to: user)
    }

    /// Records that there is no such reconciliation for this user.
    func refuse(
        _ reconciliation: ReconciliationID?, for file: FileID?, to user: UserID
    ) async throws(DatabaseError) {
        try await AuditTrail(database: database).recordRefusal(
            of: file?.rawValue, reconciliation: reconciliation, to: user)
    }
}
