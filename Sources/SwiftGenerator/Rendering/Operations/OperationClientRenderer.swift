/// Writes how inputs become requests and outputs are read from answers, and the client's functions that do both.
struct OperationClientRenderer {
    var style: SourceStyle
    var apiName: String
    var client: ClientPlan

    func render(_ plans: [OperationPlan]) -> String {
        let modules = plans.reduce(into: Set<PlannedType.Module>()) { $0.formUnion($1.modules) }
        // Links are public functions; all else is for the client in the same module.
        let shown = LinkRenderer.modules(plans)
        let isLinked = plans.contains { !$0.links.isEmpty }
        let others = modules.union(shown).compactMap { module -> String? in
            guard case .other(let name) = module else { return nil }
            return (shown.contains(module) ? "public " : "") + "import \(name)"
        }
        var writer = SourceWriter(
            style,
            imports: plans.isEmpty
                ? []
                : [
                    (isLinked ? "public " : "") + "import ContractRuntime",
                    (shown.contains(.foundation) ? "public " : "") + "import FoundationEssentials",
                ] + others.sorted())
        for (index, plan) in plans.enumerated() {
            if index > 0 { writer.line() }
            writer.block("extension \(apiName)Client {") { writer in renderFunction(plan, to: &writer) }
            writer.line()
            Self.render(plan, to: &writer)
        }
        return writer.text
    }

    private func renderFunction(_ operation: OperationPlan, to writer: inout SourceWriter) {
        writer.documentation(operation.documentation)
        let name = operation.typeName
        let own = client.ownServers[operation.identifier]
        let server = own.map { own in
            ", at server: \(client.serverName)\(own.isWhole ? " = .\(own.functionName)()" : "")"
        }
        if own != nil { writer.documentation(["", "It has servers of its own, in place of the client's."]) }
        writer.block(
            "public func \(operation.functionName)(_ input: \(name).Input\(server ?? "")) async throws "
                + "-> \(name).Output {"
        ) { writer in
            ClientRenderer.renderCall(operation, to: &writer)
            AnswerRenderer(operation.responses).renderExchange(
                "at: \(own == nil ? "self." : "")server.url", output: "\(name).Output", to: &writer)
        }
    }

    static func render(_ plan: OperationPlan, to writer: inout SourceWriter) {
        writer.block("extension \(plan.typeName).Input {") { writer in renderCall(plan, named: "call", to: &writer) }
        writer.line()
        writer.block("extension \(plan.typeName).Output {") { writer in
            AnswerRenderer(plan.responses).render(to: &writer)
        }
        LinkRenderer.render(plan, to: &writer)
    }

    static func renderCall(_ plan: OperationPlan, named name: String, to writer: inout SourceWriter) {
        writer.block("static func \(name)(_ input: Self) -> ContractCall {") { writer in
            guard !plan.parameters.isEmpty || plan.body != nil else {
                return writer.line("ContractCall(\(Self.arguments(plan)))")
            }
            writer.line("var call = ContractCall(\(Self.arguments(plan)))")
            for parameter in plan.parameters { renderParameter(parameter, to: &writer) }
            if let body = plan.body { BodyCallRenderer.render(body, of: plan, to: &writer) }
            writer.line("return call")
        }
    }

    private static func arguments(_ plan: OperationPlan) -> String {
        var mediaTypes: [String] = []
        for content in plan.responses.flatMap(\.contents) where !mediaTypes.contains(content.mediaType) {
            mediaTypes.append(content.mediaType)
        }
        var arguments = ["\(plan.typeName).metadata"]
        if !plan.query.isEmpty {
            arguments.append("query: [\(plan.query.map(SwiftLiteral.string).joined(separator: ", "))]")
        }
        if !mediaTypes.isEmpty {
            arguments.append("accept: [\(mediaTypes.map(SwiftLiteral.string).joined(separator: ", "))]")
        }
        if plan.accept != nil { arguments.append("preferring: input.accept.rawValue") }
        let emptyStatuses = AnswerRenderer(plan.responses).emptyStatuses
        if !emptyStatuses.isEmpty {
            let list = emptyStatuses.map { "\($0.lowerBound)...\($0.upperBound)" }.joined(separator: ", ")
            arguments.append("emptyStatuses: [\(list)]")
        }
        if plan.responses.contains(where: \.isStream) { arguments.append("isStreamed: true") }
        return arguments.joined(separator: ", ")
    }

    private static func renderParameter(_ parameter: ParameterPlan, to writer: inout SourceWriter) {
        let value = "input.\(parameter.swiftName)"
        guard parameter.isOptional else {
            return writer.line("\(head(parameter)) { writer in \(ValueRenderer.write(parameter.type, value)) }")
        }
        writer.block("if let value = \(value) {") { writer in
            writer.line("\(Self.head(parameter)) { writer in \(ValueRenderer.write(parameter.type, "value")) }")
        }
    }

    private static func head(_ parameter: ParameterPlan) -> String {
        let name = SwiftLiteral.string(parameter.name)
        if parameter.place == "querystring" {
            return "call.writeWholeQuery(\(name), as: \(parameter.shape.swiftLiteral(namesAll: false)))"
        }
        var arguments = ["in: .\(parameter.place)"] + parameter.format
        if parameter.shape == .json { arguments.append("isJSON: true") }
        return "call.write(\(name), \(arguments.joined(separator: ", ")))"
    }
}
