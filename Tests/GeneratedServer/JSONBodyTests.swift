import Testing

/// What JSON of a request may leave out, and whose it is.
@Suite struct JSONBodyTests {
    @Test func nullIsToldApartFromAbsentAndDefaultsAreFilledIn() async throws {
        let json = "application/problem+json"
        try await ThingsServer.check([
            (
                "/notes", json, #"{"secret":"s"}"#,
                #"{"id":7,"count":4,"told":"id absent, secret s, since absent"}"#
            ),
            (
                "/notes", "\(json); charset=utf-8", #"{"secret":"s","count":5,"since":null}"#,
                #"{"id":7,"count":5,"since":null,"told":"id absent, secret s, since null"}"#
            ),
            (
                "/notes", json, #"{"secret":"s","since":"2020-01-31"}"#,
                #"{"id":7,"count":4,"since":"2020-01-31","told":"id absent, secret s, since 2020-01-31"}"#
            ),
            (
                "/notes", json, #"{"secret":"longer","count":10,"since":"x"}"#,
                "422 body /secret maxLength body /count maximum body /since format"
            ),
            ("/notes", "application/json", #"{"secret":"s"}"#, "415"),
        ])
    }

    /// What only answers have is passed over in a request, and an answer has nothing that only requests have.
    @Test func eachSideWritesItsOwnProperties() async throws {
        let json = "application/problem+json"
        try await ThingsServer.check([
            (
                "/notes", json, #"{"id":5,"secret":"s"}"#,
                #"{"id":7,"count":4,"told":"id absent, secret s, since absent"}"#
            ),
            ("/notes", json, #"{"id":5}"#, "422 body /secret required"),
        ])
    }

    @Test func whatADiscriminatorDoesNotTellIsOfItsDefault() async throws {
        let json = "application/json"
        try await ThingsServer.check([
            ("/figures", json, #"{"kind":"square","side":1}"#, #"square {"kind":"square","side":1}"#),
            ("/figures", json, #"{"radius":2}"#, #"circle {"radius":2}"#),
            ("/figures", json, #"{"kind":"other","radius":2}"#, #"circle {"kind":"other","radius":2}"#),
            ("/figures", json, #"{"radius":10}"#, "422 body /radius maximum"),
            ("/figures", json, #"{"kind":"square","radius":1}"#, "422 body /side required"),
        ])
    }

    @Test func whatOtherFilesSayIsEnforced() async throws {
        let json = "application/json"
        let parcel = #"{"count":1,"inner":{"count":2}}"#
        try await ThingsServer.check([
            ("/shared/3", json, parcel, "number=3 level=low body=\(parcel)"),
            ("/shared/3?level=high", json, parcel, "number=3 level=high body=\(parcel)"),
            ("/shared/0?level=middle", json, parcel, "422 path /number minimum query /level enum"),
            ("/shared/3", json, #"{"count":0,"inner":{}}"#, "422 body /count minimum body /inner/count required"),
        ])
    }
}
