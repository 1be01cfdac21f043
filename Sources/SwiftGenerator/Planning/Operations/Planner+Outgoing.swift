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
        let taken = ["credentials", "limits", "transport"]
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
                .unsupported, "no function is written for the callback '\(callback.name)' of what is sent itself",
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

    /// How a request tells the URL; nil where it cannot, which is said.
    private func origin(
        _ operation: OperationPlan, _ template: String, at location: SourceLocation
    ) -> CallbackOriginPlan? {
        guard let parsed = RuntimeTemplate(template) else { return nil }
        var parts: [String] = []
        for part in parsed.parts {
            switch part {
            case .text(let text): parts.append(".text(\(SwiftLiteral.string(text)))")
            case .expression(let expression):
                guard let literal = Self.requestPart(expression, of: operation) else {
                    collector.warning(
                        .unsupported,
                        "no function tells the URL '\(template)', for the input of '\(operation.identifier)' has it not",
                        at: location)
                    return nil
                }
                parts.append(literal)
            }
        }
        return CallbackOriginPlan(operation: operation, template: template, parts: parts)
    }
}
