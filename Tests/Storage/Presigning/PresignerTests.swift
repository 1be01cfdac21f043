import FoundationEssentials
import Storage
import Testing

@Suite struct PresignerTests {
    private let location = ObjectLocation(bucket: "temp-uploads", key: "temp/ü ser/a+b.csv")

    @Test func uploadNamesEveryHeaderThatWasSigned() throws {
        let request = try presigner().putObject(
            location, contentType: "text/csv", contentLength: 1_048_576, expiresIn: .seconds(900))
        #expect(request.method == "PUT")
        #expect(request.headers.map(\.name) == ["Content-Type", "Content-Length", "If-None-Match"])
        #expect(request.headers.map(\.value) == ["text/csv", "1048576", "*"])
        #expect(request.url.hasPrefix("https://files.example.org/temp-uploads/temp/%C3%BC%20ser/a%2Bb.csv?"))
        #expect(request.url.contains("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match"))
        #expect(request.url.contains("X-Amz-Expires=900&"))
        #expect(request.expiresAt == Date(timeIntervalSince1970: 1_369_353_600 + 900))
    }

    @Test func agreesWithThePublishedExample() throws {
        var configuration = try configuration(publicEndpoint: "https://s3.amazonaws.com")
        configuration.addressingStyle = .virtualHost
        let now = Date(timeIntervalSince1970: 1_369_353_600)
        let request = Presigner(configuration: configuration, now: { now }).getObject(
            ObjectLocation(bucket: "examplebucket", key: "test.txt"), expiresIn: .seconds(86_400),
            contentDisposition: nil, contentType: nil)
        #expect(request.url.hasPrefix("https://examplebucket.s3.amazonaws.com/test.txt?"))
        #expect(
            request.url.hasSuffix(
                "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"))
        #expect(request.headers.isEmpty)
    }

    @Test func downloadSignsNameAndType() throws {
        let request = try presigner().getObject(
            location, expiresIn: .seconds(7200),
            contentDisposition: ContentDisposition.attachment(filename: "a b.csv"), contentType: "text/csv")
        #expect(
            request.url.contains("?response-content-disposition=attachment%3B%20filename%3D%22a%20b.csv%22&"))
        #expect(request.url.contains("&response-content-type=text%2Fcsv&"))
    }

    @Test(arguments: [
        (Duration.zero, 1.0), (.seconds(-5), 1.0), (.milliseconds(999), 1.0), (.seconds(604_800), 604_800.0),
        (.seconds(604_801), 604_800.0), (.seconds(Int64.max), 604_800.0),
    ])
    func clampsALife(life: Duration, seconds: Double) throws {
        let request = try presigner().getObject(
            location, expiresIn: life, contentDisposition: nil, contentType: nil)
        #expect(request.expiresAt == Date(timeIntervalSince1970: 1_369_353_600 + seconds))
        #expect(request.url.contains("X-Amz-Expires=\(Int(seconds))&"))
    }

    @Test func formListsItsFieldsInTheOrderToSend() throws {
        let form = try presigner().postObject(
            location, contentType: "text/csv", maximumSize: 100, expiresIn: .seconds(60))
        #expect(form.url == "https://files.example.org/temp-uploads")
        #expect(
            form.fields.map(\.name) == [
                "key", "Content-Type", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "policy",
                "x-amz-signature",
            ])
        #expect(form.fields.first?.value == location.key)
        #expect(form.expiresAt == Date(timeIntervalSince1970: 1_369_353_660))
    }

    @Test func formPolicyHoldsEveryFieldAndTheSize() throws {
        let form = try presigner().postObject(
            location, contentType: "text/csv", maximumSize: 100, expiresIn: .seconds(60))
        let policy = try #require(form.fields.first { $0.name == "policy" }?.value)
        let json = String(decoding: try #require(Data(base64Encoded: policy)), as: UTF8.self)
        #expect(
            json == #"{"expiration":"2013-05-24T00:01:00.000Z","conditions":[["eq","$bucket","temp-uploads"],"#
                + #"["eq","$key","temp/\u00fc ser/a+b.csv"],["eq","$Content-Type","text/csv"],"#
                + #"["eq","$x-amz-algorithm","AWS4-HMAC-SHA256"],"#
                + #"["eq","$x-amz-credential","AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"],"#
                + #"["eq","$x-amz-date","20130524T000000Z"],["content-length-range",1,100]]}"#)
    }

    @Test func formWithoutATypeHasNoSuchField() throws {
        let form = try presigner().postObject(location, contentType: nil, maximumSize: 1, expiresIn: .seconds(60))
        #expect(!form.fields.contains { $0.name == "Content-Type" })
    }

    @Test func neverPutsTheSecretIntoAURL() throws {
        let request = try presigner().putObject(
            location, contentType: "text/csv", contentLength: 1, expiresIn: .seconds(1))
        #expect(!request.url.contains("wJalr"))
    }

    private func presigner() throws -> Presigner {
        let now = Date(timeIntervalSince1970: 1_369_353_600.9)
        return Presigner(configuration: try configuration(publicEndpoint: "https://files.example.org"), now: { now })
    }

    private func configuration(publicEndpoint: String) throws -> StorageConfiguration {
        StorageConfiguration(
            endpoint: try StorageEndpoint(parsing: "minio:9000", secure: false),
            publicEndpoint: try StorageEndpoint(parsing: publicEndpoint, secure: true),
            credentials: StorageCredentials(
                accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))
    }
}
