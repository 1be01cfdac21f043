import Testing

@testable import ContractRuntime

/// Forms whose parts are written as they are made.
@Suite struct StreamedMultipartTests {
    private enum Part: Sendable {
        case point(JSONValue)
        case file(StreamedPart)
    }

    private func body(_ parts: [Part]) -> StreamedMultipart<Part> {
        StreamedMultipart(parts: BodyStream(parts), boundary: "b", operation: "send") { form, part in
            switch part {
            case .point(let value): form.write("point", as: .json) { writer in writer.write(value) }
            case .file(let file):
                form.stream("file", mediaType: "image/png", file)
                form.header("X-Angle", of: "file") { writer in writer.write(7) }
            }
        }
    }

    @Test func partsAreWrittenOneAfterTheOther() async throws {
        let file = StreamedPart(filename: "a \"b\"", bytes: ByteStream([[], [0x31], [], [0x32, 0x33]]))
        var pieces: [[UInt8]] = []
        for try await piece in body([.point(.object(["x": .number("1")])), .file(file)]) { pieces.append(piece) }
        #expect(!pieces.contains([]))
        let expected =
            "--b\r\nContent-Disposition: form-data; name=\"point\"\r\nContent-Type: application/json\r\n\r\n{\"x\":1}\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22\"\r\n"
            + "Content-Type: image/png\r\nX-Angle: 7\r\n\r\n123\r\n--b--\r\n"
        #expect(String(decoding: pieces.joined(), as: UTF8.self) == expected)
        // The bytes of a file are no more copied together than they came.
        #expect(pieces.contains([0x31]) && pieces.contains([0x32, 0x33]))
    }

    @Test func whatCannotBeWrittenEndsTheBody() async throws {
        let bad = StreamedPart(mediaType: "a\r\nb", bytes: ByteStream(bytes: [0x31]))
        var count = 0
        let error = await #expect(throws: ClientError.self) {
            for try await _ in body([.point(.null), .file(bad)]) { count += 1 }
        }
        #expect(count > 0)
        guard case .unwritableInput(let violations)? = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(violations.map(\.pointer) == ["/file"])
    }

    @Test func boundariesAreNewEachTimeAndOfTheKindThatIsAllowed() {
        let boundaries = (0..<100).map { _ in StreamedMultipart<Part>.randomBoundary() }
        #expect(Set(boundaries).count == 100)
        for boundary in boundaries {
            #expect(boundary.utf8.count <= 70)
            #expect(throws: Never.self) {
                try MultipartStateMachine(contentType: "multipart/form-data; boundary=\(boundary)")
            }
        }
    }
}
