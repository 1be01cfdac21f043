import Testing

@testable import ContractRuntime

@Suite struct MultipartParserTests {
    private func parts(_ body: String, boundary: String = "b") throws(ContractFailure) -> [BodyPart] {
        try MultipartParser.parts(of: Array(body.utf8), contentType: "multipart/form-data; boundary=\(boundary)")
    }

    private let disposition = "Content-Disposition: form-data; name=\"a\""

    @Test func partsAreSplit() throws {
        let body =
            "a preamble\r\n--b \t\r\n\(disposition)\r\n\r\n1\r\n--b\r\ncontent-disposition: FORM-DATA; name=c; "
            + "filename=\"d;%22\\\\.png\"\r\nContent-Type: image/png\r\n\r\n\r\n--x\r\n\r\n--b--\r\nan epilogue"
        let parts = try parts(body)
        #expect(parts.map(\.name) == ["a", "c"])
        #expect(parts.map(\.filename) == [nil, "d;\"\\.png"])
        #expect(parts.map(\.mediaType) == [nil, "image/png"])
        #expect(parts.map { String(decoding: $0.bytes, as: UTF8.self) } == ["1", "\r\n--x\r\n"])
        #expect(parts[1].headers.count == 2)
    }

    @Test func aBodyMayHaveNoPartsAndAPartNoBytes() throws {
        #expect(try parts("--b--") == [])
        #expect(try parts("--b\r\n\(disposition)\r\n\r\n\r\n--b--").map(\.bytes) == [[]])
        #expect(try parts("--b\r\n\(disposition)\r\n\r\n--b--").map(\.bytes) == [[]])
    }

    @Test(arguments: [
        "", "--b", "--b\r\n", "--bx\r\n\r\n--b--", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1",
        "--b\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--b--", "--b\r\n: x\r\n\r\n1\r\n--b--",
        "--b\r\nContent-Disposition : form-data; name=a\r\n\r\n1\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nMQ==\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\n\n1\r\n--b--",
    ])
    func whatIsMalformedIsRefused(_ body: String) {
        let failure = #expect(throws: ContractFailure.self) { try parts(body) }
        #expect(failure?.status == 400)
    }

    @Test func boundsHold() {
        let many = String(repeating: "--b\r\n\(disposition)\r\n\r\n1\r\n", count: 1_001) + "--b--"
        #expect(throws: ContractFailure.self) { try parts(many) }
        let long = "--b\r\n\(disposition)\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n1\r\n--b--"
        #expect(throws: ContractFailure.self) { try parts(long) }
        for boundary in ["", "\"\"", String(repeating: "b", count: 71), "b<"] {
            #expect(throws: ContractFailure.self) { try parts("--b--", boundary: boundary) }
        }
    }

    /// No prefix of a body, and no body with one byte changed, does anything but be read or refused.
    @Test func nothingBreaksTheParser() {
        let body = Array(
            "--b\r\n\(disposition); filename=\"x\"\r\n\r\n1\r\n--b\r\n\(disposition)\r\n\r\n2\r\n--b--".utf8)
        let type = "multipart/form-data; boundary=b"
        for end in body.indices {
            #expect(throws: ContractFailure.self) {
                try MultipartParser.parts(of: Array(body[..<end]), contentType: type)
            }
            var changed = body
            changed[end] = body[end] ^ 0x1F
            _ = try? MultipartParser.parts(of: changed, contentType: type)
        }
    }
}
