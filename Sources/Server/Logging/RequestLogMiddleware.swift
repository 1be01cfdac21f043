import HTTPTypes
import Hummingbird
import Logging

/// Logs one line for each request, and tells the caller the request's identifier.
///
/// The query is left out: what a client puts there may be secret.
struct RequestLogMiddleware<Context: RequestContext>: RouterMiddleware {
    private let requestID = HTTPField.Name("X-Request-ID")

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let elapsed = (ContinuousClock.now - start).components
        if let requestID { response.headers[requestID] = context.id }
        context.logger.info(
            "Request completed",
            metadata: [
                "method": .string(request.method.rawValue),
                "path": .string(request.uri.path),
                "status": .stringConvertible(response.status.code),
                "duration_ms": .stringConvertible(
                    Double(elapsed.seconds) * 1_000 + (Double(elapsed.attoseconds) / 1e13).rounded() / 100),
            ])
        return response
    }
}
