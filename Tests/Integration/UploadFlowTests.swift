import ContractRuntime
import Foundation
import Storage
import TestSupport
import Testing

/// The whole way of a file, for both ways to upload and on both stores.
@Suite(.serialized) struct UploadFlowTests {
    private static let content = Array(
        """
        Date;Amount;Description
        05.01.2026;-1.012,50;"Miete; Januar"
        06.01.2026;1.200,00;Gehalt
        31.01.2026;-3,20;Café ☕️

        """.utf8)

    @Test(arguments: TestEnvironment.Store.allCases, ["put", "post"])
    func carriesAFileFromSigningToDownload(_ store: TestEnvironment.Store, method: String) async throws {
        try await ServiceFixture.with(store) { service in
            try await service.withServer { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let signed = try await client.sign(
                    filename: "Kontoauszug „Jänner“.csv", size: Self.content.count, contentType: "text/csv",
                    method: method)
                #expect(signed.status == 201)
                let upload = try await client.upload(Self.content, signed)
                #expect((200..<300).contains(upload.status), "\(String(decoding: upload.body, as: UTF8.self))")

                let file = try #require(signed.json["file_id"]?.string)
                let hash = SHA256Hasher.hexadecimal(of: SHA256Hasher.digest(of: Self.content))
                let declared = "sha256:\(hash.uppercased())"
                let metadata = "{\"file_hash\":\"\(declared)\",\"size\":\(Self.content.count),\"note\":[1.10,null]}"
                let confirmed = try await client.confirm(file, metadata: metadata)
                #expect(confirmed.status == 200)
                #expect(confirmed.json["processing_status"]?.string == "queued")
                let ingestion = try #require(confirmed.json["file_ingestion_id"]?.string)

                let status = try #require(try await client.finalStatus(ingestion))
                #expect(status["status"]?.string == "ready", "\(status["error_message"]?.string ?? "")")
                #expect(status["row_count"]?.integer == 3)
                #expect(status["file_hash"]?.string == hash)
                #expect(status["error_message"] == .null && status["error"] == .null)

                let page = try await client.call("GET", "/files/\(file)/transactions?limit=2")
                #expect(
                    page.json["transactions"]?.elements.compactMap { $0["amount"]?.string } == ["-1012.50", "1200.00"])
                #expect(page.json["transactions"]?[0]?["date"]?.string == "2026-01-05")
                let cursor = try #require(page.json["next_cursor"]?.string)
                let rest = try await client.call("GET", "/files/\(file)/transactions?limit=2&cursor=\(cursor)")
                #expect(rest.json["transactions"]?.elements.compactMap { $0["description"]?.string } == ["Café ☕️"])
                #expect(rest.json["next_cursor"] == .null)

                let record = try await client.call("GET", "/files/\(file)")
                #expect(record.json["metadata"]?["note"] == .array([.number("1.10"), .null]))

                let link = try await client.call("POST", "/files/\(file)/download_url")
                #expect(link.status == 200)
                let download = try await service.send("GET", try #require(link.json["download_url"]?.string))
                #expect(download.status == 200)
                #expect(download.body == Self.content)
                let disposition = download.headers.first { $0.name.lowercased() == "content-disposition" }?.value
                #expect(disposition?.contains("filename*=UTF-8''Kontoauszug%20") == true, "\(disposition ?? "none")")

                #expect(try await client.call("DELETE", "/files/\(file)").status == 204)
                #expect(try await client.call("GET", "/files/\(file)").status == 404)
            }
        }
    }

    /// The calls of the frontend in the order and shape in which it makes them: the form without a size or a type,
    /// `reconciliation_id: null` while none is chosen, and the unversioned address.
    @Test(arguments: TestEnvironment.Store.allCases)
    func servesTheFrontendFlowUnchanged(_ store: TestEnvironment.Store) async throws {
        try await ServiceFixture.with(store) { service in
            try await service.withServer { server in
                let token = try await service.tokens.token(for: UUID())
                let client = MatchBotClient(service, server, token: token, prefix: "/api")
                let signed = try await client.call(
                    "POST", "/files/sign_upload",
                    "{\"filename\":\"march.csv\",\"file_type\":\"source\",\"reconciliation_id\":null}")
                #expect(signed.status == 201)
                #expect(signed.json["method"]?.string == "POST")
                let upload = try await client.upload(Self.content, signed)
                #expect((200..<300).contains(upload.status), "\(String(decoding: upload.body, as: UTF8.self))")
                let confirmed = try await client.call(
                    "POST", "/files/confirm",
                    """
                    {"file_id": \(signed.json["file_id"]?.string?.json ?? ""),
                     "object_name": \(signed.json["object_name"]?.string?.json ?? ""),
                     "bucket_name": \(signed.json["bucket_name"]?.string?.json ?? ""),
                     "reconciliation_id": null,
                     "metadata": {"original_filename": "march.csv", "size": \(Self.content.count), "type": "text/csv"}}
                    """)
                #expect(confirmed.status == 200)
                #expect(confirmed.json["status"]?.string == "confirmed")
                let ingestion = try #require(confirmed.json["file_ingestion_id"]?.string)
                #expect(try await client.finalStatus(ingestion)?["status"]?.string == "ready")
            }
        }
    }

    @Test(arguments: TestEnvironment.Store.allCases)
    func readsAWorkbook(_ store: TestEnvironment.Store) async throws {
        try await ServiceFixture.with(store) { service in
            try await service.withServer { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let signed = try await client.sign(filename: "sheet.xlsx")
                _ = try await client.upload(SmallWorkbook.bytes, signed)
                let file = try #require(signed.json["file_id"]?.string)
                #expect(try await client.confirm(file).status == 200)
                let status = try await client.finalStatus(file)
                #expect(status?["status"]?.string == "ready", "\(status?["error"]?.string ?? "")")
                let page = try await client.call("GET", "/files/\(file)/transactions")
                let rows = page.json["transactions"]?.elements ?? []
                #expect(rows.compactMap { $0["amount"]?.string } == ["-12.5", "1200"])
                #expect(rows.compactMap { $0["date"]?.string } == ["2026-01-05", "2026-01-06"])
                #expect(rows.compactMap { $0["line_number"]?.integer } == [2, 4])
            }
        }
    }

    @Test func endsABrokenWorkbookAsFailedWithAClearMessage() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let signed = try await client.sign(filename: "sheet.xlsx")
                // Its directory is whole, which is all that confirm looks at; the sheet's bytes are spoilt.
                var content = SmallWorkbook.bytes
                for index in 0x4A0..<0x4C0 { content[index] ^= 0xFF }
                _ = try await client.upload(content, signed)
                let file = try #require(signed.json["file_id"]?.string)
                #expect(try await client.confirm(file).status == 200)
                let status = try await client.finalStatus(file)
                #expect(status?["status"]?.string == "failed")
                #expect(status?["error"]?.string?.contains("ZIP archive can't be read") == true)
            }
        }
    }

    @Test func failsAFileWhoseHashIsNotTheDeclaredOne() async throws {
        try await ServiceFixture.with { service in
            try await service.withServer { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let signed = try await client.sign(size: Self.content.count, contentType: "text/csv")
                _ = try await client.upload(Self.content, signed)
                let file = try #require(signed.json["file_id"]?.string)
                let wrong = String(repeating: "0", count: 64)
                #expect(try await client.confirm(file, metadata: "{\"file_hash\":\"\(wrong)\"}").status == 200)
                let status = try await client.finalStatus(file)
                #expect(status?["status"]?.string == "failed")
                #expect(status?["error"]?.string?.contains("SHA-256") == true)
            }
        }
    }
}
