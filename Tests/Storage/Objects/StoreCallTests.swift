import AsyncHTTPClient
import FoundationEssentials
import NIOHTTP1
import Testing

@testable import Storage

@Suite struct StoreCallTests {
    private let now = Date(timeIntervalSince1970: 1_369_353_600)

    @Test func signsTheRealPayloadAndEveryHeader() throws {
        var call = StoreCall("put", .PUT, ObjectLocation(bucket: "b", key: "k ü"))
        call.headers = [(name: "content-type", value: "text/csv")]
        call.body = Array("abc".utf8)
        let request = call.request(configuration: try configuration(), at: now)
        #expect(request.url == "http://minio:9000/b/k%20%C3%BC")
        #expect(request.headers.first(name: "host") == "minio:9000")
        #expect(request.headers.first(name: "x-amz-date") == "20130524T000000Z")
        #expect(
            request.headers.first(name: "x-amz-content-sha256")
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let authorization = try #require(request.headers.first(name: "authorization"))
        #expect(authorization.contains("SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,"))
    }

    @Test func sendsTheQueryThatItSigned() throws {
        var call = StoreCall("list", .GET, bucket: "b")
        call.query = [QueryItem("list-type", "2"), QueryItem("prefix", "a b+c/")]
        let request = call.request(configuration: try configuration(), at: now)
        #expect(request.url == "http://minio:9000/b?list-type=2&prefix=a%20b%2Bc%2F")
        #expect(request.body == nil)
    }

    @Test func virtualHostStylePutsTheBucketIntoTheSignedHost() throws {
        var configuration = try configuration()
        configuration.addressingStyle = .virtualHost
        let request = StoreCall("head", .HEAD, ObjectLocation(bucket: "b", key: "k"))
            .request(configuration: configuration, at: now)
        #expect(request.url == "http://b.minio:9000/k")
        #expect(request.headers.first(name: "host") == "b.minio:9000")
    }

    private func configuration() throws -> StorageConfiguration {
        StorageConfiguration(
            endpoint: try StorageEndpoint(parsing: "minio:9000", secure: false),
            credentials: StorageCredentials(accessKey: "a", secretKey: "s"))
    }
}
