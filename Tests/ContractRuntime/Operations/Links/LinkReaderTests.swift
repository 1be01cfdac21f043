import Testing

@testable import ContractRuntime

/// What a link hands on is read as the target's parameters are.
@Suite struct LinkReaderTests {
    private func reader() -> LinkReader {
        var link = LinkReader("next", of: "read", status: 201)
        link.takeBody { writer in writer.writeLiteral(#"{"id":7,"name":"5","list":[1],"none":null}"#) }
        link.takeHeader("x-id") { writer in writer.write("9") }
        return link
    }

    private func text(_ parts: [ExpressionPart]) throws -> String {
        try reader().required("id", in: .path, .parts(parts), as: .string) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> String? in try reader.readString()
        }
    }

    private func number(_ source: LinkSource) throws -> Int64? {
        try reader().optional("id", in: .query, source, as: .number) {
            (reader: inout JSONReader) throws(JSONSyntaxError) -> Int64? in try reader.readInteger(Int64.self)
        }
    }

    @Test func numbersAndTextsStandForEachOtherAsOnTheWire() throws {
        #expect(try text([.body(pointer: "/id")]) == "7")
        #expect(try number(.parts([.body(pointer: "/name")])) == 5)
        #expect(try number(.parts([.header("x-id")])) == 9)
        #expect(try number(.constant("3")) == 3)
        #expect(try number(.parts([.statusCode])) == 201)
    }

    /// A link hands on what the parameter was, not how it was written.
    @Test func parametersOfTheRequestKeepTheirElements() throws {
        var call = ContractCall(
            OperationMetadata(identifier: "a", method: "GET", path: "/", serverPrefixes: [""], statuses: [200]))
        for (name, location) in [("list", Violation.Location.query), ("X-List", .header)] {
            call.write(name, in: location, explode: false) { $0.writeLiteral(#"["1","b,c"]"#) }
        }
        call.write("deep", in: .query, style: .deepObject) { $0.writeLiteral(#"{"k":"v"}"#) }
        call.write("number", in: .query) { $0.write(5) }
        var link = LinkReader("next", of: "read")
        link.take(call)
        let cases: [(RequestPart, String)] = [
            (.query("list"), #"["1","b,c"]"#), (.query("deep"), #"{"k":"v"}"#), (.query("number"), "5"),
        ]
        for (part, json) in cases {
            let value = try link.required("a", in: .query, .parts([.request(part)]), as: .json) {
                (reader: inout JSONReader) throws(JSONSyntaxError) -> JSONValue? in try JSONValue.read(from: &reader)
            }
            #expect(String(decoding: value.jsonBytes, as: UTF8.self) == json)
        }
    }

    @Test func severalPiecesMakeAText() throws {
        #expect(try text([.text("a-"), .body(pointer: "/id"), .text("-"), .statusCode]) == "a-7-201")
    }

    @Test func nullAndWhatIsNotThereAreAbsent() throws {
        for pointer in ["/none", "/other", "/list/4"] {
            #expect(try number(.parts([.body(pointer: pointer)])) == nil)
            #expect(throws: ClientError.self) { try text([.body(pointer: pointer)]) }
            #expect(throws: ClientError.self) { try text([.text("a"), .body(pointer: pointer)]) }
        }
        // No request has been taken.
        #expect(try number(.parts([.request(.query("a"))])) == nil)
    }

    @Test func whatTheParameterCannotBeIsNamedWithItsPlace() {
        #expect {
            try number(.parts([.body(pointer: "/list")]))
        } throws: { error in
            guard case .unusableLink("next", let violations)? = (error as? ClientError)?.reason else { return false }
            return violations.map(\.location) == [.query] && violations.map(\.pointer) == ["/id"]
        }
    }
}
