import OpenAPI
import YAML

extension Planner {
    /// A webhook or a callback as the document has it.
    private struct Declared {
        var kind: OutgoingPlan.Kind
        var name: String
        var operation: OpenAPI.Operation
        /// The operations that have the callback, by their numbers, with its key.
        var origins: [(number: Int, template: String)]
    }

    /// What the service sends by itself, in the order of the document: webhooks, then callbacks.
    ///
    /// - Parameter incoming: The operations that it answers.
    mutating func outgoing(beside incoming: [OperationPlan]) -> [OutgoingPlan] {
        let declared = declaredWebhooks() + declaredCallbacks()
        let typeNames = SwiftName.unique(declared.map(Self.typeName), avoiding: takenNames)
        take(typeNames)
        let taken: Set = ["credentials", "limits", "transport"]
        let webhooks = SwiftName.unique(
            declared.filter { $0.kind == .webhook }.map { SwiftName.member($0.name) }, avoiding: taken)
        let callbacks = SwiftName.unique(
            declared.filter { $0.kind == .callback }.map { SwiftName.member($0.name) }, avoiding: taken)
        let schemes = securitySchemes(declared.map(\.operation))
        var plans: [OutgoingPlan] = []
        for ((one, typeName), functionName) in zip(zip(declared, typeNames), webhooks + callbacks) {
            var operation = plan(
                sent(one.operation), security(one.operation, schemes), typeName: typeName, functionName: functionName)
            operation.identifier = one.operation.operationID ?? one.name
            operation.documentation = documentation(of: one)
            let origins = one.origins.compactMap { origin in
                incoming.indices.contains(origin.number)
                    ? self.origin(incoming[origin.number], origin.template, at: one.operation.location) : nil
            }
            plans.append(OutgoingPlan(kind: one.kind, operation: operation, origins: origins))
        }
        return plans
    }

    private func declaredWebhooks() -> [Declared] {
        document.webhooks.flatMap { item in
            item.operations.map { operation in
                Declared(kind: .webhook, name: name(operation, item.path, of: item), operation: operation, origins: [])
            }
        }
    }

    /// Each callback once, however many operations refer to it.
    private func declaredCallbacks() -> [Declared] {
        var declared: [Declared] = []
        var known: [SourceLocation: Int] = [:]
        for (number, parent) in document.operations.enumerated() {
            for callback in parent.callbacks {
                for item in callback.items {
                    for operation in item.operations {
                        if let index = known[operation.location] {
                            declared[index].origins.append((number, item.path))
                            continue
                        }
                        known[operation.location] = declared.count
                        declared.append(
                            Declared(
                                kind: .callback, name: name(operation, callback.name, of: item), operation: operation,
                                origins: [(number, item.path)]))
                    }
                }
            }
        }
        return declared
    }

    /// What the document calls it: its `operationId`, or the key with the method where there are several.
    private func name(_ operation: OpenAPI.Operation, _ key: String, of item: PathItem) -> String {
        swiftName(operation.extensions) ?? operation.operationID
            ?? (item.operations.count > 1 ? "\(key) \(operation.method)" : key)
    }

    private static func typeName(_ declared: Declared) -> String {
        let suffix = declared.kind == .webhook ? "Webhook" : "Callback"
        let name = SwiftName.type(declared.name)
        return name.hasSuffix(suffix) ? name : name + suffix
    }

    /// The operation without what is told by its URL, or for a server only.
    private func sent(_ operation: OpenAPI.Operation) -> OpenAPI.Operation {
        for parameter in operation.parameters where parameter.place == .path {
            collector.warning(
                .noEffect, "'\(parameter.name)' says nothing: the whole URL of a webhook or callback is given",
                at: parameter.location)
        }
        for location in operation.servers.compactMap(\.location) {
            collector.warning(
                .noEffect, "'servers' say nothing: the whole URL of a webhook or callback is given", at: location)
        }
        for callback in operation.callbacks {
            collector.warning(
                .unsupported,
                "the callback '\(callback.name)' comes in at a URL that you name, so it is an operation under 'paths'",
                at: callback.location)
        }
        var result = operation
        result.path = ""
        result.servers = []
        result.parameters.removeAll { $0.place == .path }
        for name in ["x-rate-limit", "x-quota"] { result.extensions[name] = nil }
        return result
    }

    private func documentation(of declared: Declared) -> [String] {
        let operation = declared.operation
        let summary = documentation(operation.summary).joined(separator: " ")
        let kind = declared.kind == .webhook ? "The webhook" : "The callback"
        let more = documentation(operation.description, isDeprecated: operation.isDeprecated)
        return ["\(kind) `\(declared.name)`" + (summary.isEmpty ? "." : ": \(summary)")]
            + (more.isEmpty ? [] : [""] + more)
    }

    /// How a request and its answer tell the URL; nil where they cannot, which is said.
    private func origin(
        _ operation: OperationPlan, _ template: String, at location: SourceLocation
    ) -> CallbackOriginPlan? {
        guard let parsed = RuntimeTemplate(template) else { return nil }
        var parts: [String] = []
        var uses = CallbackOriginPlan.Uses()
        for part in parsed.parts {
            switch part {
            case .text(let text): parts.append(".text(\(SwiftLiteral.string(text)))")
            case .expression(let expression):
                guard let literal = Self.originPart(expression, of: operation, &uses) else {
                    collector.warning(
                        .unsupported,
                        "no function tells the URL '\(template)', for the messages of '\(operation.identifier)' do not have it",
                        at: location)
                    return nil
                }
                parts.append(literal)
            }
        }
        return CallbackOriginPlan(operation: operation, template: template, parts: parts, uses: uses)
    }

    /// An expression as an `ExpressionPart`; nil where neither the request nor any of its answers has it.
    private static func originPart(
        _ expression: RuntimeExpression, of operation: OperationPlan, _ uses: inout CallbackOriginPlan.Uses
    ) -> String? {
        switch expression {
        case .url:
            uses.requestURL = true
            return ".url"
        case .statusCode:
            uses.answer = true
            return ".statusCode"
        case .response(.header(let name)):
            let name = name.lowercased()
            let isDeclared = operation.responses.contains { response in
                name == "content-type"
                    ? !response.contents.isEmpty
                    : response.headers.contains { $0.name.lowercased() == name }
            }
            guard isDeclared else { return nil }
            uses.answer = true
            return ".header(\(SwiftLiteral.string(name)))"
        case .response(.body(let pointer)):
            guard operation.responses.contains(where: \.hasJSON) else { return nil }
            uses.answer = true
            return ".body(pointer: \(SwiftLiteral.string(pointer)))"
        case .method, .request: return requestPart(expression, of: operation).map { ".request(\($0))" }
        case .response: return nil
        }
    }
}

extension ResponsePlan {
    /// Whether the body may be JSON.
    fileprivate var hasJSON: Bool {
        !isHeadOnly && contents.contains { if case .json = $0.kind { true } else { false } }
    }
}
