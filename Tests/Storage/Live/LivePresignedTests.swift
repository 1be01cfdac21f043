import FoundationEssentials
import NIOHTTP1
import Storage
import Testing

@Suite(.serialized) struct LivePresignedTests {
    private let bytes = Array("date,amount\n2026-01-01,1.00\n".utf8)

    @Test(arguments: LiveStore.Kind.allCases)
    func anUploadArrivesAsSigned(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "temp/ü a+b.csv")
            let answer = try await live.send(upload(live, location), body: bytes)
            #expect(answer.status == 200, "\(answer.body)")
            let metadata = try await live.store.head(location)
            #expect(metadata.size == Int64(bytes.count))
            #expect(metadata.contentType == "text/csv")
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func anUploadOfAnotherTypeOrSizeIsRefused(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live async throws in
            let location = ObjectLocation(bucket: live.uploads, key: "a.csv")
            let signed = upload(live, location)
            let html = PresignedRequest.replacing(signed, header: "Content-Type", with: "text/html")
            #expect(try await live.send(html, body: bytes).status == 403)
            #expect(try await live.send(signed, body: bytes + [0]).status == 403)
            #expect(try await live.send(signed, body: []).status == 403)
            let unconditional = PresignedRequest.replacing(signed, header: "If-None-Match", with: nil)
            #expect(try await live.send(unconditional, body: bytes).status >= 400)
            #expect(try await failure { try await live.store.head(location) }.code == .objectNotFound)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aSecondUploadIsRefusedWhereTheDialectSaysSo(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "a.csv")
            let signed = upload(live, location)
            #expect(try await live.send(signed, body: bytes).status == 200)
            let other = bytes.reversed().map { $0 }
            let second = try await live.send(signed, body: other)
            if live.dialect.honoursIfNoneMatchOnPresignedPut {
                #expect(second.status == 412)
                #expect(try await live.read(location) == bytes)
            } else {
                #expect(second.status == 200)
                #expect(try await live.read(location) == other)
            }
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aFormArrivesWithinItsLimits(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "temp/form ü.csv")
            let form = live.presigner.postObject(
                location, contentType: "text/csv", maximumSize: 100, expiresIn: .seconds(60))
            let tooLarge = try await live.post(form, file: [UInt8](repeating: 65, count: 101))
            #expect(tooLarge.status == 400 && tooLarge.body.contains("EntityTooLarge"), "\(tooLarge.body)")
            let empty = try await live.post(form, file: [])
            #expect(empty.status == 400 && empty.body.contains("EntityTooSmall"), "\(empty.body)")
            #expect(try await failure { try await live.store.head(location) }.code == .objectNotFound)

            let answer = try await live.post(form, file: bytes)
            #expect(answer.status == 204, "\(answer.body)")
            #expect(try await live.read(location) == bytes)
            #expect(try await live.store.head(location).contentType == "text/csv")
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aFormForAnotherKeyIsRefused(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live async throws in
            let location = ObjectLocation(bucket: live.uploads, key: "mine.csv")
            let form = live.presigner.postObject(
                location, contentType: nil, maximumSize: 100, expiresIn: .seconds(60))
            let other = PresignedForm.replacing(form, field: "key", with: "theirs.csv")
            #expect(try await live.post(other, file: bytes).status == 403)
            let stretched = PresignedForm.replacing(form, field: "policy", with: "e30=")
            #expect(try await live.post(stretched, file: bytes).status == 403)
            #expect(try await live.post(form, file: bytes).status == 204)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aDownloadCarriesNameAndType(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "a.csv")
            _ = try await live.store.put(location, bytes: bytes, contentType: "text/html")
            let disposition = ContentDisposition.attachment(filename: "Käse \"1\".csv")
            let answer = try await live.send(
                live.presigner.getObject(
                    location, expiresIn: .seconds(60), contentDisposition: disposition, contentType: "text/csv"))
            #expect(answer.status == 200)
            #expect(answer.body == String(decoding: bytes, as: UTF8.self))
            #expect(answer.headers.first(name: "content-disposition") == disposition)
            #expect(answer.headers.first(name: "content-type") == "text/csv")
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func aTamperedURLIsRefused(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "a.csv")
            _ = try await live.store.put(location, bytes: bytes, contentType: "text/csv")
            let signed = live.presigner.getObject(
                location, expiresIn: .seconds(60), contentDisposition: nil, contentType: "text/csv")
            #expect(try await live.send(signed).status == 200)
            for (old, new) in [
                ("a.csv", "b.csv"), ("text%2Fcsv", "text%2Fhtml"), ("X-Amz-Expires=60", "X-Amz-Expires=61"),
                ("us-east-1", "us-east-2"),
            ] {
                #expect(signed.url.contains(old))
                let tampered = PresignedRequest.replacing(signed, text: old, with: new)
                let status = try await live.send(tampered).status
                #expect(status == 403 || (status == 400 && old == "us-east-1"), "\(old) -> \(status)")
            }
            let last = try #require(signed.url.last)
            let flipped = PresignedRequest.replacing(signed, lastWith: last == "0" ? "1" : "0")
            #expect(try await live.send(flipped).status == 403)
        }
    }

    @Test(arguments: LiveStore.Kind.allCases)
    func anExpiredURLIsRefused(kind: LiveStore.Kind) async throws {
        try await LiveStore.with(kind) { live in
            let location = ObjectLocation(bucket: live.uploads, key: "a.csv")
            _ = try await live.store.put(location, bytes: bytes, contentType: "text/csv")
            let past = Presigner(configuration: live.configuration, now: { Date().addingTimeInterval(-62) })
            let download = past.getObject(
                location, expiresIn: .seconds(60), contentDisposition: nil, contentType: nil)
            #expect(try await live.send(download).status == 403)
            let upload = past.putObject(
                ObjectLocation(bucket: live.uploads, key: "b.csv"), contentType: "text/csv",
                contentLength: Int64(bytes.count), expiresIn: .seconds(60))
            #expect(try await live.send(upload, body: bytes).status == 403)
            let form = past.postObject(location, contentType: nil, maximumSize: 100, expiresIn: .seconds(60))
            #expect(try await live.post(form, file: bytes).status == 403)
        }
    }

    private func upload(_ live: LiveStore, _ location: ObjectLocation) -> PresignedRequest {
        live.presigner.putObject(
            location, contentType: "text/csv", contentLength: Int64(bytes.count), expiresIn: .seconds(60))
    }
}
