/// A failure that is answered as a problem (RFC 9457).
///
/// Nothing in it may come from the inside of the service: what is written here is what the caller reads.
public struct ContractFailure: Error, Hashable, Sendable {
    /// The HTTP status, 400 to 599.
    public var status: Int
    /// Stable; what callers decide by.
    public var code: String
    /// The same for every failure with this code.
    public var title: String
    /// What to do about this one.
    public var detail: String?
    /// Every part of the request that breaks the contract.
    public var violations: [Violation]
    /// Further header fields of the answer.
    public var headers: [HeaderField]

    /// Makes a failure.
    public init(
        status: Int, code: String, title: String, detail: String? = nil, violations: [Violation] = [],
        headers: [HeaderField] = []
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.violations = violations
        self.headers = headers
    }

    /// The answer's body and header fields.
    public func response(requestID: String) -> ContractResponse {
        var writer = JSONWriter()
        writer.beginObject()
        writer.plainName("type")
        writer.write("about:blank")
        writer.plainName("title")
        writer.write(title)
        writer.plainName("status")
        writer.write(status)
        if let detail {
            writer.plainName("detail")
            writer.write(detail)
        }
        writer.plainName("code")
        writer.write(code)
        writer.plainName("request_id")
        writer.write(requestID)
        if !violations.isEmpty {
            writer.plainName("violations")
            writer.write(violations) { writer, violation in violation.write(to: &writer) }
        }
        writer.endObject()
        return ContractResponse(
            status: status, headers: headers, mediaType: "application/problem+json", body: writer.bytes)
    }
}

extension Violation: JSONWritable {
    /// Writes the violation as a member of a problem.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.plainName("location")
        writer.write(location.rawValue)
        writer.plainName("pointer")
        writer.write(pointer)
        writer.plainName("reason")
        writer.write(reason)
        writer.plainName("message")
        writer.write(message)
        writer.endObject()
    }
}
