import Hummingbird
import HummingbirdTesting
import Testing

@testable import Notes

@Suite struct NotesTests {
    private func add(_ text: String, as name: String?, _ client: any TestClientProtocol) async throws -> TestResponse {
        try await client.execute(
            uri: "/api/notes", method: .post,
            headers: name.map { [.authorization: "Bearer \($0)", .contentType: "application/json"] }
                ?? [.contentType: "application/json"],
            body: ByteBuffer(string: text))
    }

    @Test func aNoteIsKeptUnderItsWritersName() async throws {
        try await Application(router: Notes.router()).test(.live) { client in
            let added = try await add(#"{"text": "Bread", "labels": ["shopping"]}"#, as: "ada", client)
            #expect(added.status == .created)
            #expect(String(buffer: added.body).contains(#""writer":"ada""#))
            let listed = try await client.execute(uri: "/api/notes?limit=1", method: .get)
            #expect(listed.status == .ok)
            #expect(String(buffer: listed.body) == #"{"notes":[\#(String(buffer: added.body))]}"#)
        }
    }

    /// None of this is in our code: the contract says it.
    @Test(
        arguments: [
            (#"{"text": ""}"#, "ada", 422), (#"{"text": "a", "labels": ["a", "a"]}"#, "ada", 422),
            (#"{"text": "a", "colour": 1}"#, "ada", 422), (#"{"text": "a", "labels": ["B"]}"#, "ada", 422),
            (#"{"text": }"#, "ada", 400), (#"{"text": "a"}"#, nil, 401),
        ] as [(String, String?, Int)])
    func whatBreaksTheContractIsRefused(body: String, name: String?, status: Int) async throws {
        try await Application(router: Notes.router()).test(.live) { client in
            let response = try await add(body, as: name, client)
            #expect(response.status.code == status)
            #expect(response.headers[.contentType] == "application/problem+json")
            let listed = try await client.execute(uri: "/api/notes", method: .get)
            #expect(String(buffer: listed.body) == #"{"notes":[]}"#)
        }
    }

    @Test func anUnknownNoteIsNotFoundAndAWrongIdentifierRefused() async throws {
        try await Application(router: Notes.router()).test(.live) { client in
            let unknown = try await client.execute(
                uri: "/api/notes/3f2b8e9c-1d4a-4c5b-9e6f-7a8b9c0d1e2f", method: .get)
            #expect(unknown.status == .notFound)
            let wrong = try await client.execute(uri: "/api/notes/7", method: .get)
            #expect(wrong.status == .unprocessableContent)
        }
    }
}
