/// An answer that has arrived as a whole, as generated code reads it: nothing is left to wait for.
public struct WholeAnswer: ReceivedAnswer {
    /// The HTTP status.
    public let status: Int
    /// The header fields, in their order.
    public let headers: [HeaderField]
    /// The `operationId`, which errors name.
    public let operation: String
    private let body: Body

    /// What became of the body.
    enum Body: Sendable {
        case bytes([UInt8])
        /// It did not arrive, or not within its bounds.
        case failed(ClientError)
        /// The contract has none for the status, or another media type.
        case passedOver
    }

    init(_ answer: ContractAnswer, body: Body) {
        status = answer.status
        headers = answer.headers
        operation = answer.operation
        self.body = body
    }

    /// What an answer to HEAD tells of the body that it has not (RFC 9110, section 9.3.2).
    public func contentHead() -> ContentHead {
        ContentHead(mediaType: field("Content-Type"), length: fields("Content-Length").first.flatMap { Int($0) })
    }

    /// The contract declares no such status.
    public func undeclared() -> ClientError { error(.undeclaredStatus(status)) }

    /// Reads an answer of JSON.
    public func json<Value>(
        _ mediaType: String, read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(ClientError) -> Value {
        try value(of: try bytes(mediaType), read: read)
    }

    /// Reads an answer of JSON as a value of a type of the contract.
    public func json<Value: JSONReadable>(_ mediaType: String, as type: Value.Type) throws(ClientError) -> Value {
        try value(of: try bytes(mediaType), read: type.read(from:))
    }

    /// Reads an answer of text, which must be UTF-8, as the value that it stands for.
    public func text<Value>(
        _ mediaType: String, as shape: ParameterShape = .string,
        read: (inout JSONReader) throws(JSONSyntaxError) -> Value?
    ) throws(ClientError) -> Value {
        guard let text = String(validating: try bytes(mediaType), as: UTF8.self) else {
            throw error(.malformedAnswer("it is not UTF-8", status: status))
        }
        var writer = JSONWriter()
        shape.write(.text(text), to: &writer)
        return try value(of: writer.bytes, read: read)
    }

    private func bytes(_ mediaType: String) throws(ClientError) -> [UInt8] {
        _ = try self.mediaType(among: [mediaType])
        switch body {
        case .bytes(let bytes): return bytes
        case .failed(let error): throw error
        case .passedOver:
            throw error(.malformedAnswer("its body was passed over, for the call did not accept it", status: status))
        }
    }
}
