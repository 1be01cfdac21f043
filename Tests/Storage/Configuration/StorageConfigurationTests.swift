import AsyncHTTPClient
import NIOCore
import Storage
import Testing

@Suite struct StorageConfigurationTests {
    private let credentials = StorageCredentials(accessKey: "reader", secretKey: "hunter2-hunter2")

    @Test func showsTheSecretNowhere() throws {
        let configuration = StorageConfiguration(
            endpoint: try StorageEndpoint(parsing: "minio:9000", secure: false), credentials: credentials)
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), "\(configuration)", dumped] {
            #expect(!text.contains("hunter2"))
            #expect(text.contains("reader"))
        }
    }

    @Test func defaultsToTheServicesBucketsAndTimes() throws {
        let endpoint = try StorageEndpoint(parsing: "minio:9000", secure: false)
        let configuration = StorageConfiguration(endpoint: endpoint, credentials: credentials)
        #expect(configuration.publicEndpoint == endpoint)
        #expect(configuration.region == "us-east-1")
        #expect(configuration.addressingStyle == .path)
        #expect(configuration.requestTimeout == .seconds(10))
        #expect(configuration.allowedOrigins == ["*"])
        #expect(configuration.buckets.all == ["reconciliation-files", "reconciliation-reports", "temp-uploads"])
    }

    @Test func clientFollowsNoRedirectAndFailsFast() throws {
        let endpoint = try StorageEndpoint(parsing: "minio:9000", secure: false)
        let client = StorageConfiguration(endpoint: endpoint, credentials: credentials).httpClientConfiguration
        #expect(!client.connectionPool.retryConnectionEstablishment)
        #expect(client.timeout.read == .seconds(60))
        #expect(client.timeout.connect == .seconds(5))
    }
}
