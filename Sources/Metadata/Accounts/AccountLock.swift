/// Lets what decides about one user's account pass one after the other, in all replicas.
///
/// The lock ends with the transaction. It's a number in the server's memory, so it costs no write, and it exists before
/// the user's first row does. The statement that follows in the same transaction has a snapshot of its own, in which it
/// sees what every holder before has committed.
///
/// The task's ``ChangeOrigin`` goes along, which saves a statement.
enum AccountLock {
    private static let acquisition = Statement(
        "lockAccount",
        """
        SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 5566240000000002)),
            set_config('matchbot.origin', $2::text, true), set_config('matchbot.trace', $3::text, true)
        """)

    static func command(_ user: UserID) -> Command {
        Command(acquisition, [.id(user), .text(ChangeOrigin.current?.setting ?? ""), .text(ChangeOrigin.trace)])
    }
}
