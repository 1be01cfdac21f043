import OpenAPI
import YAML

extension Planner {
    /// The operations with the links of their answers.
    func withLinks(_ plans: [OperationPlan]) -> [OperationPlan] {
        guard plans.count == document.operations.count else { return plans }
        return zip(document.operations, plans).map { operation, plan in
            // Links that lead to nothing here have names too, so that a filter changes none.
            let links = operation.responses.flatMap { response in response.links.map { (response, $0) } }
            let names = SwiftName.members(
                links.map { ($1.name, nil) }, from: links.map { response, _ in Self.key(response.key).text },
                avoiding: ["read", "response"])
            var result = plan
            result.links = zip(links, names).compactMap { declared, name in
                let (response, link) = declared
                guard let planned = plan.responses.first(where: { $0.key == Self.key(response.key) }),
                    var found = self.link(link, of: planned, to: plan, among: plans)
                else { return nil }
                found.functionName = name
                return found
            }
            return result
        }
    }

    private func link(
        _ link: Link, of response: ResponsePlan, to source: OperationPlan, among plans: [OperationPlan]
    ) -> LinkPlan? {
        guard let target = document.operationIndex(of: link).map({ plans[$0] }) else {
            collector.warning(
                .unresolvedReference,
                "no function is written for the link '\(link.name)', for it leads to no operation here",
                at: link.location)
            return nil
        }
        var uses = LinkPlan.Uses()
        var parameters: [Int: String] = [:]
        for (name, node) in link.parameters {
            guard let number = Self.number(of: name, in: target) else {
                collector.warning(
                    .noEffect, "'\(name)' says nothing: '\(target.identifier)' has no such parameter", at: node.location
                )
                continue
            }
            parameters[number] = self.source(node, response, source, &uses)
        }
        var plan = LinkPlan(
            name: link.name, functionName: SwiftName.member(link.name),
            documentation: documentation(of: link, response, target), response: response, target: target,
            parameters: parameters, uses: uses)
        if let node = link.requestBody {
            if let contents = target.body?.contents, contents.count == 1, case .json(let type)? = contents.first?.kind {
                if let literal = self.source(node, response, source, &uses) {
                    plan.body = (literal, type)
                    plan.uses = uses
                }
            } else {
                collector.warning(
                    .noEffect, "the body of the link says nothing: '\(target.identifier)' takes none of JSON alone",
                    at: node.location)
            }
        }
        return plan
    }

    /// A parameter by its name, or by its place and its name.
    private static func number(of name: String, in target: OperationPlan) -> Int? {
        target.parameters.firstIndex { $0.name == name }
            ?? target.parameters.firstIndex { "\($0.place).\($0.name)" == name }
    }

    /// A `LinkSource`; nil where the messages do not have it, which is said.
    private func source(
        _ node: YAMLNode, _ response: ResponsePlan, _ operation: OperationPlan, _ uses: inout LinkPlan.Uses
    ) -> String? {
        guard let text = node.text, text.hasPrefix("$") || text.contains("{$") else {
            return ".constant(\(SwiftLiteral.string(node.json)))"
        }
        var used = uses
        let pieces = RuntimeTemplate(text)?.parts ?? []
        let parts = pieces.compactMap { part -> String? in
            switch part {
            case .text(let text): ".text(\(SwiftLiteral.string(text)))"
            case .expression(let expression): Self.literal(expression, response, operation, &used)
            }
        }
        guard !parts.isEmpty, parts.count == pieces.count else {
            collector.warning(
                .unsupported, "'\(text)' is not in this answer or its request; the link leaves it to the caller",
                at: node.location)
            return nil
        }
        uses = used
        return ".parts([\(parts.joined(separator: ", "))])"
    }

    private static func literal(
        _ expression: RuntimeExpression, _ response: ResponsePlan, _ operation: OperationPlan,
        _ uses: inout LinkPlan.Uses
    ) -> String? {
        switch expression {
        case .statusCode: return ".statusCode"
        case .response(.header(let name)):
            let name = name.lowercased()
            guard response.headers.contains(where: { $0.name.lowercased() == name }) else { return nil }
            uses.headers.insert(name)
            return ".header(\(SwiftLiteral.string(name)))"
        case .response(.body(let pointer)):
            guard response.jsonType != nil else { return nil }
            uses.body = true
            return ".body(pointer: \(SwiftLiteral.string(pointer)))"
        case .method, .request:
            guard let literal = requestPart(expression, of: operation) else { return nil }
            uses.request = true
            return ".request(\(literal))"
        case .url, .response: return nil
        }
    }

    private func documentation(of link: Link, _ response: ResponsePlan, _ target: OperationPlan) -> [String] {
        let more = documentation(link.description)
        let server = link.server.map { ["", "The contract has the operation at `\($0.url)`."] } ?? []
        return ["The link `\(link.name)` of an answer \(response.key.text): what `\(target.identifier)` takes."]
            + (more.isEmpty ? [] : [""] + more) + server
    }
}

extension ResponsePlan {
    /// The type of the body, where it is JSON and nothing else.
    var jsonType: PlannedType? {
        guard !isHeadOnly, contents.count == 1, case .json(let type)? = contents.first?.kind else { return nil }
        return type
    }
}
