import OpenAPI
import YAML

extension Planner {
    mutating func operations() -> [OperationPlan] {
        let operations = allOperations
        let schemaNames = Set(typeNames.values).union(referencedNames.values)
        let wantedOperations = Set(document.operations.map(\.identifier))
        let wanted = operations.map { operation in
            // Of what is left out, nothing is wrong.
            let isWanted = wantedOperations.contains(operation.identifier)
            let given = isWanted ? swiftName(operation.extensions) : operation.extensions["x-swift-name"]?.text
            return given ?? operation.identifier
        }
        let ranks = zip(operations, wanted).map { operation, wanted in
            if operation.extensions["x-swift-name"] != nil { return 0 }
            if operation.operationID == nil { return 3 }
            return SwiftName.member(wanted) == wanted ? 1 : 2
        }
        func unique(_ names: [String], avoiding others: Set<String> = []) -> [String] {
            SwiftName.unique(
                names.indices.map { (names[$0], ranks[$0], operations[$0].identifier) }, avoiding: others)
        }
        let names = unique(
            wanted.map { wanted in
                let name = SwiftName.type(wanted)
                return schemaNames.contains(name) ? name + "Operation" : name
            }, avoiding: takenNames)
        // Types that are named after operations later must not hide them.
        take(names)
        let functions = unique(wanted.map(SwiftName.member))
        let schemes = securitySchemes(document.operations)
        var plans: [OperationPlan] = []
        for (index, operation) in operations.enumerated() where wantedOperations.contains(operation.identifier) {
            let security = security(operation, schemes)
            plans.append(
                plan(operation, security, typeName: names[index], functionName: functions[index]))
        }
        return plans
    }

    /// Plans an operation that is answered or sent.
    mutating func plan(
        _ operation: Operation, _ security: SecurityPlan, typeName: String, functionName: String
    ) -> OperationPlan {
        combinationBudget = Self.maximumCombinedTypes
        let parameters = parameters(operation, typeName: typeName)
        let body = body(operation, typeName: typeName)
        let responses = responses(operation, typeName: typeName)
        return OperationPlan(
            identifier: operation.identifier, typeName: typeName, functionName: functionName,
            method: operation.sentMethod, path: operation.route, query: operation.query,
            serverPrefixes: serverPaths.paths(of: operation.servers),
            documentation: documentation(operation), tags: operation.tags,
            extensions: describes
                ? operation.foreignExtensions.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) } : [],
            parameters: parameters,
            claimedNames: Self.claimedNames(parameters, in: "query", keys: keys(operation, in: .query)),
            claimedCookies: Self.claimedNames(parameters, in: "cookie", keys: keys(operation, in: .cookie)), body: body,
            accept: accept(responses, of: operation, typeName: typeName), responses: responses,
            security: security, rateLimit: rateLimit(operation, security), quota: quota(operation, security),
            maximumBodyBytes: maximumBodyBytes(operation, body))
    }

    /// The names of the keys that an operation's security finds in a place.
    private func keys(_ operation: Operation, in place: Parameter.Place) -> [String] {
        let names = Set(operation.security.flatMap(\.schemes).map(\.name))
        return document.securitySchemes.filter { names.contains($0.name) }.compactMap { scheme in
            guard case .apiKey(let name, let own) = scheme.kind, own == place else { return nil }
            return name
        }
    }

    /// What the document wants something to be called in Swift.
    func swiftName(_ extensions: [String: YAMLNode]) -> String? {
        guard let node = extensions["x-swift-name"] else { return nil }
        if let text = node.text, !SwiftName.words(text).isEmpty { return text }
        collector.error(.invalidExtension, "'x-swift-name' must be a name", at: node.location)
        return nil
    }

    private func documentation(_ operation: Operation) -> [String] {
        let summary = documentation(operation.summary).joined(separator: " ")
        var documentation = [
            "`\(operation.sentMethod) \(operation.path)`" + (summary.isEmpty ? "" : ": \(summary)")
        ]
        let more = self.documentation(operation.description, isDeprecated: operation.isDeprecated)
        if !more.isEmpty { documentation += [""] + more }
        if !operation.callbacks.isEmpty {
            documentation += ["", "Callbacks: " + operation.callbacks.map(\.name).joined(separator: ", ") + "."]
        }
        return documentation
    }

    /// A body that nobody holds as a whole may be a thousand times as long.
    private func maximumBodyBytes(_ operation: Operation, _ body: BodyPlan?) -> Int {
        guard let node = operation.extensions["x-maximum-body-bytes"] else { return 1_048_576 }
        let isStreamed = body.map { $0.contents.allSatisfy(\.kind.isStream) } ?? false
        let most: Int64 = isStreamed ? 1 << 40 : 1 << 30
        guard case .integer(let bytes) = node.scalar?.value, bytes > 0, bytes <= most else {
            collector.error(
                .invalidExtension, "'x-maximum-body-bytes' must be a whole number from 1 to \(most)", at: node.location)
            return 1_048_576
        }
        return Int(bytes)
    }
}
