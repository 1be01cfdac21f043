import Testing

@testable import ContractRuntime

@Suite struct WireValueTests {
    private func json(_ value: WireValue, _ shape: ParameterShape) -> String {
        var writer = JSONWriter()
        shape.write(value, to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func shapesTellWhatTextIs() {
        #expect(json(.text("5"), .string) == #""5""#)
        #expect(json(.text("5"), .number) == "5")
        #expect(json(.text("-0.5e3"), .number) == "-0.5e3")
        #expect(json(.text("true"), .boolean) == "true")
        #expect(json(.text(#"{"a":1}"#), .json) == #"{"a":1}"#)
        #expect(json(.text("5"), .array(.number)) == "[5]")
        #expect(json(.text("1,2"), .delimited(",", .array(.number))) == "[1,2]")
        #expect(json(.text(""), .delimited(",", .array(.number))) == "[]")
        #expect(json(.text("a|1"), .delimited("|", .object(["a": .number]))) == #"{"a":1}"#)
        #expect(json(.text("a|1|b"), .delimited("|", .object([:]))) == #""a|1|b""#)
        #expect(json(.text("5"), .alternatives([.string, .number])) == "5")
        #expect(json(.text("a"), .alternatives([.number, .array(.string)])) == #""a""#)
    }

    @Test func whatTextCannotBeIsAString() {
        for text in ["05", "+5", "5 ", "", "0x5", "[5]", "NaN", "1e", "５"] {
            #expect(json(.text(text), .number).hasPrefix("\""), "\(text)")
        }
        #expect(json(.text("TRUE"), .boolean) == #""TRUE""#)
        #expect(json(.text("{"), .json) == #""{""#)
    }

    @Test func membersHaveTheirShapes() {
        let shape = ParameterShape.object(["a": .number, "b": .array(.number)], others: .boolean)
        let pairs = [
            (name: "a", value: "1"), (name: "b", value: "2"), (name: "b", value: "3"), (name: "c", value: "true"),
        ]
        #expect(json(.gathered(pairs), shape) == #"{"a":1,"b":[2,3],"c":true}"#)
        // Reading finds the name that stands twice.
        #expect(json(.gathered([pairs[0], pairs[0]]), shape) == #"{"a":1,"a":1}"#)
    }

    @Test func namesInBracketsNest() {
        var value = WireValue.members([])
        value.insert(.text("1"), at: ["a", "b"])
        value.insert(.text("2"), at: ["a", "c", ""])
        value.insert(.text("3"), at: ["a", "c", ""])
        value.insert(.text("4"), at: ["d"])
        let shape = ParameterShape.object(["a": .object(["b": .number, "c": .array(.number)])])
        #expect(json(value, shape) == #"{"a":{"b":1,"c":[2,3]},"d":"4"}"#)
        // A name that is a value and has members is neither.
        value.insert(.text("5"), at: ["d", "e"])
        #expect(json(value, shape) == #"{"a":{"b":1,"c":[2,3]},"d":"4","d":"5"}"#)
    }

    @Test func cookiesAreSplit() {
        let cookies = ParameterReader.cookies(#"a=1; b="2 ;c; d=e=f"#).map { "\($0.name)=\($0.value)" }
        #expect(cookies == ["a=1", #"b="2"#, "d=e=f"])
    }
}
