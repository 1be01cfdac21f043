import Testing

@testable import ContractRuntime

@Suite struct MultipartWriterTests {
    private func parts(_ json: String, as shape: ParameterShape) -> [String] {
        var writer = MultipartWriter()
        writer.write("note", as: shape) { $0.writeLiteral(json) }
        return writer.parts.map { "\($0.name) \($0.mediaType ?? "-") \(String(decoding: $0.bytes, as: UTF8.self))" }
    }

    /// OpenAPI 3.2, section 4.8.15.1.1.
    @Test func anObjectThatMightBeATextIsJSON() {
        let shape = ParameterShape.alternatives([.string, .object(["x": .number])])
        #expect(parts(#"{"x":1}"#, as: shape) == [#"note application/json {"x":1}"#])
        #expect(parts(#""a""#, as: shape) == ["note - a"])
        #expect(parts("[1,2]", as: .array(.number)) == ["note - 1", "note - 2"])
        #expect(parts(#"{"x":1}"#, as: .object(["x": .number])) == ["note[x] - 1"])
    }
}
