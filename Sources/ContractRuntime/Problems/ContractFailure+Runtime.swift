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

    /// 400: a body of text is not UTF-8.
    public static let malformedText = Self(
        status: 400, code: "malformed_request", title: "The request cannot be read",
        detail: "The body is not UTF-8; send it in that encoding.")

    /// 400: a form has more fields than are read.
    public static func tooManyFields(most: Int) -> Self {
        Self(
            status: 400, code: "malformed_request", title: "The request cannot be read",
            detail: "Send a form of at most \(most) fields.")
    }

    /// 400: a body of several parts breaks RFC 2046 or a bound.
    public static func malformedMultipart(_ reason: String) -> Self {
        Self(
            status: 400, code: "malformed_request", title: "The request cannot be read",
            detail: "The multipart body cannot be read: \(reason).")
    }

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

    /// 401: no alternative of the operation's security is met; which credential is wrong is told by its scheme alone.
    ///
    /// - Parameter challenges: One for each scheme (RFC 9110, section 11.6.1).
    public static func unauthorized(challenges: [String]) -> Self {
        guard !challenges.allSatisfy({ $0.hasPrefix("Bearer") }) else {
            return unauthorized(challenge: challenges.first ?? "Bearer")
        }
        return Self(
            status: 401, code: "unauthorized", title: "A valid credential is needed",
            detail: "Send a valid credential, as the contract describes it for this operation.",
            headers: [HeaderField("WWW-Authenticate", challenges.joined(separator: ", "))])
    }

    /// 403: the token is valid and does not allow this (RFC 6750, section 3.1).
    ///
    /// - Parameter scopes: The scopes that the operation needs.
    public static func insufficientScope(_ scopes: [String]) -> Self {
        Self(
            status: 403, code: "insufficient_scope", title: "The token does not allow this",
            detail: "Get a token with the scopes \(scopes.joined(separator: ", ")).",
            headers: [
                HeaderField(
                    "WWW-Authenticate",
                    "Bearer error=\"insufficient_scope\", scope=\"\(scopes.joined(separator: " "))\"")
            ])
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

    /// 406: the client takes none of the media types that the operation can answer.
    public static func notAcceptable(available: [String]) -> Self {
        Self(
            status: 406, code: "not_acceptable", title: "No media type fits",
            detail: "Accept one of \(available.joined(separator: ", ")).")
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
