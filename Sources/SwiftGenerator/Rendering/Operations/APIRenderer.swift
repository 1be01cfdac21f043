/// Writes the protocol that handlers fill, the authenticator's protocol, and the routes that call both.
struct APIRenderer {
    var style: SourceStyle

    func render(_ plan: Plan) -> String {
        var writer = SourceWriter(style, imports: ["public import ContractRuntime"])
        let isSecured = plan.operations.contains { $0.security != .none }
        writer.documentation([
            "Every operation of the contract; a type that conforms to it handles all of them.", "",
            "A new operation in the contract makes the build fail where its function is missing.",
        ])
        let parents = plan.groups.isEmpty ? "Sendable" : plan.groups.map(\.protocolName).joined(separator: ", ")
        let grouped = Set(plan.groups.map(\.tag))
        let others = plan.operations.filter { operation in
            !(operation.tags.first.map(grouped.contains) ?? false)
        }
        // A protocol takes the associated type over from those that it is composed of.
        let isPrincipalKnown = plan.operations.contains { operation in
            operation.security != .none && (operation.tags.first.map(grouped.contains) ?? false)
        }
        writer.block("public protocol \(plan.apiName)API: \(parents) {") { writer in
            if isSecured, !isPrincipalKnown {
                writer.line("/// Who asks, as the authenticator found out.")
                writer.line("associatedtype Principal: Sendable")
            }
            if plan.operations.contains(where: { $0.rateLimit != nil }) {
                writer.line()
                writer.documentation([
                    "Counts a request against its operation's `x-rate-limit`.", "",
                    "Called for each operation that has one, after the input has been read and before its function.",
                    "Throws `ContractFailure.rateLimited(retryAfter:)` when the limit is used up.",
                ])
                writer.line(
                    "func admit(_ operation: OperationMetadata, context: AuthenticatedContext<Principal>) async throws")
            }
            renderFunctions(others, to: &writer)
        }
        for group in plan.groups {
            writer.line()
            render(group, plan.operations.filter { $0.tags.first == group.tag }, to: &writer)
        }
        if isSecured { AuthenticatorRenderer.render(plan, to: &writer) }
        RouteRenderer(plan).renderList(to: &writer)
        return writer.text
    }

    private func render(_ group: GroupPlan, _ operations: [OperationPlan], to writer: inout SourceWriter) {
        writer.documentation(group.documentation)
        writer.block("public protocol \(group.protocolName): Sendable {") { writer in
            if operations.contains(where: { $0.security != .none }) {
                writer.line("/// Who asks, as the authenticator found out.")
                writer.line("associatedtype Principal: Sendable")
            }
            renderFunctions(operations, to: &writer)
        }
    }

    private func renderFunctions(_ operations: [OperationPlan], to writer: inout SourceWriter) {
        for operation in operations {
            writer.line()
            writer.documentation(operation.documentation)
            writer.line(signature(operation))
        }
    }

    func signature(_ operation: OperationPlan) -> String {
        "func \(operation.functionName)(_ input: \(operation.typeName).Input, "
            + "context: \(operation.security.contextType)) async throws -> \(operation.typeName).Output"
    }
}
