public import ContractRuntime
import HTTPTypes
public import Hummingbird
import Logging
import NIOCore

/// Registers a contract's operations on a Hummingbird router.
///
/// Every operation stands under each of its servers' prefixes. A path of the contract that is asked with a method
/// that it does not have answers 405, and whatever an operation throws is answered as a problem (RFC 9457).
public struct ContractRoutes<Context: RequestContext>: Sendable {
    /// Turns an error of the layers below into a failure to answer; nil for one that nobody foresaw.
    public typealias FailureMapping = @Sendable (any Error) -> ContractFailure?

    private let table: RouteTable
    private let failure: FailureMapping

    /// Makes a registration.
    ///
    /// - Parameters:
    ///   - operations: The routes that the generated API makes.
    ///   - failure: Maps errors of the layers below. A status that the operation does not declare is answered as 500.
    public init(_ operations: [OperationRoute], failure: @escaping FailureMapping) {
        table = RouteTable(operations)
        self.failure = failure
    }

    /// Adds the operations to a router, as a middleware: what no path of the contract is goes on to the router's routes.
    ///
    /// Hummingbird's own routes would not do: a path without parameters hides there all those with parameters that begin
    /// alike, and `:` and `*` have a meaning that they have not in a contract.
    ///
    /// Middleware that the router has by then is run before, whatever is added later only for other routes. Routes that
    /// the router has by then come first: add those that share places with the contract later.
    public func register(on router: Router<Context>) {
        router.add(middleware: ContractMiddleware(routes: self))
    }

    /// Answers a request; nil when its path is none of the contract.
    func respond(to request: Request, context: Context) async -> Response? {
        switch table.match(method: request.method.rawValue, path: request.uri.path) {
        case .operation(let operation, let path, let parameters):
            context.coreContext.endpointPath.value = path
            return await respond(operation, to: request, context: context, parameters: parameters)
        case .methodNotAllowed(let allowed, let path):
            context.coreContext.endpointPath.value = path
            return ContractFailure.methodNotAllowed(allowed: allowed).response(requestID: context.id).hummingbird
                .answering(request)
        case .notFound: return nil
        }
    }

    private func respond(
        _ operation: OperationRoute, to request: Request, context: Context, parameters: [String: String]
    ) async -> Response {
        let response: ContractResponse
        do {
            let answer = try await operation.respond(
                ContractRequest(request, context: context, pathParameters: parameters))
            if let mistake = answer.mistake { throw UnsendableAnswer(mistake: mistake) }
            response = answer
        } catch {
            if let refusal = error as? ContractFailure, refusal.status < 500 {
                // The runtime refuses what breaks the contract, whether or not the operation lists the status.
                response = refusal.response(requestID: context.id)
            } else if let known = failure(error), operation.metadata.declares(known.status) {
                response = known.response(requestID: context.id)
            } else {
                context.logger.error(
                    "Operation failed in a way that the contract does not declare",
                    metadata: [
                        "operation": .string(operation.metadata.identifier),
                        "error": .string(String(describing: error)),
                    ])
                response = ContractFailure.internalError.response(requestID: context.id)
            }
        }
        return response.hummingbird.answering(request)
    }
}

/// An answer that cannot be sent, of which no caller is told: a handler's mistake.
private struct UnsendableAnswer: Error, CustomStringConvertible {
    let mistake: String

    var description: String { "the answer cannot be sent: \(mistake)" }
}

/// Answers what the contract describes, and passes on the rest.
private struct ContractMiddleware<Context: RequestContext>: RouterMiddleware {
    let routes: ContractRoutes<Context>

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if let response = await routes.respond(to: request, context: context) { return response }
        return try await next(request, context)
    }
}
