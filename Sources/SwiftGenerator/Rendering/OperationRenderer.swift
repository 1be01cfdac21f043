/// Writes the namespaces of operations: what goes in, what may come out, and what the contract says besides.
struct OperationRenderer {
    var source: String

    func render(_ plans: [OperationPlan]) -> String {
        let needsFoundation = plans.flatMap(\.parameters).contains { $0.type.modules.contains(.foundation) }
        let imports = plans.isEmpty ? [] : ["public import ContractRuntime"]
        var writer = SourceWriter(
            source: source, imports: imports + (needsFoundation ? ["public import FoundationEssentials"] : []))
        for (index, plan) in plans.enumerated() {
            if index > 0 { writer.line() }
            render(plan, to: &writer)
        }
        return writer.text
    }

    private func render(_ plan: OperationPlan, to writer: inout SourceWriter) {
        writer.documentation(plan.documentation)
        writer.block("public enum \(plan.typeName) {") { writer in
            renderInput(plan, to: &writer)
            writer.line()
            renderOutput(plan, to: &writer)
            writer.line()
            renderMetadata(plan, to: &writer)
        }
    }

    private func renderInput(_ plan: OperationPlan, to writer: inout SourceWriter) {
        var members = plan.parameters.map { parameter in
            (parameter.swiftName, parameter.swiftType, parameter.documentation, parameter.defaultLiteral)
        }
        if let body = plan.body {
            let type = body.type.swiftName + (body.isRequired ? "" : "?")
            members.append(("body", type, [], nil))
        }
        writer.line("/// What the operation takes, read and checked.")
        writer.block("public struct Input: Hashable, Sendable {") { writer in
            for (name, type, documentation, _) in members {
                writer.documentation(documentation)
                writer.line("public var \(name): \(type)")
            }
            if !members.isEmpty { writer.line() }
            let parameters = members.map { name, type, _, literal in
                "\(name): \(type)" + (literal.map { " = \($0)" } ?? (type.hasSuffix("?") ? " = nil" : ""))
            }
            writer.line("/// Makes an input.")
            writer.block("public init(\(parameters.joined(separator: ", "))) {") { writer in
                for (name, _, _, _) in members { writer.line("self.\(name) = \(name)") }
            }
        }
    }

    private func renderOutput(_ plan: OperationPlan, to writer: inout SourceWriter) {
        writer.line("/// What the operation may answer; the contract declares nothing else.")
        writer.block("public enum Output: Hashable, Sendable {") { writer in
            for response in plan.responses {
                let documentation = response.documentation
                writer.documentation(["\(response.status): \(documentation.first ?? "")"] + documentation.dropFirst())
                var values: [String] = []
                switch response.payload {
                case .none: break
                case .json(let type): values.append(type.swiftName)
                case .text: values.append("String")
                }
                for header in response.headers {
                    values.append("\(header.swiftName): \(header.type.swiftName)\(header.isRequired ? "" : "?")")
                }
                let list = values.isEmpty ? "" : "(\(values.joined(separator: ", ")))"
                writer.line("case \(response.caseName)\(list)")
            }
        }
    }

    private func renderMetadata(_ plan: OperationPlan, to writer: inout SourceWriter) {
        writer.line("/// What the contract says of the operation besides its types.")
        writer.block("public static let metadata = OperationMetadata(", closing: ")") { writer in
            writer.line("identifier: \(SwiftLiteral.string(plan.identifier)),")
            writer.line("method: \(SwiftLiteral.string(plan.method)),")
            writer.line("path: \(SwiftLiteral.string(plan.path)),")
            let prefixes = plan.serverPrefixes.map(SwiftLiteral.string).joined(separator: ", ")
            writer.line("serverPrefixes: [\(prefixes)],")
            var last = ["statuses: [\(plan.responses.map { String($0.status) }.joined(separator: ", "))]"]
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
