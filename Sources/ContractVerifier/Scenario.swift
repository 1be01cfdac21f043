/// One scenario of an operation, as the generator's `examples` mode writes it from the contract.
public struct Scenario: Hashable, Sendable, CustomStringConvertible {
    /// A name and a value.
    public struct Pair: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: String

        /// Makes a pair.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Whose token goes along.
    public enum Credential: String, Hashable, Sendable {
        /// The user's own.
        case valid
        /// None.
        case none
        /// One that has expired.
        case expired
    }

    /// The `operationId`.
    public var operation: String
    /// The scenario's name, which pairs request and response examples.
    public var name: String
    /// The method in upper case.
    public var method: String
    /// The path with its parameters filled in, under the first server, percent-encoded as it is sent.
    public var path: String
    /// The names and values of the query, percent-encoded as they are sent.
    public var query: [Pair]
    /// Further header fields.
    public var headers: [Pair]
    /// The value of `Content-Type`; nil without a body.
    public var contentType: String?
    /// The body as it goes on the wire; nil for none.
    public var body: String?
    /// How many spaces to append to the body, to make it as long as a test needs.
    public var paddingBytes: Int
    /// Whose token goes along.
    public var credential: Credential
    /// The state that must be set up before.
    public var state: String?
    /// The effects that must be seen after.
    public var effects: [String]
    /// The status of the answer.
    public var status: Int
    /// The media type of the answer; nil for no body.
    public var responseMediaType: String?
    /// The example of the answer's body as JSON; for text a JSON string.
    public var responseBody: String?

    /// Makes a scenario.
    public init(
        operation: String, name: String, method: String, path: String, query: [Pair], headers: [Pair],
        contentType: String?, body: String?, paddingBytes: Int, credential: Credential, state: String?,
        effects: [String], status: Int, responseMediaType: String?, responseBody: String?
    ) {
        self.operation = operation
        self.name = name
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.contentType = contentType
        self.body = body
        self.paddingBytes = paddingBytes
        self.credential = credential
        self.state = state
        self.effects = effects
        self.status = status
        self.responseMediaType = responseMediaType
        self.responseBody = responseBody
    }

    /// `OPERATION STATUS NAME`.
    public var description: String { "\(operation) \(status) \(name)" }
}
