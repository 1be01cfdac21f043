/// Writes how inputs are read from requests and outputs are written as responses, and the routes that do both.
struct OperationHTTPRenderer {
    var style: SourceStyle
    var routes: RouteRenderer

    func render(_ plans: [OperationPlan]) -> String {
        let modules = plans.reduce(into: Set<PlannedType.Module>()) { $0.formUnion($1.modules) }
        let others = modules.compactMap { if case .other(let name) = $0 { "import \(name)" } else { nil } }
        var writer = SourceWriter(
            style, imports: ["import ContractRuntime", "import FoundationEssentials"] + others.sorted())
        for (index, plan) in plans.enumerated() {
            if index > 0 { writer.line() }
            writer.block("extension \(plan.typeName).Input {") { writer in renderRead(plan, to: &writer) }
            for content in plan.body?.contents ?? [] {
                guard case .multipart(let form) = content.kind, !(form.isStreamed && form.isOpen) else { continue }
                writer.line()
                MultipartHTTPRenderer.render(form, of: plan, mediaType: content.mediaType, to: &writer)
            }
            writer.line()
            writer.block("extension \(plan.typeName).Output {") { writer in
                ResponseHTTPRenderer.render(plan.responses, to: &writer)
            }
            writer.line()
            routes.render(plan, to: &writer)
        }
        return writer.text
    }

    private func renderRead(_ plan: OperationPlan, to writer: inout SourceWriter) {
        let isEmpty = plan.parameters.isEmpty && plan.body == nil && plan.accept == nil
        writer.block("static func read(_ request: ContractRequest) async throws -> Self {") { writer in
            guard !isEmpty else { return writer.line("Self()") }
            var names = plan.parameters.map(\.swiftName)
            if !plan.parameters.isEmpty { renderParameters(plan, to: &writer) }
            if let accept = plan.accept {
                names.append("accept")
                writer.line("let accept = try request.negotiate(\(plan.typeName).\(accept.typeName).self)")
            }
            if let body = plan.body {
                names.append("body")
                BodyHTTPRenderer.render(body, of: plan, to: &writer)
            }
            writer.line("return Self(\(names.map { "\(SwiftName.label($0)): \($0)" }.joined(separator: ", ")))")
        }
    }

    private func renderParameters(_ plan: OperationPlan, to writer: inout SourceWriter) {
        let claimed = [("besides", plan.claimedNames), ("besideCookies", plan.claimedCookies)].map { label, names in
            let list = names.map(SwiftLiteral.string).joined(separator: ", ")
            return names.isEmpty ? "" : ", \(label): [\(list)]"
        }.joined()
        writer.line("var parameters = ParameterReader(request\(claimed))")
        for parameter in plan.parameters {
            writer.line("let \(parameter.swiftName) = parameters.\(Self.function(parameter)) {")
            writer.line("    \(ValueRenderer.closure(parameter.type))")
            writer.line("}\(parameter.defaultLiteral.map { " ?? \($0)" } ?? "")")
        }
        writer.line("try parameters.finish()")
        let required = plan.parameters.filter(\.isRequired).map { "let \($0.swiftName)" }
        if !required.isEmpty {
            writer.line("guard \(required.joined(separator: ", ")) else { throw parameters.failure() }")
        }
    }

    /// The call that reads a parameter, up to its closure.
    static func function(_ parameter: ParameterPlan) -> String {
        let name = SwiftLiteral.string(parameter.name)
        let requirement = parameter.isRequired ? "required" : "optional"
        if parameter.place == "querystring" {
            let more = parameter.format.map { ", \($0)" }.joined()
            return "\(requirement)WholeQuery(\(name), as: \(parameter.shape.swiftLiteral())\(more))"
        }
        // The names of an exploded object's members tell what belongs to it.
        let isExploded = !parameter.format.contains { $0 == "explode: false" || $0 == "style: .deepObject" }
        let shape = parameter.shape.swiftLiteral(namesAll: isExploded)
        let arguments = ["in: .\(parameter.place)"] + parameter.format + ["as: \(shape)"]
        return "\(requirement)(\(name), \(arguments.joined(separator: ", ")))"
    }
}
