/// A request as generated code reads it, whatever the HTTP server.
public struct ContractRequest: Sendable {
    /// Finds the request in the log and is part of every problem.
    public var requestID: String
    /// The values of the path's parameters by name, as they were sent: still percent-encoded, for a comma that
    /// separates and one that belongs to a value differ in nothing else.
    public var pathParameters: [String: String]
    /// The query string without its question mark, as it was sent.
    public var query: String
    /// The value of a header field, by its name in any case; several fields of one name are joined by a comma, or, for
    /// cookies, by a semicolon.
    public var header: @Sendable (String) -> String?
    /// The client's certificate in DER, where the connection has one and the server tells it.
    public var peerCertificate: [UInt8]?
    /// Reads the whole body, up to a limit in bytes.
    ///
    /// Throws `ContractFailure.contentTooLarge` beyond the limit. It is read only after the caller is authenticated.
    public var collectBody: @Sendable (Int) async throws -> [UInt8]
    /// The body in pieces as they arrive, up to a limit in bytes.
    public var streamBody: @Sendable (Int) -> ByteStream

    /// Makes a request.
    ///
    /// - Parameter streamBody: The body in pieces; without it the whole body is one.
    public init(
        requestID: String, pathParameters: [String: String], query: String,
        header: @escaping @Sendable (String) -> String?, peerCertificate: [UInt8]? = nil,
        collectBody: @escaping @Sendable (Int) async throws -> [UInt8],
        streamBody: (@Sendable (Int) -> ByteStream)? = nil
    ) {
        self.requestID = requestID
        self.pathParameters = pathParameters
        self.query = query
        self.header = header
        self.peerCertificate = peerCertificate
        self.collectBody = collectBody
        self.streamBody = streamBody ?? { limit in ByteStream(CollectedBody { try await collectBody(limit) }) }
    }
}

/// A body that can only be had as a whole, as a sequence of one piece.
private struct CollectedBody: AsyncSequence, Sendable {
    let collect: @Sendable () async throws -> [UInt8]

    init(_ collect: @escaping @Sendable () async throws -> [UInt8]) {
        self.collect = collect
    }

    func makeAsyncIterator() -> Iterator { Iterator(collect: collect) }

    struct Iterator: AsyncIteratorProtocol {
        var collect: (@Sendable () async throws -> [UInt8])?

        mutating func next() async throws -> [UInt8]? {
            guard let collect else { return nil }
            self.collect = nil
            let bytes = try await collect()
            return bytes.isEmpty ? nil : bytes
        }
    }
}
