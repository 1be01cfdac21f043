import Foundation

/// Answers that tell nothing but are remembered: see ``AuditTrail/recordRefusal(of:reconciliation:to:)``.
extension FileRepository {
    /// The query whose only column, `valid`, tells whether a reconciliation is the user's, or none was named.
    ///
    /// - Parameters:
    ///   - reconciliation: The parameter that holds its identifier or NULL, such as `$5`.
    ///   - user: The parameter that holds the user's identifier.
    static func reconciliationOwnership(_ reconciliation: String, user: String) -> String {
        """
        SELECT \(reconciliation)::uuid IS NULL OR EXISTS (
            SELECT FROM reconciliations WHERE id = \(reconciliation)::uuid AND user_id = \(user)::uuid
        ) AS valid
        """
    }

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
