import Synchronization
import Testing

@testable import ContractRuntime

/// Forms whose parts are read as they arrive.
@Suite struct StreamedMultipartBodyTests {
    /// Pieces of a body that count how many have been asked for.
    private final class Pieces: AsyncSequence, Sendable {
        let pieces: [[UInt8]]
        let asked = Atomic(0)

        init(_ texts: [String]) {
            pieces = texts.map { Array($0.utf8) }
        }

        func makeAsyncIterator() -> Iterator { Iterator(base: self, rest: pieces[...]) }

        struct Iterator: AsyncIteratorProtocol {
            let base: Pieces
            var rest: ArraySlice<[UInt8]>

            mutating func next() async throws -> [UInt8]? {
                base.asked.wrappingAdd(1, ordering: .relaxed)
                return rest.popFirst()
            }
        }
    }

    private enum Part: Sendable {
        case number(Int64)
        case file(StreamedPart)
    }

    private static let rules = [
        PartRule("n", isRequired: true, isRepeated: true, minimumCount: 2, maximumCount: 3, isUnique: true),
        PartRule("f", mediaTypes: ["image/*"], minimumLength: 2, maximumLength: 8), PartRule("g", isRequired: true),
    ]

    private func head(_ name: String, _ more: String = "") -> String {
        "--b\r\nContent-Disposition: form-data; name=\(name)\(more)\r\n\r\n"
    }

    private func number(_ text: String) -> String { head("n") + text + "\r\n" }
    private func file(_ text: String) -> String { head("f", "\r\nContent-Type: image/png") + text + "\r\n" }
    private var other: String { head("g") + "\r\n" }

    private func parts(
        _ pieces: Pieces, rules: [PartRule] = rules, limit: Int = 100_000
    ) throws -> BodyStream<Part> {
        let request = ContractRequest(
            requestID: "1", pathParameters: [:], query: "",
            header: { $0 == "Content-Type" ? "multipart/form-data; boundary=b" : nil }, collectBody: { _ in [] },
            streamBody: { ByteStream(pieces).bounded(to: $0) })
        let stream = try request.streamedMultipartBody("multipart/form-data", limit: limit, rules: rules) { part in
            guard part.name == "n" else { return Part.file(part.streamed) }
            return .number(
                try await part.value(as: .number, isElement: true) {
                    (reader: inout JSONReader) throws(JSONSyntaxError) -> Int64? in
                    try reader.readInteger(Int64.self, maximum: 9)
                })
        }
        return try #require(stream)
    }

    /// Reads everything; a file by its text when it is to be read.
    private func read(_ texts: [String], readsFiles: Bool = true, limit: Int = 100_000) async throws -> [String] {
        var result: [String] = []
        for try await part in try parts(Pieces(texts), limit: limit) {
            switch part {
            case .number(let value): result.append("\(value)")
            case .file(let file) where readsFiles:
                result.append(String(decoding: try await file.collect(upTo: 10_000).bytes, as: UTF8.self))
            case .file(let file): result.append(file.name)
            }
        }
        return result
    }

    private func refusal(_ texts: [String], readsFiles: Bool = false, limit: Int = 100_000) async -> String {
        do {
            return try await read(texts, readsFiles: readsFiles, limit: limit).joined(separator: " ")
        } catch let error as ContractFailure {
            return ([String(error.status)] + error.violations.map { "\($0.pointer) \($0.reason)" })
                .joined(separator: " ")
        } catch {
            return "\(error)"
        }
    }

    @Test func partsComeInTheOrderOfTheBody() async throws {
        let body = number("1") + file("abc") + other + number("2") + "--b--"
        #expect(try await read([body]) == ["1", "abc", "", "2"])
        #expect(try await read(body.map(String.init)) == ["1", "abc", "", "2"])
        #expect(try await read([body], readsFiles: false) == ["1", "f", "g", "2"])
        #expect(try await read(body.map(String.init), readsFiles: false) == ["1", "f", "g", "2"])
    }

    @Test func whatBreaksTheContractEndsTheParts() async {
        let two = number("1") + number("2")
        for (body, expected) in [
            (two + "--b--", "422 /g required"), (other + number("1") + "--b--", "422 /n minItems"),
            (other + "--b--", "422 /n required"), (number("1") + number("x") + "--b--", "422 /n/1 type"),
            (number("1") + number("10") + "--b--", "422 /n/1 maximum"),
            (number("1") + number("1.0") + "--b--", "422 /n uniqueItems"),
            (two + number("3") + number("4"), "422 /n maxItems"), (other + other, "422 /g duplicate"),
            (head("f") + "abc\r\n", "422 /f contentType"), (file("a"), "400"),
            (file("a") + other, "422 /f minLength"), (file("123456789"), "422 /f maxLength"),
            (number("\u{FF}") + "--b--", "422 /n/0 type"), (two + other, "400"), (two + other + "--x", "400"),
            (two + head("f"), "422 /f contentType"), ("no boundary", "400"), (number("1") + "--b\r\nX\r\n\r\n", "400"),
        ] {
            for pieces in [[body], body.map(String.init)] {
                let refusal = await refusal(pieces)
                #expect(refusal == expected, "\(body)")
            }
        }
    }

    @Test func theWholeBodyAndEachValueAreBounded() async {
        let body = number("1") + number("2") + other + "--b--"
        let short = await refusal([body], limit: body.utf8.count - 1)
        #expect(short == "413")
        let exact = await refusal([body], limit: body.utf8.count)
        #expect(exact == "1 2 g")
        let digits = String(repeating: "1", count: ArrivingPart.maximumValueBytes + 1)
        let long = await refusal([number(digits)], limit: 10_000_000)
        #expect(long == "413")
    }

    @Test func nothingIsReadBeforeItIsAskedFor() async throws {
        let pieces = Pieces([number("1"), head("g"), "abc", "def", "\r\n", number("2"), "--b--"])
        let stream = try parts(pieces)
        #expect(pieces.asked.load(ordering: .relaxed) == 0)
        var iterator = stream.makeAsyncIterator()
        // That a part has ended is told by the boundary after it.
        _ = try await iterator.next()
        #expect(pieces.asked.load(ordering: .relaxed) == 2)
        guard case .file(let file)? = try await iterator.next() else {
            Issue.record("no file")
            return
        }
        #expect(pieces.asked.load(ordering: .relaxed) == 2)
        var bytes = file.bytes.makeAsyncIterator()
        #expect(try await bytes.next() == Array("abc".utf8))
        #expect(pieces.asked.load(ordering: .relaxed) == 3)
        _ = try await iterator.next()
        #expect(pieces.asked.load(ordering: .relaxed) == 7)
        #expect(try await iterator.next() == nil)
    }

    @Test func aPartThatHasBeenPassedOverCannotBeRead() async throws {
        let stream = try parts(Pieces([file("abc") + file("def") + "--b--"]), rules: [])
        var iterator = stream.makeAsyncIterator()
        guard case .file(let first)? = try await iterator.next(), case .file(let second)? = try await iterator.next()
        else {
            Issue.record("no files")
            return
        }
        await #expect(throws: StreamedPartError.passedOver) { try await first.collect(upTo: 10) }
        #expect(try await second.collect(upTo: 10).bytes == Array("def".utf8))
        // It is at its end and stays there.
        #expect(try await second.collect(upTo: 10).bytes == [])
    }

    @Test func whatEndedTheBodyIsToldToAllWhoGoOn() async throws {
        let stream = try parts(Pieces([number("1") + number("x") + other + "--b--"]))
        var iterator = stream.makeAsyncIterator()
        _ = try await iterator.next()
        for _ in 0..<2 {
            await #expect(throws: ContractFailure.self) {
                var other = stream.makeAsyncIterator()
                _ = try await other.next()
            }
        }
    }

    @Test func formsOfOneReaderAtATime() async throws {
        let (pieces, continuation) = AsyncStream<[UInt8]>.makeStream()
        let source = try MultipartSource(
            ByteStream(pieces), contentType: "multipart/form-data; boundary=b", rules: [])
        let names = await withTaskGroup(of: Result<String?, any Error>.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    do { return .success(try await source.nextPart()?.name) } catch { return .failure(error) }
                }
            }
            // Whichever begins first waits for bytes, so the other ends first.
            let refused = await group.next()
            continuation.yield(Array(other.utf8))
            return [refused, await group.next()]
        }
        #expect(throws: StreamedPartError.readTwice) { try names.first??.get() }
        #expect(try names.last??.get() == "g")
    }

    @Test func aReaderThatIsCancelledTakesTheEndForNone() async throws {
        let (pieces, continuation) = AsyncStream<[UInt8]>.makeStream()
        let source = try MultipartSource(
            ByteStream(pieces), contentType: "multipart/form-data; boundary=b", rules: [])
        let task = Task { try await source.nextPart() != nil }
        continuation.yield(Array("--b\r\n".utf8))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func headersOfPartsAreReadAsTheirTypes() async throws {
        let source = try MultipartSource(
            ByteStream([Array((head("g", "\r\nX-Angle: 7") + "\r\n" + head("g", "\r\nX-Angle: a")).utf8)]),
            contentType: "multipart/form-data; boundary=b", rules: [])
        let read = { (fields: inout ParameterReader) -> Int64? in
            fields.required("X-Angle", in: .header, as: .number) {
                (reader: inout JSONReader) throws(JSONSyntaxError) -> Int64? in try reader.readInteger(Int64.self)
            }
        }
        #expect(try await source.nextPart()?.headers(read: read) == 7)
        let second = try await source.nextPart()
        let failure = #expect(throws: ContractFailure.self) { try second?.headers(read: read) }
        #expect(failure?.violations.map(\.pointer) == ["/g/X-Angle"])
    }
}
