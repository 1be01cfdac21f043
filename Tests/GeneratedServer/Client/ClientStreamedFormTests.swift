import ContractRuntime
import Synchronization
import Testing

/// What the generated client writes part by part is what the generated server reads part by part.
@Suite struct ClientStreamedFormTests {
    private static func picture(_ bytes: ByteStream) -> AddAlbum.MultipartPart {
        .picture(StreamedPart(filename: "a.png", bytes: bytes), headers: .init(xAngle: 90))
    }

    @Test func partsOfEveryType() async throws {
        try await ThingsServer.call { client in
            let parts: [AddAlbum.MultipartPart] = [
                .title("--b\r\n"), .place(Point(x: 1, label: "é")), .tags("a"), .tags("é b"), .sizes([1, 2]),
                Self.picture(ByteStream([[1, 2], [], [3]])),
                .attachments(StreamedPart(bytes: ByteStream(bytes: Array("one".utf8))), headers: .init(caption: "c")),
            ]
            let echo = try await client.addAlbum(AddAlbum.Input(body: BodyStream(parts)))
            #expect(
                echo
                    == .ok(
                        "title=--b\r\n place={\"x\":1,\"label\":\"é\"} tag=a tag=é b sizes=[1, 2] "
                            + "picture=a.png:image/png:90:3 attachment=c:one"))
            let parcel: AddParcel.Input = .init(
                body: .multipart(
                    BodyStream([
                        .other2(7), .other(StreamedPart(name: "file", bytes: ByteStream(bytes: [1]))),
                    ])))
            let echo2 = try await client.addParcel(parcel)
            #expect(echo2 == .ok("7 file:1"))
            let echo3 = try await client.addParcel(AddParcel.Input())
            #expect(echo3 == .ok("nothing"))
            let crate = [
                StreamedPart(name: "a", bytes: ByteStream(bytes: [1, 2])),
                StreamedPart(name: "b", bytes: ByteStream([])),
            ]
            let echo4 = try await client.addCrate(AddCrate.Input(body: BodyStream(crate)))
            #expect(echo4 == .ok("a:2 b:0"))
        }
    }

    /// Bytes that are made when they are asked for, counted.
    private static func pieces(_ count: Int, made: Counter) -> ByteStream {
        let numbers = AsyncStream(unfolding: { made.next(upTo: count) })
        return ByteStream(numbers.map { _ in [UInt8](repeating: 0x41, count: Counter.pieceBytes) })
    }

    /// Of 200 MiB no more is on the way than two sockets may hold: 4 MiB to send and 32 MiB received by Linux's defaults,
    /// of which a few are what they do.
    private static let mostOnTheWay = 48 << 20

    private final class Counter: Sendable {
        static let pieceBytes = 65_536
        private let count = Atomic(0)

        var value: Int { count.load(ordering: .relaxed) }

        func next(upTo limit: Int) -> Int? {
            let next = count.wrappingAdd(1, ordering: .relaxed).newValue
            return next <= limit ? next : nil
        }

        func add(_ number: Int) { count.wrappingAdd(number, ordering: .relaxed) }
    }

    @Test(.timeLimit(.minutes(3))) func aPartFarLargerThanWhatIsHeldGoesThrough() async throws {
        let total = 3_200
        let made = Counter()
        let read = Counter()
        let greatest = Mutex(0)
        var handlers = ThingsHandlers()
        handlers.onPicture = { count in
            read.add(count)
            let held = made.value * Counter.pieceBytes - read.value
            greatest.withLock { $0 = max($0, held) }
        }
        try await ThingsServer.call(handlers, limits: ClientLimits(timeout: .seconds(170))) { client in
            let body = BodyStream([.title("ab"), Self.picture(Self.pieces(total, made: made))])
            let echo = try await client.addAlbum(AddAlbum.Input(body: body))
            #expect(echo == .ok("title=ab picture=a.png:image/png:90:\(total * Counter.pieceBytes)"))
        }
        #expect(read.value == total * Counter.pieceBytes)
        #expect(greatest.withLock { $0 } < Self.mostOnTheWay)
    }

    @Test(.timeLimit(.minutes(1))) func aClientWaitsForAHandlerThatReadsSlowly() async throws {
        let made = Counter()
        let (gate, opener) = AsyncStream<Void>.makeStream()
        var handlers = ThingsHandlers()
        handlers.onPicture = { _ in for await _ in gate {} }
        try await ThingsServer.call(handlers) { client in
            async let answer = client.addAlbum(
                AddAlbum.Input(body: BodyStream([.title("ab"), Self.picture(Self.pieces(3_200, made: made))])))
            // Until the client has stopped making more.
            var before = -1
            while made.value == 0 || made.value != before {
                before = made.value
                try await Task.sleep(for: .milliseconds(300))
            }
            #expect(made.value * Counter.pieceBytes < Self.mostOnTheWay)
            opener.finish()
            let echo = try await answer
            #expect(echo == .ok("title=ab picture=a.png:image/png:90:\(3_200 * Counter.pieceBytes)"))
        }
    }

    @Test(.timeLimit(.minutes(1))) func aHandlerMayAnswerWithoutReadingTheRest() async throws {
        try await ThingsServer.call { client in
            let made = Counter()
            let body = BodyStream([.title("stop"), Self.picture(Self.pieces(.max, made: made))])
            let answer = try await client.addAlbum(AddAlbum.Input(body: body))
            #expect(answer == .ok("stopped"))
        }
    }

    @Test func whatCannotBeWrittenIsSaidSo() async throws {
        try await ThingsServer.call { client in
            let bad = StreamedPart(mediaType: "a\r\nb", bytes: ByteStream(bytes: [1]))
            let body: BodyStream<AddAlbum.MultipartPart> = BodyStream([.title("ab"), .picture(bad, headers: .init())])
            let error = await failure { try await client.addAlbum(AddAlbum.Input(body: body)) }
            guard case .unwritableInput(let violations)? = error?.reason else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(violations.map(\.pointer) == ["/picture"])
        }
    }
}
