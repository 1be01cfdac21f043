/// Writes the routes: for each operation what leads from a request through its handler to a response, and the list of all.
///
/// A route stands beside its operation, so that a change of one operation compiles no other.
struct RouteRenderer {
    private let operations: [OperationPlan]
    private let apiName: String
    private let isSecured: Bool

    init(_ plan: Plan) {
        operations = plan.operations
        apiName = plan.apiName
        isSecured = plan.operations.contains { $0.security != .none }
    }

    func renderList(to writer: inout SourceWriter) {
        writer.line()
        writer.block("extension \(apiName)API {") { writer in
            writer.line("/// Every operation, ready to be registered on an HTTP server.")
            let head =
                isSecured
                ? "public func routes<Authenticator: \(apiName)Authenticator>(authenticator: Authenticator) "
                    + "-> [OperationRoute] where Authenticator.Principal == Principal {"
                : "public func routes() -> [OperationRoute] {"
            writer.block(head) { writer in
                guard !operations.isEmpty else { return writer.line("[]") }
                writer.line("var routes: [OperationRoute] = []")
                for operation in operations {
                    let more = operation.security == .none ? "" : ", authenticator"
                    writer.line("routes.append(\(operation.typeName).route(self\(more)))")
                }
                writer.line("return routes")
            }
        }
    }

    func render(_ operation: OperationPlan, to writer: inout SourceWriter) {
        let head =
            operation.security == .none
            ? "static func route(_ handler: some \(apiName)API) -> OperationRoute {"
            : "static func route<Handler: \(apiName)API, Authenticator: \(apiName)Authenticator>("
                + "_ handler: Handler, _ authenticator: Authenticator) -> OperationRoute "
                + "where Authenticator.Principal == Handler.Principal {"
        writer.block("extension \(operation.typeName) {") { writer in
            writer.block(head) { writer in renderRoute(operation, to: &writer) }
        }
    }

    private func renderRoute(_ operation: OperationPlan, to writer: inout SourceWriter) {
        writer.block("OperationRoute(metadata) { request in") { writer in
            if operation.security == .none {
                writer.line("let context = OperationContext(requestID: request.requestID)")
            } else {
                AuthenticatorRenderer.renderCall(operation.security, to: &writer)
                writer.line("let context = AuthenticatedContext(requestID: request.requestID, principal: principal)")
            }
            writer.line("let input = try await Input.read(request)")
            if operation.rateLimit != nil { writer.line("try await handler.admit(metadata, context: context)") }
            writer.line("let output = try await handler.\(operation.functionName)(input, context: context)")
            let isThrowing = operation.responses.contains { $0.key.isRange }
            writer.line("return \(isThrowing ? "try " : "")output.response")
        }
    }
}
