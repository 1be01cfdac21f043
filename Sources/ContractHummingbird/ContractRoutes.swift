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
    /// Learns of every answer: the operation, the status and the time from the request's head to the answer.
    public typealias Observer = @Sendable (OperationMetadata, Int, Duration) -> Void

    private let operations: [OperationRoute]
    private let failure: FailureMapping
    private let observe: Observer

    /// Makes a registration.
    ///
    /// - Parameters:
    ///   - operations: The routes that the generated API makes.
    ///   - observe: Learns of every answer, for metrics.
    ///   - failure: Maps errors of the layers below. A status that the operation does not declare is answered as 500.
    public init(
        _ operations: [OperationRoute], observe: @escaping Observer = { _, _, _ in },
        failure: @escaping FailureMapping
    ) {
        self.operations = operations
        self.observe = observe
        self.failure = failure
    }

    /// Registers everything.
    public func register(on router: Router<Context>) {
        var methods: [String: [String]] = [:]
        for operation in operations {
            for prefix in operation.metadata.serverPrefixes {
                let path = prefix + operation.metadata.path
                methods[path, default: []].append(operation.metadata.method)
                guard let method = HTTPRequest.Method(operation.metadata.method) else { continue }
                router.on(RouterPath(path), method: method) { request, context in
                    await respond(operation, to: request, context: context)
                }
            }
        }
        for (path, allowed) in methods {
            for method in [HTTPRequest.Method.get, .head, .post, .put, .patch, .delete]
            where !allowed.contains(method.rawValue) {
                router.on(RouterPath(path), method: method) { _, context in
                    ContractFailure.methodNotAllowed(allowed: allowed).response(requestID: context.id).hummingbird
                }
            }
        }
    }

    private func respond(_ operation: OperationRoute, to request: Request, context: Context) async -> Response {
        let start = ContinuousClock.now
        let response: ContractResponse
        do {
            response = try await operation.respond(ContractRequest(request, context: context))
        } catch {
            if let refusal = error as? ContractFailure, refusal.status < 500 {
                // The runtime refuses what breaks the contract, whether or not the operation lists the status.
                response = refusal.response(requestID: context.id)
            } else if let known = failure(error), operation.metadata.statuses.contains(known.status) {
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
        observe(operation.metadata, response.status, ContinuousClock.now - start)
        return response.hummingbird
    }
}
