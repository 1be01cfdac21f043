import ContractRuntime
import Testing

@Suite struct MultipartReaderTests {
    private func reader(_ parts: [(head: String, text: String)]) async throws -> MultipartReader {
        let body =
            parts.map { "--b\r\nContent-Disposition: form-data; name=\($0.head)\r\n\r\n\($0.text)\r\n" }.joined()
            + "--b--"
        let request = ContractRequest(
            requestID: "1", pathParameters: [:], query: "",
            header: { $0.lowercased() == "content-type" ? "multipart/form-data; boundary=b" : nil },
            collectBody: { _ in Array(body.utf8) })
        return try #require(try await request.multipartBody("multipart/form-data", limit: 1_000))
    }

    /// OpenAPI 3.2, section 4.8.15.1.1: an object is a part of JSON; a text is one without a type.
    @Test(arguments: [
        ([("so", #"{"x":1}"#)], #""{\"x\":1}""#),
        ([("so\r\nContent-Type: application/json", #"{"x":1}"#)], #"{"x":1}"#),
        ([("so\r\nContent-Type: text/plain", "a")], #""a""#), ([("\"so[x]\"", "1")], #"{"x":1}"#),
    ])
    func whatMayBeATextOrAnObjectIsToldByItsMediaType(parts: [(String, String)], json: String) async throws {
        var reader = try await reader(parts.map { (head: $0.0, text: $0.1) })
        let value = reader.optional("so", as: .alternatives([.string, .object(["x": .number])])) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> JSONValue? in try JSONValue.read(from: &reader)
        }
        #expect(value.map { String(decoding: $0.jsonBytes, as: UTF8.self) } == json)
        try reader.finish()
    }

    @Test func partsOfOtherNamesAreThoseOfNoField() async throws {
        let reader = try await reader([("a", "1"), ("\"b[x]\"", "2"), ("c", "3")])
        #expect(reader.others(than: ["a", "b"]).map(\.name) == ["c"])
        #expect(reader.all.map(\.name) == ["a", "b[x]", "c"])
    }
}
