/// Says why a call to the object store did not succeed, in words an operator can act on and without any secret.
///
/// Nothing of the request but its operation's name is kept: no key, no URL, no header, no credential.
public struct StorageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened; callers decide by it.
    public let code: Code
    /// The operation that failed, for example `head` or `create_bucket`: one of a fixed set of names.
    public let operation: String
    /// The HTTP status of the store's answer, or `nil` where there was none.
    public let status: Int?
    /// The store's own error code, for example `NoSuchKey`; at most 64 characters of `A-Z a-z 0-9 . _ -`.
    public let storeCode: String?
    /// The store's name for the request, to find it in the store's log; at most 64 characters.
    public let requestID: String?
    /// How long the store asked us to wait (`Retry-After` in seconds), or how long it is still left alone, or `nil`.
    public let retryAfter: Duration?

    /// Makes an error; texts that came from the store are cut and cleaned.
    public init(
        _ code: Code,
        operation: String,
        status: Int? = nil,
        storeCode: String? = nil,
        requestID: String? = nil,
        retryAfter: Duration? = nil
    ) {
        self.code = code
        self.operation = operation
        self.status = status
        self.storeCode = storeCode.flatMap(Self.cleaned)
        self.requestID = requestID.flatMap(Self.cleaned)
        self.retryAfter = retryAfter
    }

    /// Whether the same call may succeed a little later without anybody doing anything.
    ///
    /// It says nothing about whether repeating is safe: that depends on the operation.
    public var isRetryable: Bool { code.isRetryable }

    /// A name from a fixed small set, for a metric's label.
    public var metricName: String { code.description }

    /// What failed, why, and what to do; safe to log.
    public var description: String {
        let facts = [
            status.map { "HTTP \($0)" },
            storeCode,
            requestID.map { "request \($0)" },
        ].compactMap { $0 }
        let details = facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
        return "storage \(operation) failed: \(code.advice)\(details)"
    }

    private static func cleaned(_ text: String) -> String? {
        let kept = text.unicodeScalars.prefix(64).filter { scalar in
            switch scalar {
            case "0"..."9", "A"..."Z", "a"..."z", ".", "_", "-": true
            default: false
            }
        }
        return kept.isEmpty ? nil : String(String.UnicodeScalarView(kept))
    }
}
