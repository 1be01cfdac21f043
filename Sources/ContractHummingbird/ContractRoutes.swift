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

    private let operations: [OperationRoute]
    private let failure: FailureMapping

    /// Makes a registration.
    ///
    /// - Parameters:
    ///   - operations: The routes that the generated API makes.
    ///   - failure: Maps errors of the layers below. A status that the operation does not declare is answered as 500.
    public init(_ operations: [OperationRoute], failure: @escaping FailureMapping) {
        self.operations = operations
        self.failure = failure
    }

    /// Registers everything.
    public func register(on router: Router<Context>) {
        var places: [String: [String: [Candidate]]] = [:]
        for operation in operations {
            for prefix in operation.metadata.serverPrefixes {
                let template = PathTemplate(prefix + operation.metadata.path)
                places[template.routerPath, default: [:]][operation.metadata.method, default: []]
                    .append((operation, template))
            }
        }
        for (path, methods) in places {
            for (name, candidates) in methods {
                guard let method = HTTPRequest.Method(name) else { continue }
                let sorted = candidates.sorted { $0.template.precision > $1.template.precision }
                router.on(RouterPath(path), method: method) { request, context in
                    await respond(sorted, to: request, context: context)
                }
            }
            let allowed = methods.keys.sorted()
            for method in [HTTPRequest.Method.get, .head, .post, .put, .patch, .delete]
            where methods[method.rawValue] == nil {
                router.on(RouterPath(path), method: method) { _, context in
                    ContractFailure.methodNotAllowed(allowed: allowed).response(requestID: context.id).hummingbird
                }
            }
        }
    }

    private typealias Candidate = (operation: OperationRoute, template: PathTemplate)

    /// Answers by the first operation whose template the path fits.
    private func respond(_ candidates: [Candidate], to request: Request, context: Context) async -> Response {
        for (operation, template) in candidates {
            guard let parameters = template.values(in: context.parameters) else { continue }
            return await respond(operation, to: request, context: context, parameters: parameters)
        }
        return ContractFailure.notFound.response(requestID: context.id).hummingbird
    }

    private func respond(
        _ operation: OperationRoute, to request: Request, context: Context, parameters: [String: String]
    ) async -> Response {
        let response: ContractResponse
        do {
            response = try await operation.respond(
                ContractRequest(request, context: context, pathParameters: parameters))
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
        let answer = response.hummingbird
        // What would have been sent is told by the header alone (RFC 9110, section 9.3.2).
        return request.method == .head ? answer.createHeadResponse() : answer
    }
}
