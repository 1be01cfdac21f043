import Testing

@testable import ContractRuntime

@Suite struct BodyStreamTests {
    private func lines(_ pieces: [String], separator: UInt8 = 0x0A) async throws -> [String] {
        var lines: [String] = []
        for try await line in LineSequence(bytes: ByteStream(pieces.map { Array($0.utf8) }), separator: separator) {
            lines.append(String(decoding: line, as: UTF8.self))
        }
        return lines
    }

    @Test func linesAreFoundAcrossPieces() async throws {
        #expect(try await lines(["a\nb", "c\r", "\n\n", "d"]) == ["a", "bc", "d"])
        #expect(try await lines(["\u{1E}a\n\u{1E}", "b\n"], separator: 0x1E) == ["a", "b"])
        // An element of a sequence may hold line feeds, and separators may follow each other (RFC 7464, section 2.1).
        #expect(
            try await lines(["\u{1E}{\n \"a\":1\n}\n\u{1E}\u{1E}", "\n\u{1E}2"], separator: 0x1E) == [
                "{\n \"a\":1\n}", "2",
            ])
        #expect(try await lines([]) == [])
        let letters = "abc\nd\n"
        #expect(try await lines(letters.map(String.init)) == ["abc", "d"])
    }

    @Test func anElementOfASequenceIsThereBeforeTheNextOne() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        var lines = LineSequence(bytes: ByteStream(stream), separator: 0x1E).makeAsyncIterator()
        continuation.yield(Array("\u{1E}{\"a\":\"}\\\"\n\",\n\"b\":[1,\n2]}\n".utf8))
        let first = try await lines.next()
        #expect(first.map { String(decoding: $0, as: UTF8.self) } == "{\"a\":\"}\\\"\n\",\n\"b\":[1,\n2]}")
        continuation.yield(Array("\u{1E}{\"broken\": \u{1E}3\n".utf8))
        continuation.finish()
        #expect(try await lines.next().map { String(decoding: $0, as: UTF8.self) } == "{\"broken\":")
        #expect(try await lines.next().map { String(decoding: $0, as: UTF8.self) } == "3")
        #expect(try await lines.next() == nil)
    }

    @Test func bytesAreBounded() async throws {
        let stream = ByteStream([[1, 2], [3]])
        #expect(try await stream.collect(upTo: 3) == [1, 2, 3])
        await #expect(throws: ContractFailure.contentTooLarge(limit: 2)) { try await stream.collect(upTo: 2) }
    }

    @Test func aBoundEndsTheBytesThatGoBeyondIt() async throws {
        let stream = ByteStream([[1, 2], [3]], mediaType: "a/b")
        #expect(stream.bounded(to: 3).mediaType == "a/b")
        #expect(try await stream.bounded(to: 3).collect(upTo: 10) == [1, 2, 3])
        var iterator = stream.bounded(to: 2).makeAsyncIterator()
        #expect(try await iterator.next() == [1, 2])
        for _ in 0..<2 {
            await #expect(throws: ContractFailure.contentTooLarge(limit: 2)) { try await iterator.next() }
        }
        // What is announced is refused before anything is read.
        var announced = stream.bounded(to: 2, announced: 3).makeAsyncIterator()
        await #expect(throws: ContractFailure.contentTooLarge(limit: 2)) { try await announced.next() }
    }

    @Test func piecesAndFailuresAreWhatTheReaderWants() async throws {
        struct Broken: Error {}
        let source = AsyncThrowingStream<Int, any Error> { continuation in
            continuation.yield(1)
            continuation.yield(2)
            continuation.finish(throwing: Broken())
        }
        let stream = BodyStream<String>(source, mediaType: "a/b") { number in
            "\(number)"
        } failure: { error in
            error is Broken ? ContractFailure.unreadableBody : error
        }
        var iterator = stream.makeAsyncIterator()
        #expect(try await iterator.next() == "1")
        #expect(try await iterator.next() == "2")
        await #expect(throws: ContractFailure.unreadableBody) { try await iterator.next() }
    }

    @Test func aBodyThatComesAsAWholeIsOnePiece() async throws {
        let request = ContractRequest(
            requestID: "1", pathParameters: [:], query: "", header: { _ in nil }, collectBody: { _ in [1, 2] })
        var pieces: [[UInt8]] = []
        for try await piece in request.streamBody(10) { pieces.append(piece) }
        #expect(pieces == [[1, 2]])
    }

    @Test func eventsAreWrittenLineByLine() {
        let event = ServerSentEvent(event: "a\nb", data: "1\r\n2\r3\n", id: "x\0", retry: 5)
        #expect(
            String(decoding: event.bytes, as: UTF8.self)
                == "event: ab\nid: x\nretry: 5\ndata: 1\ndata: 2\ndata: 3\ndata: \n\n")
        #expect(String(decoding: ServerSentEvent(data: "").bytes, as: UTF8.self) == "data: \n\n")
    }

    @Test func jsonSequencesHaveTheirSeparator() async throws {
        let response = ContractResponse.lines(
            200, BodyStream<Int>([1, 2]), mediaType: "application/json-seq"
        ) { writer, item in writer.write(item) }
        #expect(try await response.stream?.collect(upTo: 100) == [0x1E, 0x31, 0x0A, 0x1E, 0x32, 0x0A])
    }
}
