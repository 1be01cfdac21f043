import Testing

@testable import Storage

@Suite struct BucketAddressTests {
    @Test(
        arguments: [
            (.path, "b", "a key/ü+.csv", "http://h:9/b/a%20key/%C3%BC%2B.csv"),
            (.path, "b", nil, "http://h:9/b"),
            (.path, nil, nil, "http://h:9/"),
            (.virtualHost, "b", "a key/ü+.csv", "http://b.h:9/a%20key/%C3%BC%2B.csv"),
            (.virtualHost, "b", nil, "http://b.h:9/"),
            (.virtualHost, nil, nil, "http://h:9/"),
        ] as [(StorageConfiguration.AddressingStyle, String?, String?, String)])
    func placesBucketAndKey(
        style: StorageConfiguration.AddressingStyle, bucket: String?, key: String?, url: String
    ) throws {
        let endpoint = try StorageEndpoint(parsing: "h:9", secure: false)
        #expect(BucketAddress(endpoint: endpoint, style: style, bucket: bucket, key: key).url == url)
    }

    @Test func leavesADefaultPortOutOfTheSignedHost() throws {
        let endpoint = try StorageEndpoint(parsing: "https://s3.example.org:443", secure: true)
        let address = BucketAddress(endpoint: endpoint, style: .virtualHost, bucket: "b", key: "k")
        #expect(address.authority == "b.s3.example.org")
    }
}
