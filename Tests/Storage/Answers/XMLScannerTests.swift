import Testing

@testable import Storage

@Suite struct XMLScannerTests {
    @Test func readsTagsAndText() throws {
        #expect(
            try tokens("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a xmlns='u'><b>x</b> <c/></a>\n") == [
                .start("a"), .start("b"), .text("x"), .end("b"), .text(" "), .start("c"), .end("c"), .end("a"),
            ])
    }

    @Test func resolvesTheFiveEntitiesAndNumbers() throws {
        #expect(
            try tokens("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;&#xfc;</a>") == [
                .start("a"), .text("<>&\"'A😀ü"), .end("a"),
            ])
    }

    @Test func resolvesAnEntityOnce() throws {
        #expect(try tokens("<a>&amp;lt;</a>") == [.start("a"), .text("&lt;"), .end("a")])
    }

    @Test func dropsPrefixesAttributesCommentsAndAByteOrderMark() throws {
        #expect(
            try tokens("\u{FEFF}<!-- x --><s3:a xsi:type=\"G &amp; H\" b = 'c'><!----></s3:a >") == [
                .start("a"), .end("a"),
            ])
    }

    @Test(arguments: [
        ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", XMLScannerError.forbiddenMarkup),
        ("<a><!ENTITY x \"y\"></a>", .forbiddenMarkup),
        ("<a><![CDATA[x]]></a>", .forbiddenMarkup),
        ("<a><?php x?></a>", .forbiddenMarkup),
        ("<?xml-stylesheet href='x'?><a/>", .malformed),
        (" <?xml version='1.0'?><a/>", .forbiddenMarkup),
        ("<a>&x;</a>", .unknownEntity),
        ("<a>&lt</a>", .unknownEntity),
        ("<a>&#0;</a>", .unknownEntity),
        ("<a>&#xD800;</a>", .unknownEntity),
        ("<a>&#x110000;</a>", .unknownEntity),
        ("<a>&#+65;</a>", .unknownEntity),
        ("<a>&#;</a>", .unknownEntity),
        ("<a>&#99999999999999;</a>", .unknownEntity),
        ("<a>\u{1}</a>", .forbiddenCharacter),
        ("<a></b>", .malformed),
        ("<a><b></a></b>", .malformed),
        ("<p:a></q:a>", .malformed),
        ("< a></a>", .malformed),
        ("<1a/>", .malformed),
        ("<a b/>", .malformed),
        ("<a b=c/>", .malformed),
        ("<a b='1' b='2'/>", .malformed),
        ("<a b='1'c='2'/>", .malformed),
        ("<a b='<'/>", .malformed),
        ("<a><!-- -- --></a>", .malformed),
        ("<a/><b/>", .contentOutsideRoot),
        ("<a/>x", .contentOutsideRoot),
        ("x<a/>", .contentOutsideRoot),
        ("", .truncated),
        ("<a>", .truncated),
        ("<a", .truncated),
        ("<a b='", .truncated),
        ("<a><b>x", .truncated),
        ("<!-- ", .truncated),
        ("<\(String(repeating: "n", count: 200))/>", .malformed),
    ])
    func refusesWhatS3NeverSends(document: String, expected: XMLScannerError) {
        #expect(throws: expected) { try tokens(document) }
    }

    @Test func refusesDeepNesting() {
        #expect(throws: XMLScannerError.tooDeep) { try tokens(String(repeating: "<a>", count: 100_000)) }
    }

    @Test func refusesWhatIsNoUTF8() {
        #expect(throws: XMLScannerError.invalidEncoding) { try XMLScanner([0x3C, 0x61, 0xC0, 0xAF, 0x3E]) }
    }

    @Test func refusesMoreThanOneMebibyte() {
        let document = Array("<a>\(String(repeating: "x", count: XMLScanner.maximumSize))</a>".utf8)
        #expect(throws: XMLScannerError.tooLarge) { try XMLScanner(document) }
    }

    @Test func everyPrefixOfADocumentEndsInAnError() {
        let document = Array("<?xml version=\"1.0\"?><a b=\"c\"><d>&amp;<!-- e --></d><f/></a>".utf8)
        for length in 0..<document.count {
            #expect(throws: XMLScannerError.self) {
                var scanner = try XMLScanner(Array(document[..<length]))
                while try scanner.next() != nil {}
            }
        }
    }

    private func tokens(_ text: String) throws(XMLScannerError) -> [XMLScanner.Token] {
        var scanner = try XMLScanner(Array(text.utf8))
        var tokens: [XMLScanner.Token] = []
        while let token = try scanner.next() { tokens.append(token) }
        return tokens
    }
}
