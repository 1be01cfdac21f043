import ContractRuntime
import Foundation
import Testing

@Suite struct ParameterReaderTests {
    private func request(
        query: String = "", path: [String: String] = [:], headers: [String: String] = [:]
    ) -> ContractRequest {
        ContractRequest(
            requestID: "1", pathParameters: path, query: query, header: { headers[$0.lowercased()] },
            collectBody: { _ in [] })
    }

    private func limit(_ query: String) -> (Int32?, [String]) {
        var parameters = ParameterReader(request(query: query))
        let value = parameters.optional("limit", in: .query, as: .number) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> Int32? in
            try reader.readInteger(Int32.self, minimum: 1, maximum: 500)
        }
        return (value, parameters.failure().violations.map { "\($0.location.rawValue) \($0.pointer) \($0.reason)" })
    }

    @Test func numbersAreReadAndBounded() {
        #expect(limit("limit=50").0 == 50)
        #expect(limit("a=b&limit=5%30").0 == 50)
        #expect(limit("").0 == nil)
        #expect(limit("").1 == [])
        #expect(limit("limit=0").1 == ["query /limit minimum"])
        #expect(limit("limit=501").1 == ["query /limit maximum"])
        #expect(limit("limit=99999999999999999999").1 == ["query /limit format"])
    }

    @Test(arguments: ["", "x", "5x", "%205", "5%20", "+5", "\"5\"", "[5]", "[[[[", "null", "0x5", "05", "5%00", "5 6"])
    func whatIsNoNumberIsAViolationOfItsType(_ text: String) {
        #expect(limit("limit=\(text)").1 == ["query /limit type"])
    }

    @Test func parameterThatStandsTwiceIsAViolation() {
        #expect(limit("limit=1&limit=2").1 == ["query /limit duplicate"])
    }

    @Test func moreParametersThanAreReadAreRefusedAndNotPassedOver() {
        let many = Array(repeating: "a=1", count: 1_000).joined(separator: "&")
        #expect(limit(many + "&limit=5").1 == ["query  maxProperties"])
        #expect(limit("limit=5&" + many.dropLast(4)).1 == [])
        #expect(limit(String(repeating: "&", count: 1_000) + "limit=5").1 == ["query  maxProperties"])
    }

    @Test func aDeepObjectThatIsTooDeepIsAViolation() {
        var parameters = ParameterReader(request(query: "f" + String(repeating: "[a]", count: 17) + "=1"))
        _ = parameters.optional("f", in: .query, style: .deepObject, as: .json) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> JSONValue? in try JSONValue.read(from: &reader)
        }
        #expect(parameters.failure().violations.map(\.pointer).contains("/f"))
    }

    @Test(arguments: [
        ("f[]=1&f[]=2", "[1,2]"), ("f[0]=1&f[1]=2", "[1,2]"), ("f[10]=3&f[2]=2&f[0]=1", "[1,2,3]"),
        ("f=1&f=2", "[1,2]"), ("f=3", "3"),
        ("f[a]=4", "{\"a\":4}"),
    ])
    func whatIsNoObjectIsReadInTheStyleOfObjectsToo(_ query: String, _ json: String) {
        let isList = json.hasPrefix("[")
        let shape: ParameterShape = isList ? .array(.number) : .alternatives([.object(["a": .number]), .number])
        var parameters = ParameterReader(request(query: query))
        let value = parameters.optional("f", in: .query, style: .deepObject, as: shape) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> JSONValue? in try JSONValue.read(from: &reader)
        }
        #expect(value.map { String(decoding: $0.jsonBytes, as: UTF8.self) } == json)
        #expect(parameters.failure().violations.isEmpty)
    }

    @Test func whatCanBeNothingButAnObjectIsAbsentWithoutBrackets() {
        var parameters = ParameterReader(request(query: "f=1"))
        let value = parameters.optional("f", in: .query, style: .deepObject, as: .object(["a": .number])) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> JSONValue? in try JSONValue.read(from: &reader)
        }
        #expect(value == nil && parameters.failure().violations.isEmpty)
    }

    @Test(arguments: [
        ("so=a", #""a""#), ("x=1", #"{"x":1}"#), ("x=1&t=b&other=2", #"{"x":1,"t":"b"}"#), ("so=a&x=1", #""a""#),
        ("other=2", nil),
    ])
    func whatMayBeATextOrAnObjectIsTheOneThatIsThere(query: String, json: String?) {
        var parameters = ParameterReader(request(query: query))
        let shape = ParameterShape.alternatives([.string, .object(["x": .number, "t": .string])])
        let value = parameters.optional("so", in: .query, as: shape) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> JSONValue? in try JSONValue.read(from: &reader)
        }
        #expect(value.map { String(decoding: $0.jsonBytes, as: UTF8.self) } == json)
        #expect(parameters.failure().violations.isEmpty)
    }

    @Test func missingParametersAreNamedTogetherWithBrokenOnes() {
        var parameters = ParameterReader(request(path: ["id": "nothing"]))
        let identifier = parameters.required("id", in: .path, as: .string) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> UUID? in try reader.readFormatted(UUID.self)
        }
        let trace = parameters.required("X-Tra/ce", in: .header, as: .string) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> String? in try reader.readString()
        }
        #expect(identifier == nil && trace == nil)
        let failure = #expect(throws: ContractFailure.self) { try parameters.finish() }
        #expect(failure?.status == 422)
        #expect(failure?.violations.map(\.pointer) == ["/id", "/X-Tra~1ce"])
        #expect(failure?.violations.map(\.reason) == ["format", "required"])
        #expect(failure?.violations.map(\.location) == [.path, .header])
    }

    @Test func stringsAreTakenAsTheyAre() throws {
        var parameters = ParameterReader(request(query: "q=%22a%22%0A%5C+b&flag=true&nul=%00"))
        let text = parameters.optional("q", in: .query, as: .string) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> String? in try reader.readString()
        }
        let flag = parameters.optional("flag", in: .query, as: .boolean) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> Bool? in try reader.readBool()
        }
        #expect(text == "\"a\"\n\\ b")
        #expect(flag == true)
        try parameters.finish()
        _ = parameters.optional("nul", in: .query, as: .string) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> String? in try reader.readString()
        }
        #expect(parameters.failure().violations.map(\.reason) == ["format"])
    }

    private func text(_ sent: String, in location: Violation.Location) -> (String?, [String]) {
        var parameters = ParameterReader(
            request(query: "q=\(sent)&other=%FF", path: ["q": sent], headers: ["cookie": "q=\(sent)"]))
        let text = parameters.optional("q", in: location, as: .string) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> String? in try reader.readString()
        }
        return (text, parameters.failure().violations.map { "\($0.pointer) \($0.reason)" })
    }

    @Test(arguments: [Violation.Location.path, .query, .cookie])
    func whatIsNotUTF8IsAViolation(_ location: Violation.Location) {
        #expect(text("%FF", in: location) == (nil, ["/q encoding"]))
        #expect(text("a%C3", in: location) == (nil, ["/q encoding"]))
        #expect(text("%C3%A4", in: location) == ("ä", []))
        // Another parameter's mistake is not this one's.
        #expect(text("%EF%BF%BD", in: location) == ("\u{FFFD}", []))
    }

    @Test(arguments: [
        (ParameterStyle.matrix, ";q=a", "a" as String?), (.matrix, ";q=", ""), (.matrix, ";q", ""),
        (.matrix, ";p=a", nil),
        (.matrix, "a", nil), (.matrix, "q=a", nil), (.label, ".a", "a"), (.label, "a", nil),
    ])
    func pathsAreReadAsTheirStyleHasThem(_ style: ParameterStyle, _ sent: String, _ text: String?) {
        var parameters = ParameterReader(request(path: ["q": sent]))
        let value = parameters.required("q", in: .path, style: style, as: .string) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> String? in try reader.readString()
        }
        #expect(value == text)
        #expect(parameters.failure().violations.map(\.reason) == (text == nil ? ["style"] : []))
    }

    @Test func manyPairsAreNotAllRead() {
        let query = (0..<5_000).map { "a\($0)=1" }.joined(separator: "&")
        var parameters = ParameterReader(request(query: query))
        #expect(parameters.text("a999", in: .query) == "1")
        #expect(parameters.text("a1000", in: .query) == nil)
        #expect(parameters.text("a1", in: .cookie) == nil)
    }
}
