/// Writes the namespaces of operations: what goes in, what may come out, and what the contract says besides.
struct OperationRenderer {
    var style: SourceStyle

    func render(_ plans: [OperationPlan]) -> String {
        let modules = plans.reduce(into: Set<PlannedType.Module>()) { $0.formUnion($1.modules) }
        let imports = plans.isEmpty ? [] : ["public import ContractRuntime"]
        let others = modules.compactMap { if case .other(let name) = $0 { "public import \(name)" } else { nil } }
        var writer = SourceWriter(
            style,
            imports: imports + (modules.contains(.foundation) ? ["public import FoundationEssentials"] : [])
                + others.sorted())
        for (index, plan) in plans.enumerated() {
            if index > 0 { writer.line() }
            Self.render(plan, to: &writer)
        }
        return writer.text
    }

    static func render(_ plan: OperationPlan, to writer: inout SourceWriter) {
        writer.documentation(plan.documentation)
        writer.block("public enum \(plan.typeName) {") { writer in
            renderInput(plan, to: &writer)
            writer.line()
            if let body = plan.body { BodyRenderer.render(body, to: &writer) }
            if let accept = plan.accept { BodyRenderer.render(accept, to: &writer) }
            renderOutput(plan, to: &writer)
            writer.line()
            renderMetadata(plan, to: &writer)
        }
    }

    /// What an input is made of: parameters, `accept` and the body.
    static func inputMembers(_ plan: OperationPlan) -> [BodyRenderer.Member] {
        var members = plan.parameters.map { parameter in
            BodyRenderer.Member(
                name: parameter.swiftName, type: parameter.swiftType, documentation: parameter.documentation,
                defaultLiteral: parameter.defaultLiteral)
        }
        if let accept = plan.accept {
            members.append(
                BodyRenderer.Member(
                    name: "accept", type: accept.typeName,
                    documentation: ["The media type of the answer that the client prefers."],
                    defaultLiteral: accept.cases.first.map { ".\($0.name)" }))
        }
        if let body = plan.body {
            members.append(BodyRenderer.Member(name: "body", type: body.swiftType, documentation: []))
        }
        return members
    }

    private static func renderInput(_ plan: OperationPlan, to writer: inout SourceWriter) {
        writer.line("/// What the operation takes, read and checked.")
        BodyRenderer.renderStruct(
            "Input", inputMembers(plan), isEquatable: plan.body?.isStream != true, initializer: "Makes an input.",
            to: &writer)
    }

    /// Whether a body of an answer is a value of one of the contract's types, which can be large.
    ///
    /// Where they stand inline, whatever hands an output on compiles to copies of their every field, and does as many.
    private static func holdsValues(_ plan: OperationPlan) -> Bool {
        plan.responses.contains { response in
            !response.isHeadOnly
                && response.contents.contains {
                    if case .json(let type) = $0.kind { isOfContract(type) } else { false }
                }
        }
    }

    private static func isOfContract(_ type: PlannedType) -> Bool {
        switch type {
        case .structure, .union: true
        case .nullable(let type), .ruled(let type, _): isOfContract(type)
        default: false
        }
    }

    private static func renderOutput(_ plan: OperationPlan, to writer: inout SourceWriter) {
        for response in plan.responses where response.contents.count > 1 && !response.isHeadOnly {
            writer.line("/// The media types of an answer \(response.key.text).")
            BodyRenderer.renderEnum(response.contentTypeName, response.contents, to: &writer)
            writer.line()
        }
        let isStream = plan.responses.contains(where: \.isStream)
        writer.line("/// What the operation may answer; the contract declares nothing else.")
        let keyword = holdsValues(plan) ? "indirect enum" : "enum"
        writer.block("public \(keyword) Output: \(isStream ? "" : "Equatable, ")Sendable {") { writer in
            for response in plan.responses {
                let documentation = response.documentation
                writer.documentation(
                    ["\(response.key.text): \(documentation.first ?? "")"] + documentation.dropFirst())
                var values: [String] = []
                if case .range(let type, _) = response.key { values.append("status: ResponseStatus<\(type)>") }
                if let body = response.bodyType { values.append(body) }
                for header in response.headers {
                    let fallback = header.isOptional ? "? = nil" : header.defaultLiteral.map { " = \($0)" } ?? ""
                    values.append("\(header.swiftName): \(header.type.swiftName)\(fallback)")
                }
                let list = values.isEmpty ? "" : "(\(values.joined(separator: ", ")))"
                writer.line("case \(response.caseName)\(list)")
            }
        }
    }

    private static func renderMetadata(_ plan: OperationPlan, to writer: inout SourceWriter) {
        writer.line("/// What the contract says of the operation besides its types.")
        writer.block("public static let metadata = OperationMetadata(", closing: ")") { writer in
            writer.line("identifier: \(SwiftLiteral.string(plan.identifier)),")
            writer.line("method: \(SwiftLiteral.string(plan.method)),")
            writer.line("path: \(SwiftLiteral.string(plan.path)),")
            let prefixes = plan.serverPrefixes.map(SwiftLiteral.string).joined(separator: ", ")
            writer.line("serverPrefixes: [\(prefixes)],")
            var statuses: [String] = []
            var ranges: [String] = []
            for response in plan.responses {
                switch response.key {
                case .status(let code): statuses.append(String(code))
                case .range(let type, _): ranges.append("\(type).codes")
                }
            }
            var last = ["statuses: [\(statuses.joined(separator: ", "))]"]
            if !ranges.isEmpty { last.append("statusRanges: [\(ranges.joined(separator: ", "))]") }
            if !plan.tags.isEmpty {
                last.append("tags: [\(plan.tags.map(SwiftLiteral.string).joined(separator: ", "))]")
            }
            if !plan.extensions.isEmpty {
                let pairs = plan.extensions.map { "\(SwiftLiteral.string($0.name)): \(SwiftLiteral.string($0.json))" }
                last.append("extensions: [\(pairs.joined(separator: ", "))]")
            }
            if let limit = plan.rateLimit {
                last.append(
                    "rateLimit: RateLimitRule(requests: \(limit.requests), windowSeconds: \(limit.windowSeconds))")
            }
            if let quota = plan.quota {
                last.append("quota: QuotaRule(files: \(quota.files), bytes: \(quota.bytes))")
            }
            for (index, line) in last.enumerated() { writer.line(line + (index < last.count - 1 ? "," : "")) }
        }
    }
}
