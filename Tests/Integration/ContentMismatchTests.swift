import ContractRuntime
import Foundation
import Storage
import TestSupport
import Testing

/// Files that are something else than their names say.
@Suite(.serialized) struct ContentMismatchTests {
    private func confirm(
        _ content: [UInt8], as filename: String, _ store: TestEnvironment.Store
    ) async throws -> (answer: MatchBotClient.Answer, status: JSONValue?, objects: Int) {
        try await ServiceFixture.with(store) { service in
            try await service.withServer { server in
                let client = MatchBotClient(service, server, token: try await service.tokens.token(for: UUID()))
                let signed = try await client.sign(filename: filename)
                #expect(try await client.upload(content, signed).status / 100 == 2)
                let file = try #require(signed.json["file_id"]?.string)
                let answer = try await client.confirm(file)
                let status = try await client.finalStatus(file)
                var objects = 0
                for bucket in service.storage.buckets.all {
                    objects += try await service.objects.list(
                        bucket: bucket, prefix: "", continuationToken: nil, limit: 10
                    ).objects.count
                }
                return (answer, status, objects)
            }
        }
    }

    @Test(
        "Threat 7: a program, a page or an archive named .csv is refused and deleted",
        arguments: [
            Array("MZ".utf8) + [0x90, 0x00, 0x03], Array("<!DOCTYPE html><script>alert(1)</script>".utf8),
            [0x50, 0x4B, 0x03, 0x04] + Array(repeating: 0x20, count: 60), Array("a,b\n1,\0\0\0".utf8),
        ])
    func refusesWhatIsNoText(_ content: [UInt8]) async throws {
        let (answer, status, objects) = try await confirm(content, as: "transactions.csv", .seaweedFS)
        #expect(answer.status == 422)
        #expect(answer.code == "content_mismatch")
        #expect(status?["status"]?.string == "failed")
        #expect(status?["error_message"]?.string?.contains("a CSV file") == true)
        #expect(objects == 0)
    }

    @Test("Threat 7: a plain archive or a text named .xlsx is refused", arguments: TestEnvironment.Store.allCases)
    func refusesWhatIsNoWorkbook(_ store: TestEnvironment.Store) async throws {
        // The same archive with other names of its parts: of the same length, so that the directory stays whole.
        let workbook = SmallWorkbook.bytes
        let renamed = Self.replacing("[Content_Types].xml", with: "[Something_New].xml", in: workbook)
        #expect(renamed != workbook)
        for content in [renamed, Array("date,amount\n".utf8), Array(workbook.dropLast(30))] {
            let (answer, status, objects) = try await confirm(content, as: "transactions.xlsx", store)
            #expect(answer.status == 422)
            #expect(answer.code == "content_mismatch")
            #expect(status?["status"]?.string == "failed")
            #expect(objects == 0)
        }
        let (answer, status, _) = try await confirm(workbook, as: "transactions.xlsx", store)
        #expect(answer.status == 200)
        #expect(status?["status"]?.string == "ready")
    }

    /// A text is what its name says, whatever a virus scanner thinks of it; downloads are always attachments.
    @Test func takesAnyTextAsCSV() async throws {
        let test = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
        let content = Array("date,amount,description\n2026-01-05,1.00,\"\(test)\"\n".utf8)
        let (answer, status, _) = try await confirm(content, as: "transactions.csv", .seaweedFS)
        #expect(answer.status == 200)
        #expect(status?["status"]?.string == "ready")
    }

    private static func replacing(_ old: String, with new: String, in bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        let pattern = Array(old.utf8)
        for start in 0...(bytes.count - pattern.count) where bytes[start...].starts(with: pattern) {
            result.replaceSubrange(start..<start + pattern.count, with: Array(new.utf8))
        }
        return result
    }
}
