/// Sends requests over HTTP; a client of a contract needs nothing else of its surroundings.
public protocol ClientTransport: Sendable {
    /// Sends a request and returns its answer as soon as the head is there.
    ///
    /// - Throws: `ClientTransportError`, or `CancellationError`. Redirects are answers and not followed.
    func send(_ request: ClientRequest) async throws -> ClientAnswer
}

/// A request on its way.
///
/// It may hold credentials and never describes more than its method, so that they cannot end in a log.
public struct ClientRequest: Sendable, CustomStringConvertible, CustomReflectable {
    /// What a request carries.
    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        case stream(ByteStream)
    }

    /// The method in upper case.
    public var method: String
    /// The URL; its query may hold a key, so it belongs in no log.
    public var url: String
    /// All header fields, `Content-Length` and `Transfer-Encoding` apart; they may hold credentials.
    public var headers: [HeaderField]
    /// What it carries.
    public var body: Body
    /// How long to wait for the whole answer; nil for a stream.
    public var timeout: Duration?

    /// The method alone.
    public var description: String { "<\(method) request>" }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// An answer, its body still on the way.
public struct ClientAnswer: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The header fields, in their order.
    public var headers: [HeaderField]
    /// The body. It throws what `send` throws.
    public var body: ByteStream

    /// Makes an answer.
    public init(status: Int, headers: [HeaderField], body: ByteStream) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// The bounds of a client.
public struct ClientLimits: Sendable {
    /// The most bytes of an answer that is read as a whole, and of one line or one event of a stream.
    public var answerBytes: Int
    /// How long a call may take, from its beginning to the end of its answer; streams have no such end.
    public var timeout: Duration

    /// Makes bounds; 10 MiB and 60 seconds when nothing is said.
    public init(answerBytes: Int = 10_485_760, timeout: Duration = .seconds(60)) {
        self.answerBytes = answerBytes
        self.timeout = timeout
    }
}

extension ClientTransport {
    /// Sends a call and returns its answer as generated code reads it.
    ///
    /// - Parameters:
    ///   - call: What to send.
    ///   - server: The URL that the operation's path stands below.
    ///   - limits: The bounds.
    /// - Throws: `ClientError`, or `CancellationError`.
    public func answer(
        to call: ContractCall, at server: String, limits: ClientLimits
    ) async throws -> ContractAnswer {
        let base = server.hasSuffix("/") ? server.dropLast() : server[...]
        return try await answer(to: call, limits: limits) { target in base + target }
    }

    /// Sends a call and waits for its whole answer, as generated code reads it.
    ///
    /// - Parameters:
    ///   - call: What to send.
    ///   - server: The URL that the operation's path stands below.
    ///   - limits: The bounds. A longer answer is told of when its body is read.
    /// - Throws: `ClientError`, or `CancellationError`.
    public func wholeAnswer(
        to call: ContractCall, at server: String, limits: ClientLimits
    ) async throws -> WholeAnswer {
        try await answer(to: call, at: server, limits: limits).whole(of: call)
    }

    /// - Parameter url: Makes the whole URL of the path and the query that the operation's input tells.
    func answer(
        to call: ContractCall, limits: ClientLimits, url: (String) -> String
    ) async throws -> ContractAnswer {
        let operation = call.metadata.identifier
        var violations = call.violations
        var target = ""
        do throws(UnwritableValue) {
            if violations.isEmpty { target = try call.target() }
        } catch {
            violations.append(Violation(location: .path, pointer: "", reason: "unwritable", message: error.message))
        }
        guard violations.isEmpty else { throw ClientError(operation, .unwritableInput(violations)) }
        var headers = call.headers
        if let mediaType = call.mediaType { headers.append(HeaderField("Content-Type", mediaType)) }
        if !call.cookies.isEmpty { headers.append(HeaderField("Cookie", call.cookies.joined(separator: "; "))) }
        let request = ClientRequest(
            method: call.metadata.method, url: url(target), headers: headers, body: call.body,
            timeout: call.isStreamed ? nil : limits.timeout)
        do {
            return ContractAnswer(
                try await send(request), to: operation, limit: limits.answerBytes,
                timeout: call.isStreamed ? limits.timeout : nil)
        } catch let error as ClientTransportError {
            throw ClientError(operation, .transport(error))
        }
    }
}
