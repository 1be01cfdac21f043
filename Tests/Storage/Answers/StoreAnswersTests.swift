import FoundationEssentials
import Testing

@testable import Storage

@Suite struct StoreAnswersTests {
    @Test func readsAnError() throws {
        let answer = try #require(
            ErrorAnswer(
                bytes(
                    """
                    <?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>It&apos;s gone.</Message>
                    <RequestId>4F</RequestId></Error>
                    """)))
        #expect(answer.code == "NoSuchKey")
        #expect(answer.message == "It's gone.")
        #expect(answer.requestID == "4F")
    }

    @Test(arguments: ["", "<html><body>502</body></html>", "{}", "<Error><Code>x</Code>"])
    func anythingElseIsNoError(document: String) {
        #expect(ErrorAnswer(bytes(document)) == nil)
    }

    @Test func readsAListing() throws {
        let page = try ListBucketAnswer(
            bytes(
                """
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix>p</Prefix>
                <IsTruncated>true</IsTruncated><NextContinuationToken>t/1=</NextContinuationToken>
                <Contents><Key>p/a&amp;b.csv</Key><LastModified>2013-05-24T00:00:00.123Z</LastModified>
                <ETag>&quot;0cc1&quot;</ETag><Size>5368709120</Size><Owner><ID>x</ID></Owner></Contents>
                <Contents><Key>p/c</Key><Size>0</Size></Contents>
                <CommonPrefixes><Prefix>p/d/</Prefix></CommonPrefixes></ListBucketResult>
                """)
        ).page
        #expect(page.nextContinuationToken == "t/1=")
        #expect(
            page.objects == [
                ObjectSummary(
                    key: "p/a&b.csv", size: 5_368_709_120, etag: "0cc1",
                    lastModified: Date(timeIntervalSince1970: 1_369_353_600)),
                ObjectSummary(key: "p/c", size: 0, etag: "", lastModified: nil),
            ])
    }

    @Test(arguments: [
        "<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Key>a</Key><Size>-1</Size></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Key>a</Key><Size>9223372036854775808</Size></Contents></ListBucketResult>",
        "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
        "<Other/>",
    ])
    func refusesAnIncompleteListing(document: String) {
        #expect(throws: XMLScannerError.unexpectedContent) { try ListBucketAnswer(bytes(document)) }
    }

    @Test func endsAListingWithoutAToken() throws {
        let page = try ListBucketAnswer(
            bytes("<ListBucketResult><NextContinuationToken>x</NextContinuationToken></ListBucketResult>")
        ).page
        #expect(page == ObjectPage(objects: [], nextContinuationToken: nil))
    }

    @Test func readsBucketNamesButNotTheOwners() throws {
        let answer = try BucketsAnswer(
            bytes(
                "<ListAllMyBucketsResult><Owner><Name>me</Name></Owner><Buckets><Bucket><Name>a</Name></Bucket>"
                    + "<Bucket><Name>b</Name></Bucket></Buckets></ListAllMyBucketsResult>"))
        #expect(answer.names == ["a", "b"])
    }

    @Test func readsACopysTag() throws {
        let document = "<CopyObjectResult><ETag>&#34;ab&#34;</ETag></CopyObjectResult>"
        #expect(try CopyAnswer(bytes(document)).etag == "ab")
        #expect(throws: XMLScannerError.unexpectedContent) { try CopyAnswer(bytes("<CopyObjectResult/>")) }
    }

    @Test func rootNameStopsAtTheFirstTag() {
        #expect(XMLLeafReader.rootName(of: bytes("<?xml version='1.0'?><Error><broken")) == "Error")
        #expect(XMLLeafReader.rootName(of: bytes("plain")) == nil)
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
