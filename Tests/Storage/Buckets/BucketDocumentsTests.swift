import Testing

@testable import Storage

@Suite struct BucketDocumentsTests {
    @Test func writesALifecycle() throws {
        let document = LifecycleRule.document([LifecycleRule(identifier: "a&b", prefix: "<p>", expirationDays: 0)])
        #expect(
            document == "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule><ID>a&amp;b"
                + "</ID><Filter><Prefix>&lt;p&gt;</Prefix></Filter><Status>Enabled</Status><Expiration><Days>1</Days>"
                + "</Expiration></Rule></LifecycleConfiguration>")
    }

    @Test func writesCORSInTheSchemasOrder() throws {
        let document = CORSRule.document([CORSRule(allowedOrigins: ["https://a.example", "https://b.example"])])
        var names: [String] = []
        try XMLLeafReader.read(Array(document.utf8), root: "CORSConfiguration") { path, text in
            if path.count == 3, let name = path.last { names.append("\(name)=\(text)") }
        }
        #expect(
            names == [
                "AllowedOrigin=https://a.example", "AllowedOrigin=https://b.example", "AllowedMethod=GET",
                "AllowedMethod=HEAD", "AllowedMethod=PUT", "AllowedMethod=POST", "AllowedHeader=*",
                "ExposeHeader=ETag", "MaxAgeSeconds=3600",
            ])
    }

    @Test func whatIsEscapedComesBack() throws {
        let text = "<&>\"' ü😀"
        var read = ""
        try XMLLeafReader.read(Array("<a>\(XMLText.escaped(text))</a>".utf8), root: "a") { _, value in read = value }
        #expect(read == text)
    }
}
