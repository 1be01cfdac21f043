import HTTPTypes
import Hummingbird

/// Lets pages of certain origins call the API (the CORS protocol of the Fetch standard, section 3.3).
///
/// Tokens travel in a header and no cookie is used, so allowing every origin (`*`) gives no page what its user has not. The
/// origin `null`, which any sandboxed page can give itself, is never allowed, and credentials are never asked for.
struct AllowedOriginsMiddleware<Context: RequestContext>: RouterMiddleware {
    /// Nil for every origin.
    private let origins: Set<String>?

    /// Allows some origins, or every one with `*`.
    init(_ origins: [String]) {
        self.origins = origins.contains("*") ? nil : Set(origins)
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let allowed = allowedOrigin(request.headers[.origin])
        let isPreflight = request.method == .options && request.headers[.accessControlRequestMethod] != nil
        guard let allowed else { return varying(try await next(request, context)) }
        if isPreflight {
            return varying(
                Response(
                    status: .noContent,
                    headers: [
                        .accessControlAllowOrigin: allowed,
                        .accessControlAllowMethods: CrossOriginHeaders.methods.joined(separator: ", "),
                        .accessControlAllowHeaders: CrossOriginHeaders.requestHeaders.joined(separator: ", "),
                        .accessControlMaxAge: "3600",
                    ]))
        }
        var response = try await next(request, context)
        response.headers[.accessControlAllowOrigin] = allowed
        response.headers[.accessControlExposeHeaders] = CrossOriginHeaders.exposedHeaders.joined(separator: ", ")
        return varying(response)
    }

    private func allowedOrigin(_ origin: String?) -> String? {
        guard let origin, origin != "null" else { return nil }
        guard let origins else { return "*" }
        return origins.contains(origin) ? origin : nil
    }

    /// An answer that depends on the origin must not be kept for another one.
    private func varying(_ response: Response) -> Response {
        guard origins != nil else { return response }
        var response = response
        response.headers[values: .vary].append("Origin")
        return response
    }
}

/// What pages may send and read; a test holds it against the contract.
enum CrossOriginHeaders {
    static let methods = ["GET", "POST", "DELETE"]
    /// Those of the contract, the ones that carry token and body, and a trace (W3C Trace Context).
    static let requestHeaders = ["Authorization", "Content-Type", "Idempotency-Key", "traceparent", "tracestate"]
    /// Those of the contract, the ones that every answer may have, and the trace.
    static let exposedHeaders = [
        "Retry-After", "WWW-Authenticate", "Allow", "X-Request-ID", "traceparent", "traceresponse", "RateLimit",
        "RateLimit-Policy",
    ]
}
