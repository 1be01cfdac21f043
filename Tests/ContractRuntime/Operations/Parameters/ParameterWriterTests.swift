import Testing

@testable import ContractRuntime

@Suite struct ParameterWriterTests {
    /// As far as a character means nothing where the value stands (OpenAPI 3.2, section 4.8.12.2.2).
    @Test func reservedCharactersStayWhereTheyMeanNothing() throws {
        func writer(_ style: ParameterStyle) -> ParameterWriter {
            ParameterWriter(name: "p", style: style, isExploded: false, allowsReserved: true)
        }
        let text = WrittenValue.text("a:b@c/d?e#f;g,h%2F")
        #expect(try writer(.simple).pathText(text) == "a:b@c%2Fd%3Fe%23f%3Bg%2Ch%252F")
        #expect(try writer(.label).pathText(.list(["a:b", "c.d"])) == ".a:b,c%2Ed")
        #expect(try writer(.matrix).pathText(.list(["a:b", "c;d=e"])) == ";p=a:b,c%3Bd%3De")
        #expect(try writer(.form).cookiePairs(text) == ["p=a:b@c/d?e%23f%3Bg%2Ch%252F"])
        #expect(try writer(.form).queryPairs(text) == ["p=a:b@c/d?e%23f;g%2Ch%252F"])
        let strict = ParameterWriter(name: "p", style: .simple, isExploded: false)
        #expect(try strict.pathText(.text("a:b")) == "a%3Ab")
    }

    /// The specification has no row for it (OpenAPI 3.2, section 4.8.12.4); exploding means a name for each element.
    @Test(arguments: [ParameterStyle.spaceDelimited, .pipeDelimited])
    func whatIsExplodedRepeatsItsNameAndIsReadBack(_ style: ParameterStyle) throws {
        let list = ["a b", "c|d"]
        let pairs = try ParameterWriter(name: "tags", style: style, isExploded: true).queryPairs(.list(list))
        #expect(pairs == ["tags=a%20b", "tags=c%7Cd"])
        let request = ContractRequest(
            requestID: "1", pathParameters: [:], query: pairs.joined(separator: "&"), header: { _ in nil },
            collectBody: { _ in [] })
        var reader = ParameterReader(request)
        let value = reader.optional("tags", in: .query, style: style, explode: true, as: .array(.string)) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> JSONValue? in try JSONValue.read(from: &reader)
        }
        #expect(value == .array(list.map { .string($0) }))
        #expect(
            try ParameterWriter(name: "tags", style: style, isExploded: true).queryPairs(
                .members([("a", "1"), ("b", "2")]))
                == ["a=1", "b=2"])
    }

    /// A name comes from whoever fills a map: it must not become another cookie.
    @Test func namesOfCookiesAreEncodedOrRefused() throws {
        func pairs(_ style: ParameterStyle, _ name: String) throws -> [String] {
            try ParameterWriter(name: "p", style: style, isExploded: true).cookiePairs(.members([(name, "1")]))
        }
        #expect(try pairs(.form, "a; admin") == ["a%3B%20admin=1"])
        #expect(try pairs(.form, "a\r\nX: y") == ["a%0D%0AX%3A%20y=1"])
        #expect(try pairs(.cookie, "a-b") == ["a-b=1"])
        for name in ["a; admin", "a=b", "", "a b", "é"] {
            #expect(throws: UnwritableValue.self) { try pairs(.cookie, name) }
        }
    }

    @Test func whatWouldBeReadAsAnotherNameIsRefused() {
        let header = ParameterWriter(name: "p", style: .simple, isExploded: true)
        #expect(throws: UnwritableValue.self) { try header.headerText(.members([("a=b", "1")])) }
        var form = FormWriter()
        #expect(throws: UnwritableValue.self) { try form.writeDeep("p", .object(["a][b": .number("1")])) }
    }
}
