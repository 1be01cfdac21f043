/// Writes what the service sends by itself: a client for its webhooks, one for its callbacks, and their types.
struct OutgoingRenderer {
    var style: SourceStyle

    func render(_ plan: Plan) -> String {
        let modules = plan.outgoing.reduce(into: Set<PlannedType.Module>()) { $0.formUnion($1.operation.modules) }
        let others = modules.compactMap { if case .other(let name) = $0 { "public import \(name)" } else { nil } }
        let foundation = (modules.contains(.foundation) ? "public " : "") + "import FoundationEssentials"
        var writer = SourceWriter(
            style,
            imports: plan.outgoing.isEmpty
                ? [] : ["public import ContractRuntime", foundation] + others.sorted())
        renderClient(.webhook, plan, to: &writer)
        renderClient(.callback, plan, to: &writer)
        for outgoing in plan.outgoing {
            writer.line()
            OperationRenderer.render(outgoing.operation, to: &writer)
            writer.line()
            OperationClientRenderer.render(outgoing.operation, to: &writer)
            if !outgoing.origins.isEmpty {
                writer.line()
                renderURLs(outgoing, to: &writer)
            }
        }
        renderOrigins(plan, to: &writer)
        return writer.text
    }

    private func renderClient(_ kind: OutgoingPlan.Kind, _ plan: Plan, to writer: inout SourceWriter) {
        let outgoing = plan.outgoing.filter { $0.kind == kind }
        guard !outgoing.isEmpty else { return }
        if kind == .callback, plan.outgoing.contains(where: { $0.kind == .webhook }) { writer.line() }
        let schemes = ClientRenderer.schemes(outgoing.map(\.operation))
        writer.documentation([
            kind == .webhook
                ? "Sends every webhook of the contract to those who want to hear of it."
                : "Sends every callback of the contract to where a request asked for it.",
            "",
            "The URL of a call comes from somebody else: let nobody be sent into the network that the service stands in.",
            "A call throws `ClientError`, `CancellationError`, or what a source of credentials throws.",
        ])
        let name = plan.apiName + (kind == .webhook ? "Webhooks" : "Callbacks")
        writer.block("public struct \(name): Sendable {") { writer in
            BodyRenderer.renderMembers(
                ClientRenderer.members(plan.client, hasServer: false, hasCredentials: !schemes.isEmpty),
                initializer: "Makes a client.", to: &writer)
            for one in outgoing {
                writer.line()
                renderFunction(one.operation, to: &writer)
            }
            if !schemes.isEmpty {
                writer.line()
                ClientRenderer.renderCredentials(schemes, plan.client, to: &writer)
            }
        }
    }

    private func renderFunction(_ operation: OperationPlan, to writer: inout SourceWriter) {
        writer.documentation(operation.documentation)
        let name = operation.typeName
        writer.block(
            "public func \(operation.functionName)(_ input: \(name).Input, to url: String) async throws -> \(name).Output {"
        ) { writer in
            ClientRenderer.renderCall(operation, to: &writer)
            AnswerRenderer(operation.responses).renderExchange("url: url", output: "\(name).Output", to: &writer)
        }
    }

    private func renderURLs(_ outgoing: OutgoingPlan, to writer: inout SourceWriter) {
        writer.block("extension \(outgoing.operation.typeName) {") { writer in
            for (index, origin) in outgoing.origins.enumerated() {
                if index > 0 { writer.line() }
                renderURL(origin, to: &writer)
            }
        }
    }

    private func renderURL(_ origin: CallbackOriginPlan, to writer: inout SourceWriter) {
        let name = origin.operation.typeName
        let isChecked = origin.uses.answer && origin.operation.responses.contains(where: \.key.isRange)
        writer.documentation(
            ["The URL that a request has asked for: `\(origin.template)`.", ""]
                + [
                    "Throws a `ClientError` with `missingValue` where the "
                        + (origin.uses.answer ? "messages do not have it." : "request does not have it.")
                ] + (isChecked ? ["What the answer itself cannot be is thrown as by the server."] : []))
        let parameters =
            ["for input: \(name).Input"] + (origin.uses.answer ? ["answeredBy output: \(name).Output"] : [])
            + (origin.uses.requestURL ? ["at requestURL: String"] : [])
        let arguments =
            ["[\(origin.parts.joined(separator: ", "))]"]
            + (origin.uses.answer ? ["answer: \(isChecked ? "try " : "")output.response"] : [])
            + (origin.uses.requestURL ? ["requestURL: requestURL"] : [])
        writer.block(
            "public static func url(\(parameters.joined(separator: ", "))) "
                + "throws\(isChecked ? "" : "(ClientError)") -> String {"
        ) { writer in
            writer.line("try \(name).Input.origin(input).url(\(arguments.joined(separator: ", ")))")
        }
    }

    /// The requests that URLs of callbacks are told by, written as they were sent.
    private func renderOrigins(_ plan: Plan, to writer: inout SourceWriter) {
        var known: Set<String> = []
        for origin in plan.outgoing.flatMap(\.origins) where known.insert(origin.operation.typeName).inserted {
            writer.line()
            writer.block("extension \(origin.operation.typeName).Input {") { writer in
                OperationClientRenderer.renderCall(origin.operation, named: "origin", to: &writer)
            }
        }
    }
}
