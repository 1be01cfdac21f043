import ContractRuntime
import HTTPTypes
public import Hummingbird
import Logging

/// Answers what no operation answers as a problem (RFC 9457): unknown paths, and requests the server cannot read.
public struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    /// Makes the middleware; add it before the routes.
    public init() {}

    /// Passes a request on and turns errors into problems.
    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as ContractFailure {
            return error.response(requestID: context.id).hummingbird.answering(request)
        } catch let error as any HTTPResponseError {
            return failure(error.status).response(requestID: context.id).hummingbird.answering(request)
        } catch {
            context.logger.error(
                "Request failed outside every operation", metadata: ["error": .string(String(describing: error))])
            return ContractFailure.internalError.response(requestID: context.id).hummingbird.answering(request)
        }
    }

    private func failure(_ status: HTTPResponse.Status) -> ContractFailure {
        switch status {
        case .notFound: .notFound
        case .contentTooLarge: .contentTooLarge(limit: 1_048_576)
        case _ where (400..<500).contains(status.code):
            ContractFailure(
                status: status.code, code: "malformed_request", title: "The request cannot be read",
                detail: status.reasonPhrase)
        default: .internalError
        }
    }
}
