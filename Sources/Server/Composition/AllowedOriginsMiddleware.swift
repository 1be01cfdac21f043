import HTTPTypes
import Hummingbird

/// Lets pages of certain origins call the API (the CORS protocol of the Fetch standard).
///
/// Tokens travel in a header and no cookie is used, so allowing every origin (`*`) gives no page what its user has not.
struct AllowedOriginsMiddleware<Context: RequestContext>: RouterMiddleware {
    private let origins: Set<String>?
    private let middleware: CORSMiddleware<Context>

    /// Allows some origins, or every one with `*`.
    init(_ origins: [String]) {
        self.origins = origins.contains("*") ? nil : Set(origins)
        middleware = CORSMiddleware(
            allowOrigin: self.origins == nil ? .all : .originBased,
            allowHeaders: [.authorization, .contentType] + [HTTPField.Name("Idempotency-Key")].compactMap(\.self),
            allowMethods: [.get, .post, .delete, .options], exposedHeaders: ["Retry-After", "X-Request-ID"],
            maxAge: .seconds(3_600))
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard origins?.contains(request.headers[.origin] ?? "") ?? true else { return try await next(request, context) }
        return try await middleware.handle(request, context: context, next: next)
    }
}
