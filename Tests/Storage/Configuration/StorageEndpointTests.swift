import Storage
import Testing

@Suite struct StorageEndpointTests {
    @Test(arguments: [
        ("minio:9000", false, "http://minio:9000", "minio:9000"),
        ("minio:9000", true, "https://minio:9000", "minio:9000"),
        ("http://localhost:9000", true, "http://localhost:9000", "localhost:9000"),
        ("https://s3.example.org", false, "https://s3.example.org", "s3.example.org"),
        ("https://s3.example.org/", false, "https://s3.example.org", "s3.example.org"),
        ("HTTPS://S3.Example.ORG:443", false, "https://s3.example.org", "s3.example.org"),
        ("http://host:80", false, "http://host", "host"),
        ("https://host:80", false, "https://host:80", "host:80"),
        ("[::1]:9000", false, "http://[::1]:9000", "[::1]:9000"),
        ("[2001:DB8::1]", true, "https://[2001:db8::1]", "[2001:db8::1]"),
        ("127.0.0.1:65535", false, "http://127.0.0.1:65535", "127.0.0.1:65535"),
    ])
    func readsWhatOperatorsWrite(text: String, secure: Bool, url: String, authority: String) throws {
        let endpoint = try StorageEndpoint(parsing: text, secure: secure)
        #expect(endpoint.description == url)
        #expect(endpoint.authority == authority)
        #expect(try StorageEndpoint(parsing: endpoint.description, secure: false) == endpoint)
    }

    @Test(arguments: [
        ("", StorageConfigurationError.Code.emptyEndpoint),
        ("http://", .emptyEndpoint),
        ("ftp://host", .unsupportedScheme),
        ("user:secret@host", .embeddedCredentials),
        ("http://user@host:9000", .embeddedCredentials),
        ("host/path", .unexpectedPath),
        ("http://host:9000/?a=b", .unexpectedPath),
        ("host#fragment", .unexpectedPath),
        (":9000", .invalidHost),
        ("ho st", .invalidHost),
        ("host\r\nX: y", .invalidHost),
        ("hóst", .invalidHost),
        ("-host", .invalidHost),
        ("::1", .invalidHost),
        ("[::1", .invalidHost),
        ("[host]:1", .invalidHost),
        ("[::1]9000", .invalidHost),
        (String(repeating: "a", count: 254), .invalidHost),
        ("host:", .invalidPort),
        ("host:0", .invalidPort),
        ("host:65536", .invalidPort),
        ("host:+90", .invalidPort),
        ("host:99999999999999999999", .invalidPort),
        ("host:90:90", .invalidPort),
    ])
    func refusesWhatIsNoEndpoint(text: String, code: StorageConfigurationError.Code) {
        #expect(throws: StorageConfigurationError.self) { try StorageEndpoint(parsing: text, secure: false) }
        do {
            _ = try StorageEndpoint(parsing: text, secure: false)
        } catch {
            #expect(error.code == code)
        }
    }

    @Test func neverRepeatsAMistypedPassword() {
        do {
            _ = try StorageEndpoint(parsing: "http://admin:hunter2@minio:9000", secure: false)
            Issue.record("credentials in an endpoint were accepted")
        } catch {
            #expect(!error.description.contains("hunter2"))
            #expect(error.description.contains("user name or password"))
        }
    }
}
