/// The failures that the runtime itself answers, before a handler runs.
extension ContractFailure {
    /// 400: the body is not JSON.
    public static func malformedBody(_ error: JSONSyntaxError) -> Self {
        Self(
            status: 400, code: "malformed_request", title: "The request cannot be read",
            detail: "The body is not JSON: \(error).")
    }

    /// 400: the body broke off or is framed in a way that cannot be read.
    public static let unreadableBody = Self(
        status: 400, code: "malformed_request", title: "The request cannot be read",
        detail: "The body ended early or is malformed; send it again.")

    /// 400: the request needs a body and has none.
    public static let missingBody = Self(
        status: 400, code: "malformed_request", title: "The request cannot be read",
        detail: "Send a body; this one is empty.")

    /// 401: the credential is missing, wrong or expired; which of them is not told.
    public static func unauthorized(challenge: String) -> Self {
        Self(
            status: 401, code: "unauthorized", title: "A valid token is needed",
            detail: "Send a valid token in the Authorization header.",
            headers: [HeaderField("WWW-Authenticate", challenge)])
    }

    /// 404: the contract has no such path.
    public static let notFound = Self(
        status: 404, code: "not_found", title: "There is nothing here",
        detail: "The contract at /openapi.yaml lists every path.")

    /// 405: the contract has the path, but not with this method.
    public static func methodNotAllowed(allowed: [String]) -> Self {
        Self(
            status: 405, code: "method_not_allowed", title: "The method is not allowed here",
            detail: "Use \(allowed.joined(separator: ", ")).",
            headers: [HeaderField("Allow", allowed.joined(separator: ", "))])
    }

    /// 413: the body is larger than is read.
    public static func contentTooLarge(limit: Int) -> Self {
        Self(
            status: 413, code: "content_too_large", title: "The body is too large",
            detail: "Send at most \(limit) bytes.")
    }

    /// 415: the body is of a media type that the operation does not read.
    public static func unsupportedMediaType(allowed: String) -> Self {
        Self(
            status: 415, code: "unsupported_media_type", title: "The body has another media type",
            detail: "Send \(allowed).")
    }

    /// 422: the request can be read and breaks the contract.
    public static func validationFailed(_ violations: [Violation]) -> Self {
        Self(
            status: 422, code: "validation_failed", title: "The request breaks the contract",
            detail: "See violations.", violations: violations)
    }

    /// 429: the caller has asked as often as the operation's `x-rate-limit` allows (RFC 6585, section 4).
    ///
    /// - Parameter wait: The time until the next request is admitted; told in whole seconds, at least one.
    public static func rateLimited(retryAfter wait: Duration) -> Self {
        let (whole, rest) = wait.components
        let seconds = max(1, rest > 0 ? whole + 1 : whole)
        return Self(
            status: 429, code: "rate_limited", title: "Too many requests", detail: "Ask again in \(seconds) seconds.",
            headers: [HeaderField("Retry-After", String(seconds))])
    }

    /// 500: the service's own fault; the log has the rest under the request's identifier.
    public static let internalError = Self(
        status: 500, code: "internal_error", title: "Something went wrong on our side",
        detail: "Ask again later; if it stays, report the request_id.")
}
