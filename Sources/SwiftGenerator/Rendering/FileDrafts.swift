/// The files of each mode.
struct FileDrafts {
    var plan: Plan
    var style: SourceStyle
    /// Over how many files schemas and operations are spread; nil for as many as suit their count.
    var shards: Int?

    /// The schemas alone.
    var types: [FileDraft] {
        let shards = FileShards(plan.schemas, stem: "Schemas", size: 24, count: shards) { $0.fullName(in: [""]) }
        var drafts: [FileDraft] = []
        for (index, schemas) in shards.shards.enumerated() {
            let patterns = index == 0 ? plan.patterns : []
            drafts.append(
                FileDraft(shards.fileName(index)) { [style] in SchemaRenderer(style: style).render(schemas) })
            drafts.append(
                FileDraft(shards.fileName(index, topic: "JSON")) { [plan, style] in
                    SchemaJSONRenderer(style: style, unionKinds: plan.unionKinds).render(schemas, patterns: patterns)
                })
        }
        drafts.append(FileDraft("Rules.swift") { [plan, style] in RuleRenderer(style: style).render(plan) })
        return drafts
    }

    /// Schemas, operations, and what a server makes of them.
    var server: [FileDraft] {
        let routes = RouteRenderer(plan)
        return types
            + operations(topic: "HTTP") { [style] operations in
                OperationHTTPRenderer(style: style, routes: routes).render(operations)
            } + [
                FileDraft("API.swift") { [plan, style] in APIRenderer(style: style).render(plan) },
                FileDraft("Outgoing.swift") { [plan, style] in OutgoingRenderer(style: style).render(plan) },
            ]
    }

    /// Schemas, operations, and the client that calls them.
    var client: [FileDraft] {
        types
            + operations(topic: "Client") { [plan, style] operations in
                OperationClientRenderer(style: style, apiName: plan.apiName, client: plan.client).render(operations)
            } + [FileDraft("Client.swift") { [plan, style] in ClientRenderer(style: style).render(plan) }]
    }

    /// What operations are, and in files beside them what a mode makes of them.
    private func operations(
        topic: String, render: @escaping @Sendable ([OperationPlan]) -> String
    ) -> [FileDraft] {
        let shards = FileShards(plan.operations, stem: "Operations", size: 12, count: shards) { $0.typeName }
        return shards.shards.enumerated().flatMap { index, operations in
            [
                FileDraft(shards.fileName(index)) { [style] in OperationRenderer(style: style).render(operations) },
                FileDraft(shards.fileName(index, topic: topic)) { render(operations) },
            ]
        }
    }
}
