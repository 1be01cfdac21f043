/// An answer as generated code writes it, whatever the HTTP server.
public struct ContractResponse: Hashable, Sendable {
    /// The HTTP status.
    public var status: Int
    /// The header fields, `Content-Type` and `Content-Length` apart.
    public var headers: [HeaderField]
    /// The value of `Content-Type`; nil for no body.
    public var mediaType: String?
    /// The body.
    public var body: [UInt8]

    /// Makes an answer.
    public init(status: Int, headers: [HeaderField] = [], mediaType: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.mediaType = mediaType
        self.body = body
    }

    /// Makes an answer with a JSON body.
    public static func json(
        _ status: Int, _ body: some JSONWritable, mediaType: String = "application/json", headers: [HeaderField] = []
    ) -> Self {
        Self(status: status, headers: headers, mediaType: mediaType, body: body.jsonBytes(in: .response))
    }

    /// Makes an answer with text.
    public static func text(_ status: Int, _ body: String, mediaType: String, headers: [HeaderField] = []) -> Self {
        Self(status: status, headers: headers, mediaType: mediaType, body: Array(body.utf8))
    }
}
