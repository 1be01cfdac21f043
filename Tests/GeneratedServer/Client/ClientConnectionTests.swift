import ContractRuntime
import Synchronization
import Testing

/// What becomes of a call when the connection or the server does not do its part.
@Suite(.timeLimit(.minutes(2))) struct ClientConnectionTests {
    private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n"
    private static let chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: "

    /// What a call of an operation with a whole answer comes to nothing for.
    private func reason(
        _ steps: [ScriptedServer.Step], limits: ClientLimits = ClientLimits(),
        _ call: @escaping @Sendable (ThingsClient) async throws -> Void = { _ = try await $0.elsewhereAtItsOwn() }
    ) async throws -> ClientError.Reason? {
        let reason = Mutex<ClientError.Reason?>(nil)
        try await ScriptedServer.run(steps) { url in
            try await ThingsClient.use(at: url, limits: limits) { client in
                let error = await failure { try await call(client) }
                reason.withLock { $0 = error?.reason }
            }
        }
        return reason.withLock { $0 }
    }

    @Test func theTimeoutIsThatOfTheWholeCall() async throws {
        let trickle = (0..<100).flatMap { _ in [ScriptedServer.Step.send("x"), .wait(.milliseconds(100))] }
        let scripts: [[ScriptedServer.Step]] = [
            [.hang], [.send(Self.head), .hang], [.send(Self.head + "abc"), .hang], [.send(Self.head)] + trickle,
        ]
        for steps in scripts {
            let clock = ContinuousClock()
            let start = clock.now
            let reason = try await reason(steps, limits: ClientLimits(timeout: .milliseconds(500)))
            guard case .transport(.timedOut)? = reason else {
                Issue.record("\(String(describing: reason))")
                continue
            }
            #expect(clock.now - start < .seconds(30))
        }
    }

    /// The timeout of a call does not end streams, so what stands in their place has one of its own.
    @Test func whatIsAnsweredInsteadOfAStreamIsNotWaitedForWithoutEnd() async throws {
        let head = "HTTP/1.1 503 No\r\nContent-Length: 1000\r\n\r\n"
        let trickle = (0..<300).flatMap { _ in [ScriptedServer.Step.send("x"), .wait(.milliseconds(100))] }
        let clock = ContinuousClock()
        let start = clock.now
        let reason = try await reason([.send(head)] + trickle) { _ = try await $0.endless(Endless.Input()) }
        guard case .undeclaredStatus(503)? = reason else {
            Issue.record("\(String(describing: reason))")
            return
        }
        #expect(clock.now - start < .seconds(20))
    }

    @Test func anErrorOfTheCallersOwnStreamIsNoneOfTheConnection() async throws {
        struct Own: Error, Equatable {}
        try await ThingsServer.call { client in
            let own = AsyncThrowingStream<[UInt8], any Error> { $0.finish(throwing: Own()) }
            let stream = ByteStream(own, mediaType: "application/octet-stream")
            await #expect(throws: Own()) {
                _ = try await client.upload(Upload.Input(body: stream))
            }
        }
    }

    @Test func aStreamMayTakeLongerThanTheTimeoutOfACall() async throws {
        let slow: [ScriptedServer.Step] = [
            .send(Self.chunkedHead + "application/octet-stream\r\n\r\n3\r\nabc\r\n"), .wait(.milliseconds(600)),
            .send("2\r\nde\r\n0\r\n\r\n"), .hang,
        ]
        try await ScriptedServer.run(slow) { url in
            try await ThingsClient.use(at: url, limits: ClientLimits(timeout: .milliseconds(200))) { client in
                guard case .ok(let stream) = try await client.endless(Endless.Input()) else { return }
                let bytes = try await stream.collect(upTo: 10)
                #expect(bytes == Array("abcde".utf8))
            }
        }
    }

    @Test func anAnswerThatBreaksOffIsSaidSo() async throws {
        let scripts: [[ScriptedServer.Step]] = [
            [], [.send("HTTP/1.1 200")], [.send(Self.head)], [.send(Self.head + "abc")],
        ]
        for steps in scripts {
            let reason = try await reason(steps)
            guard case .transport(.interrupted)? = reason else {
                Issue.record("\(steps): \(String(describing: reason))")
                continue
            }
        }
    }

    @Test func aStreamThatBreaksOffEndsAfterWhatCame() async throws {
        let counts = Mutex<[Int]>([])
        let head = Self.chunkedHead
        let bytes = try await reason([.send(head + "application/octet-stream\r\n\r\n3\r\nabc\r\n5\r\nde")]) { client in
            guard case .ok(let stream) = try await client.endless(Endless.Input()) else { return }
            for try await piece in stream { counts.withLock { $0.append(piece.count) } }
        }
        let line = "application/x-ndjson\r\nX-Text: a\r\n\r\nc\r\n{\"x\":1}\n{\"x\"\r\n"
        let lines = try await reason([.send(head + line)]) { client in
            let output = try await client.answers(Answers.Input(kind: "plain", accept: .xNdjson))
            guard case .ok(.xNdjson(let stream), _, _, _, _, _, _, _, _, _, _, _) = output else { return }
            for try await point in stream { counts.withLock { $0.append(Int(point.x)) } }
        }
        let event = "text/event-stream\r\nX-Text: a\r\n\r\nd\r\ndata: 1\n\ndata\r\n"
        let events = try await reason([.send(head + event)]) { client in
            let output = try await client.answers(Answers.Input(kind: "plain", accept: .events))
            guard case .ok(.events(let stream), _, _, _, _, _, _, _, _, _, _, _) = output else { return }
            for try await event in stream { counts.withLock { $0.append(Int(event.data) ?? 0) } }
        }
        for reason in [bytes, lines, events] {
            guard case .transport(.interrupted)? = reason else {
                Issue.record("\(String(describing: reason))")
                continue
            }
        }
        let told = counts.withLock { $0 }
        #expect([[3, 1, 1], [3, 2, 1, 1]].contains(told))
    }

    @Test func aServerWaitsForAClientThatReadsSlowly() async throws {
        let made = Atomic(0)
        var handlers = ThingsHandlers()
        handlers.onEndlessPiece = { made.wrappingAdd(65_536, ordering: .relaxed) }
        try await ThingsServer.call(handlers) { client in
            guard case .ok(let stream) = try await client.endless(Endless.Input()) else { return }
            var iterator = stream.makeAsyncIterator()
            _ = try await iterator.next()
            var before = -1
            while made.load(ordering: .relaxed) != before {
                before = made.load(ordering: .relaxed)
                try await Task.sleep(for: .milliseconds(300))
            }
            // No more than the system keeps for a connection.
            #expect(before < 100 << 20)
            var read = 0
            while read < before + 1 << 20, let piece = try await iterator.next() { read += piece.count }
            #expect(made.load(ordering: .relaxed) > before)
        }
    }
}

extension ThingsClient {
    /// Calls an operation with servers of its own at the server of the client.
    fileprivate func elsewhereAtItsOwn() async throws -> Elsewhere.Output {
        try await elsewhere(Elsewhere.Input(), at: server)
    }
}
