import ContractRuntime
import Foundation
import Testing

@Suite struct JSONWriterTests {
    private func written(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func commasStandBetweenMembersAndElementsOnly() {
        let text = written { writer in
            writer.beginObject()
            writer.plainName("a")
            writer.write([1, 2]) { writer, value in writer.write(value) }
            writer.name("b\n")
            writer.beginObject()
            writer.endObject()
            writer.plainName("c")
            writer.beginArray()
            writer.endArray()
            writer.plainName("d")
            writer.writeNull()
            writer.endObject()
        }
        #expect(text == #"{"a":[1,2],"b\n":{},"c":[],"d":null}"#)
    }

    @Test func everyControlCharacterIsEscaped() throws {
        let string = String(String.UnicodeScalarView((0..<0x80).compactMap { Unicode.Scalar($0) })) + "é€😀\u{2028}"
        let text = written { $0.write(string) }
        #expect(text.hasPrefix(#""\u0000\u0001"#))
        #expect(text.contains(#"\u0008\t\n\u000b\u000c\r\u000e"#))
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        #expect(parsed as? String == string)
    }

    @Test func numbersAreWrittenShortestAndReadBack() {
        #expect(written { $0.write(Int64.min) } == "-9223372036854775808")
        #expect(written { $0.write(0.1) } == "0.1")
        #expect(written { $0.write(1e300) } == "1e+300")
        #expect(written { $0.write(-0.0) } == "-0.0")
    }

    @Test func numbersThatJSONCannotHoldBecomeNull() {
        #expect(written { $0.write(Double.nan) } == "null")
        #expect(written { $0.write(-Double.infinity) } == "null")
    }

    @Test func formattedValuesAreWrittenAsStrings() throws {
        let date = try #require(FullDate(year: 2024, month: 2, day: 29))
        #expect(written { $0.write(date) } == #""2024-02-29""#)
        #expect(written { $0.write(true) } == "true")
    }

    @Test func everyValueComesBackAsItWas() throws {
        let value: JSONValue = .object([
            "z": .array([.null, .boolean(false), .number("-1.5e-7"), .string("\u{1F600}\\\"/\t")]), "a": .object([:]),
        ])
        #expect(try JSONValue.read(jsonBytes: value.jsonBytes) == value)
    }
}
