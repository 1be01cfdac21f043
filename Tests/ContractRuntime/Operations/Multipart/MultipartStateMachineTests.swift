import Testing

@testable import ContractRuntime

@Suite struct MultipartStateMachineTests {
    private static let disposition = "Content-Disposition: form-data; name=\"a\""

    /// Bodies with everything that is hard to find when it comes in pieces.
    private static let bodies = [
        "--b\r\n\(disposition)\r\n\r\n1\r\n--b--",
        "a preamble\r\n--c\r\n--b \t\r\n\(disposition)\r\nX-Y: z\r\n\r\n\r\n--x\r\n\r\n--\r\n--b\r\n\(disposition)\r\n\r\n"
            + "\r\n-\r--b\n\r\r\n--b--\r\nan epilogue\r\n--b\r\n",
        "--b\r\n\(disposition)\r\n\r\n--b\r\n\(disposition)\r\n\r\n\r\n--b\r\n\(disposition)\r\n\r\n\r\n\r\n--b--",
        "--b--",
    ]
    private static let type = "multipart/form-data; boundary=b"

    /// What a body tells when it comes in these pieces, the bytes of a part joined.
    private func parts(_ pieces: [[UInt8]]) throws -> [BodyPart] {
        var machine = try MultipartStateMachine(contentType: Self.type)
        var rest = pieces[...]
        var parts: [BodyPart] = []
        var open: BodyPart?
        while true {
            switch try machine.next() {
            case .needsBytes:
                if let piece = rest.popFirst() { machine.append(piece) } else { machine.finish() }
            case .part(let part): open = part
            case .bytes(let bytes):
                #expect(!bytes.isEmpty)
                open?.bytes += bytes
            case .partEnd:
                parts.append(try #require(open))
                open = nil
            case .end:
                #expect(open == nil)
                return parts
            }
        }
    }

    @Test(arguments: bodies) func whereABodyIsSplitMakesNoDifference(_ text: String) throws {
        let body = Array(text.utf8)
        let whole = try parts([body])
        for first in 0...body.count {
            for second in first...body.count {
                let pieces = [body[..<first], body[first..<second], body[second...]].map(Array.init)
                #expect(try parts(pieces) == whole, "\(first) \(second)")
            }
        }
        #expect(try parts(body.map { [$0] }) == whole)
    }

    @Test func partsAreWhatTheBodySays() throws {
        let texts = try Self.bodies.map { body in
            try parts([Array(body.utf8)]).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        #expect(texts == [["1"], ["\r\n--x\r\n\r\n--", "\r\n-\r--b\n\r"], ["", "", "\r\n"], []])
    }

    @Test(arguments: bodies) func aBodyThatBreaksOffIsRefusedWhereverItDoes(_ text: String) throws {
        let body = Array(text.utf8)
        let end = body.count - (text.contains("epilogue") ? "\r\nan epilogue\r\n--b\r\n".utf8.count : 0)
        try #require(end > 0)
        for count in 0..<end {
            for split in 0...count {
                #expect(throws: ContractFailure.self) {
                    try parts([Array(body[..<split]), Array(body[split..<count])])
                }
            }
        }
    }

    @Test func bytesAreToldAsTheyComeButForWhatMayBeABoundary() throws {
        var machine = try MultipartStateMachine(contentType: Self.type)
        #expect(try machine.next() == .needsBytes)
        machine.append(Array("--b\r\n\(Self.disposition)\r\n\r\n12\r\n--".utf8))
        guard case .part = try machine.next() else {
            Issue.record("no part")
            return
        }
        #expect(try machine.next() == .bytes(Array("12".utf8)))
        #expect(try machine.next() == .needsBytes)
        machine.append(Array("x3".utf8))
        #expect(try machine.next() == .bytes(Array("\r\n--x3".utf8)))
        #expect(try machine.next() == .needsBytes)
    }

    /// Bytes that look like the beginning of a boundary again and again take no more time than others.
    @Test(.timeLimit(.minutes(1))) func bytesThatAreAlmostBoundariesAreBytes() throws {
        let piece = Array(String(repeating: "\r\n--a\r\r\r\n-", count: 100_000).utf8)
        let boundary = "--b\r\n\(Self.disposition)\r\n\r\n"
        let parts = try parts([Array(boundary.utf8), piece, piece, Array("\r\n--b--".utf8)])
        #expect(parts.map(\.bytes) == [piece + piece])
    }

    @Test func aHeaderWithoutAnEndIsRefusedBeforeItIsHeld() throws {
        for line in ["", "X: y\r\n"] {
            var machine = try MultipartStateMachine(contentType: Self.type)
            machine.append(Array("--b\r\n".utf8))
            let failure = #expect(throws: ContractFailure.self) {
                for _ in 0..<20 {
                    guard case .needsBytes = try machine.next() else { return }
                    machine.append(Array((String(repeating: line, count: 200) + "x: ").utf8))
                    machine.append([UInt8](repeating: 0x78, count: 1_000))
                    if !line.isEmpty { machine.append([0x0D, 0x0A]) }
                }
            }
            #expect(failure?.detail?.contains("16384") == true)
        }
    }
}
