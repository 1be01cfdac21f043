import Testing

@testable import ContractRuntime

@Suite struct ParameterWriterTests {
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
}
