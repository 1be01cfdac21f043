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

        var typeName: String {
            let suffix = kind == .webhook ? "Webhook" : "Callback"
            let name = SwiftName.type(self.name)
            return name.hasSuffix(suffix) ? name : name + suffix
        }

        /// Which of several that would be called the same keeps the name.
        var rank: Int {
            if Planner.given(operation) != nil { return 0 }
            if operation.operationID == nil { return 3 }
            return SwiftName.member(name) == name ? 1 : 2
        }
    }

    /// What the service sends by itself, in the order of the document: webhooks, then callbacks.
    ///
    /// - Parameter incoming: The operations that it answers.
    mutating func outgoing(beside incoming: [OperationPlan]) -> [OutgoingPlan] {
        let declared = Self.webhooks(document.webhooks) + Self.callbacks(of: document.operations)
        let names = outgoingNames()
        let schemes = securitySchemes(declared.map(\.operation))
        var plans: [OutgoingPlan] = []
        for one in declared {
            _ = swiftName(one.operation.extensions)
            let name = names[one.operation.location] ?? (one.typeName, SwiftName.member(one.name))
            var operation = plan(
                sent(one.operation), security(one.operation, schemes), typeName: name.type, functionName: name.function)
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

    /// The names of all that the document has sent, by where it stands: a filter changes none, and neither does another order.
    private mutating func outgoingNames() -> [SourceLocation: (type: String, function: String)] {
        let all = Self.webhooks(allWebhooks) + Self.callbacks(of: allOperations)
        func unique(_ declared: [Declared], _ name: (Declared) -> String, avoiding others: Set<String>) -> [String] {
            SwiftName.unique(
                declared.map { (name($0), $0.rank, source(of: $0)) }, avoiding: others)
        }
        let types = unique(all, \.typeName, avoiding: takenNames)
        take(types)
        let taken: Set = ["credentials", "limits", "transport"]
        let functions = [OutgoingPlan.Kind.webhook, .callback].flatMap { kind in
            unique(all.filter { $0.kind == kind }, { SwiftName.member($0.name) }, avoiding: taken)
        }
        var result: [SourceLocation: (type: String, function: String)] = [:]
        for (one, names) in zip(all, zip(types, functions)) { result[one.operation.location] = (names.0, names.1) }
        return result
    }

    /// What puts those of one name in an order: a callback stands below the first operation, by its name, that has it.
    private func source(of declared: Declared) -> String {
        let parents = declared.origins.map { allOperations[$0.number].identifier + " " + $0.template }
        return ([declared.name] + [parents.min()].compactMap(\.self) + [declared.operation.method])
            .joined(separator: " ")
    }

    private static func webhooks(_ items: [PathItem]) -> [Declared] {
        items.flatMap { item in
            item.operations.map { operation in
                Declared(kind: .webhook, name: name(operation, item.path, of: item), operation: operation, origins: [])
            }
        }
    }

    /// Each callback once, however many operations refer to it.
    private static func callbacks(of operations: [OpenAPI.Operation]) -> [Declared] {
        var declared: [Declared] = []
        var known: [SourceLocation: Int] = [:]
        for (number, parent) in operations.enumerated() {
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
    private static func name(_ operation: OpenAPI.Operation, _ key: String, of item: PathItem) -> String {
        given(operation) ?? operation.operationID
            ?? (item.operations.count > 1 ? "\(key) \(operation.method)" : key)
    }

    /// What the document wants it to be called in Swift.
    fileprivate static func given(_ operation: OpenAPI.Operation) -> String? {
        operation.extensions["x-swift-name"]?.text.flatMap { SwiftName.words($0).isEmpty ? nil : $0 }
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
        for name in ["x-maximum-body-bytes", "x-quota", "x-rate-limit", "x-scenarios"] {
            guard let node = result.extensions.removeValue(forKey: name) else { continue }
            collector.warning(
                .noEffect, "'\(name)' says nothing: it is for what the service answers, not for what it sends",
                at: node.location)
        }
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
