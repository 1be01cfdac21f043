import Testing

@testable import ContractRuntime

/// The events of a stream as a browser reads them (HTML Living Standard, section 9.2.6).
@Suite struct EventSequenceTests {
    private func events(_ pieces: [String], limit: Int = 100) async throws -> [ServerSentEvent] {
        try await events(bytes: pieces.map { Array($0.utf8) }, limit: limit)
    }

    private func events(bytes: [[UInt8]], limit: Int = 100) async throws -> [ServerSentEvent] {
        let sequence = EventSequence(
            bytes: ByteStream(bytes), limit: limit, tooLarge: ClientError("read", .answerTooLarge(limit: limit)))
        var events: [ServerSentEvent] = []
        for try await event in sequence { events.append(event) }
        return events
    }

    @Test func fieldsAreThoseOfTheStandard() async throws {
        let text = """
            \u{FEFF}data: first
            data:second
            data
            event: note
            id: 7
            retry: 50
            unknown: field
            : a comment

            data:  one space belongs to it
            retry: 5s
            id: a\0b

            event: without data


            """
        #expect(
            try await events([text]) == [
                ServerSentEvent(event: "note", data: "first\nsecond\n", id: "7", retry: 50),
                ServerSentEvent(data: " one space belongs to it"),
            ])
    }

    @Test func whereTheBytesAreSplitAndHowLinesEndMakesNoDifference() async throws {
        let lines = ["data: é", "data: b", "", "id: 1", "data: c", "", ""]
        let expected = [ServerSentEvent(data: "é\nb"), ServerSentEvent(data: "c", id: "1")]
        for end in ["\n", "\r", "\r\n"] {
            let bytes = Array(lines.joined(separator: end).utf8)
            for split in 0...bytes.count {
                #expect(try await events(bytes: [Array(bytes[..<split]), Array(bytes[split...])]) == expected)
            }
            #expect(try await events(bytes: bytes.map { [$0] }) == expected)
        }
    }

    @Test func anEventThatTheEndCutsOffIsNone() async throws {
        #expect(try await events(["data: a\n\ndata: b\n"]) == [ServerSentEvent(data: "a")])
        #expect(try await events([]) == [])
    }

    @Test func whatHasNoDataIsNone() async throws {
        #expect(try await events(["event: a\n\n: comment\n\nid: 1\nretry: 5\n\n\n"]) == [])
        #expect(try await events(["data:\n\ndata\n\n"]) == [ServerSentEvent(data: ""), ServerSentEvent(data: "")])
    }

    @Test func anEventIsBoundedAndAStreamIsNot() async throws {
        let event = "data: 12\n\n"
        #expect(try await events([String(repeating: event, count: 50)], limit: event.utf8.count).count == 50)
        for text in [event, "data: " + String(repeating: "x", count: 20), "x: 1\nx: 2\nx: 3\n"] {
            let error = await #expect(throws: ClientError.self) { try await events([text], limit: 8) }
            guard case .answerTooLarge(limit: 8)? = error?.reason else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        // Comments keep a connection alive and add up to no event.
        #expect(try await events([String(repeating: ": ping\n", count: 50) + event], limit: 60).count == 1)
    }

    @Test func eventsComeBeforeTheStreamEnds() async throws {
        let (pieces, continuation) = AsyncStream<[UInt8]>.makeStream()
        let sequence = EventSequence(
            bytes: ByteStream(pieces), limit: 100, tooLarge: ClientError("read", .answerTooLarge(limit: 100)))
        var iterator = sequence.makeAsyncIterator()
        continuation.yield(Array("data: 1\n\ndata: 2\n\nda".utf8))
        #expect(try await iterator.next()?.data == "1")
        #expect(try await iterator.next()?.data == "2")
        continuation.yield(Array("ta: 3\n\n".utf8))
        #expect(try await iterator.next()?.data == "3")
    }
}
