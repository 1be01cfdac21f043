import Testing

extension ThingsServer {
    /// Asks for each path, and expects what the handler read, or the violations after `!`.
    static func check(_ cases: [(path: String, fields: [String: String], expected: String)]) async throws {
        try await run { server in
            for (path, fields, expected) in cases {
                let answer = try await server.get(path, fields)
                let told = answer.status == 422 ? "!" + answer.violations.joined(separator: ", ") : answer.text
                #expect(told == expected, "\(path) \(fields)")
            }
        }
    }

    /// Posts each body, and expects what the handler read; else the status with the violations.
    static func check(
        _ cases: [(path: String, mediaType: String?, body: String, expected: String)]
    ) async throws {
        try await run { server in
            for (path, mediaType, body, expected) in cases {
                let answer = try await server.post(path, mediaType, body)
                let told = ([String(answer.status)] + answer.violations).joined(separator: " ")
                #expect((answer.status == 200 ? answer.text : told) == expected, "\(path) \(mediaType ?? "") \(body)")
            }
        }
    }
}
