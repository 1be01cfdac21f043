import Testing

@testable import Metadata

@Suite struct DatabaseErrorTests {
    @Test(arguments: [
        ("57P01", DatabaseError.Code.unavailable), ("57P03", .unavailable), ("08006", .unavailable),
        ("25006", .unavailable), ("53300", .unavailable), ("57014", .timeout), ("55P03", .timeout),
        ("40001", .serialization), ("40P01", .serialization), ("23505", .constraintViolation),
        ("22001", .invalidData), ("42P01", .protocolViolation), ("XX000", .unexpected),
    ])
    func statesMapToCodes(_ state: String, _ code: DatabaseError.Code) {
        #expect(SQLState(text: state).code(wasCancelled: false) == code)
    }

    @Test func ourOwnCancelRequestIsNoTimeout() {
        #expect(SQLState(text: "57014").code(wasCancelled: true) == .cancelled)
    }

    @Test func sessionsEndWhenTheServerGoesAwayOrTurnsReadOnly() {
        for state in ["57P01", "57P03", "08006", "25006", "0A000"] { #expect(SQLState(text: state).endsSession) }
        for state in ["23505", "57014", "22021"] { #expect(!SQLState(text: state).endsSession) }
    }

    @Test func descriptionHoldsCodeStateConstraintAndHint() {
        let error = DatabaseError(
            .constraintViolation, sqlState: "23505", constraint: "users_pkey", operation: "createFileRecord",
            hint: "look here")
        #expect(
            error.description
                == "database error constraint_violation in createFileRecord, SQLSTATE 23505, "
                + "constraint users_pkey: look here"
        )
        #expect(error.metricName == "constraint_violation")
        #expect(!error.isRetryable)
    }

    @Test func configurationNeverShowsItsURL() {
        let configuration = DatabaseConfiguration(url: "postgresql://me:hunter2@host/db")
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in [configuration.description, "\(configuration)", String(reflecting: configuration), dumped] {
            #expect(!text.contains("hunter2"))
        }
    }
}
