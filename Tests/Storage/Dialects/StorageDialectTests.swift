import Storage
import Testing

@Suite struct StorageDialectTests {
    @Test(
        arguments: [
            ("SeaweedFS 8000GB 4.48", false, .seaweedfs, "seaweedfs"),
            ("MinIO", true, .minio, "minio"),
            ("MinIO", false, .juicefs, "minio"),
            ("MinIO/RELEASE.2021-01-01T00-00-00Z", true, .minio, "minio"),
            ("AmazonS3", true, .aws, "s3"),
            ("nginx", false, .unknown, "s3"),
            ("not MinIO", true, .unknown, "s3"),
            (nil, false, .unknown, "s3"),
        ] as [(String?, Bool, StorageDialect, String)])
    func recognisesServers(server: String?, hasHostIdentifier: Bool, dialect: StorageDialect, backend: String) {
        let detected = StorageDialect.detect(server: server, hasHostIdentifier: hasHostIdentifier)
        #expect(detected == dialect)
        #expect(detected.backend == backend)
    }

    @Test func promisesNothingOfAnUnknownServer() {
        let dialect = StorageDialect.unknown
        #expect(!dialect.honoursIfNoneMatchOnPresignedPut)
        #expect(!dialect.supportsLifecycle && !dialect.supportsCORS && !dialect.verifiesChecksumHeader)
    }
}
