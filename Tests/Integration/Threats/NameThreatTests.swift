import ContractRuntime
import Foundation
import TestSupport
import Testing

/// Rows 8 to 11 and 23 of `docs/THREATS.md`: names and contents that mean something to somebody else.
@Suite(.serialized, .sharedServer) struct NameThreatTests {
    private func client() async throws -> MatchBotClient {
        let shared = try SharedServer.required()
        return MatchBotClient(
            shared.service, shared.server, token: try await shared.service.tokens.token(for: UUID()))
    }

    @Test(
        "Threat 8: a name is data and no part of the object's name",
        arguments: ["%2e%2e%2fetc%2fpasswd.csv", "....csv"])
    func aNameIsNoPartOfTheObjectsName(_ name: String) async throws {
        let client = try await client()
        let signed = try await client.sign(filename: name)
        #expect(signed.status == 201)
        let object = try #require(signed.json["object_name"]?.string)
        let pattern = #/temp/[0-9a-f-]{36}/source/[0-9]{8}_[0-9]{6}_[0-9a-f-]{36}\.csv/#
        #expect(object.wholeMatch(of: pattern) != nil, "\(object)")
        let file = signed.json["file_id"]?.string ?? ""
        #expect(try await client.call("GET", "/files/\(file)").json["filename"]?.string == name)
    }

    @Test(
        "Threat 8: bytes that are no UTF-8, overlong ones among them, are refused",
        arguments: [[0xC0, 0xAE], [0xE0, 0x80, 0xAF], [0xFF], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func namesThatAreNoUTF8AreRefused(_ bytes: [UInt8]) async throws {
        let client = try await client()
        let body = Array("{\"file_type\":\"source\",\"filename\":\"".utf8) + bytes + Array("x.csv\"}".utf8)
        let answer = try await client.service.send(
            "POST", client.url + "/files/sign_upload",
            headers: [("Authorization", "Bearer \(client.token ?? "")"), ("Content-Type", "application/json")],
            body: body)
        #expect(answer.status == 400)
    }

    @Test(
        "Threat 9: a name keeps its bytes, composed or not, up to 255 characters",
        arguments: [
            "\u{E9}.csv", "e\u{301}.csv", "\u{1F9FE}\u{200D}.csv", String(repeating: "\u{6F22}", count: 251) + ".csv",
        ])
    func aNameKeepsItsBytes(_ name: String) async throws {
        let client = try await client()
        let file = try await client.sign(filename: name).json["file_id"]?.string ?? ""
        let stored = try await client.call("GET", "/files/\(file)").json["filename"]?.string ?? ""
        #expect(Array(stored.utf8) == Array(name.utf8))
        let longer = try await client.sign(filename: String(repeating: "n", count: 252) + ".csv")
        #expect(longer.status == 422)
        #expect(longer.json["violations"]?[0]?["pointer"]?.string == "/filename")
    }

    @Test("Threat 10: U+0000 is a violation in every text of every body")
    func zeroCharactersAreViolationsEverywhere() async throws {
        let client = try await client()
        let file = try await client.sign().json["file_id"]?.string ?? ""
        let zero = "a\\u0000b"
        for (path, body, pointer) in [
            ("/files/sign_upload", "{\"filename\":\"\(zero).csv\",\"file_type\":\"source\"}", "/filename"),
            ("/files/sign_upload", "{\"filename\":\"a.csv\",\"file_type\":\"\(zero)\"}", "/file_type"),
            ("/files/confirm", "{\"file_id\":\"\(zero)\"}", "/file_id"),
            ("/files/confirm", "{\"file_id\":\"\(file)\",\"object_name\":\"\(zero)\"}", "/object_name"),
            ("/files/confirm", "{\"file_id\":\"\(file)\",\"metadata\":{\"note\":\"\(zero)\"}}", "/metadata/note"),
            (
                "/files/confirm", "{\"file_id\":\"\(file)\",\"metadata\":{\"a\":[{\"b\":\"\(zero)\"}]}}",
                "/metadata/a/0/b"
            ),
            ("/files/\(file)/link", "{\"reconciliation_id\":\"\(zero)\"}", "/reconciliation_id"),
        ] {
            let answer = try await client.call("POST", path, body)
            #expect(answer.status == 422, "\(body)")
            let pointers = answer.json["violations"]?.elements.compactMap { $0["pointer"]?.string } ?? []
            #expect(pointers.contains(pointer), "\(pointers) for \(body)")
        }
    }

    @Test(
        "Threat 11: whatever a name holds, its download has one header line and is an attachment",
        arguments: [
            "a\"b;c.csv", "a\\b; filename=evil.html.csv", "na\u{EF}ve \u{1F9FE}.csv", "'%0d%0aSet-Cookie: x.csv",
        ])
    func aDownloadHasOneDispositionWhateverTheNameHolds(_ name: String) async throws {
        let client = try await client()
        let content = Array("date,amount,description\n2026-01-05,-12.50,Coffee\n".utf8)
        let signed = try await client.sign(filename: name, size: content.count, contentType: "text/csv")
        guard signed.status == 201 else {
            // A backslash leads into folders elsewhere, so it is no name at all.
            #expect(name.contains("\\") && signed.status == 422)
            return
        }
        #expect(try await client.upload(content, signed).status == 200)
        let file = try #require(signed.json["file_id"]?.string)
        #expect(try await client.confirm(file).status == 200)
        let link = try await client.call("POST", "/files/\(file)/download_url")
        let answer = try await client.service.send("GET", link.json["download_url"]?.string ?? "")
        let lines = answer.headers.filter { $0.name.lowercased() == "content-disposition" }.map(\.value)
        #expect(lines.count == 1)
        let line = lines.first ?? ""
        #expect(line.hasPrefix("attachment;"))
        #expect(line.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
        let extended = line.split(separator: "filename*=UTF-8''").last.map(String.init)
        if line.contains("filename*=") { #expect(extended?.removingPercentEncoding == name) }
        #expect(!answer.headers.contains { $0.name.lowercased() == "set-cookie" })
        #expect(answer.mediaType == "text/csv")
    }

    @Test("Threat 23: cells that a spreadsheet would run are stored as they are written")
    func formulaCellsAreStoredVerbatim() async throws {
        let client = try await client()
        let cells = ["=HYPERLINK(\"http://127.0.0.1:1/\")", "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1"]
        let rows = cells.map { "2026-01-05,-12.50,\"\($0.replacing("\"", with: "\"\""))\"\n" }.joined()
        let content = Array(("date,amount,description\n" + rows).utf8)
        let signed = try await client.sign(size: content.count, contentType: "text/csv")
        #expect(try await client.upload(content, signed).status == 200)
        let file = try #require(signed.json["file_id"]?.string)
        #expect(try await client.confirm(file).status == 200)
        #expect(try await client.finalStatus(file)?["status"]?.string == "ready")
        let page = try await client.call("GET", "/files/\(file)/transactions")
        let stored = page.json["transactions"]?.elements.compactMap { $0["description"]?.string } ?? []
        #expect(
            stored.map { $0.trimmingCharacters(in: .whitespaces) }
                == cells.map { $0.trimmingCharacters(in: .whitespaces) })
    }
}
