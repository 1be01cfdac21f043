/// Writes how inputs are read from requests and outputs are written as responses.
struct OperationHTTPRenderer {
    var source: String

    func render(_ plans: [OperationPlan]) -> String {
        var writer = SourceWriter(source: source, imports: ["import ContractRuntime", "import FoundationEssentials"])
        for (index, plan) in plans.enumerated() {
            if index > 0 { writer.line() }
            writer.block("extension \(plan.typeName).Input {") { writer in renderRead(plan, to: &writer) }
            writer.line()
            writer.block("extension \(plan.typeName).Output {") { writer in renderResponse(plan, to: &writer) }
        }
        return writer.text
    }

    private func renderRead(_ plan: OperationPlan, to writer: inout SourceWriter) {
        let isEmpty = plan.parameters.isEmpty && plan.body == nil
        writer.block("static func read(_ request: ContractRequest) async throws -> Self {") { writer in
            guard !isEmpty else { return writer.line("Self()") }
            if !plan.parameters.isEmpty { renderParameters(plan.parameters, to: &writer) }
            if let body = plan.body {
                let function = body.isRequired ? "requiredJSONBody" : "jsonBody"
                writer.block("let body = try await request.\(function)(", closing: ")") { writer in
                    writer.line(
                        "\(body.type.swiftName).self, mediaType: \(SwiftLiteral.string(body.mediaType)), limit: \(plan.maximumBodyBytes)"
                    )
                }
            }
            let names = plan.parameters.map(\.swiftName) + (plan.body == nil ? [] : ["body"])
            writer.line("return Self(\(names.map { "\(SwiftName.label($0)): \($0)" }.joined(separator: ", ")))")
        }
    }

    private func renderParameters(_ parameters: [ParameterPlan], to writer: inout SourceWriter) {
        writer.line("var parameters = ParameterReader(request)")
        for parameter in parameters {
            let function = parameter.isRequired ? "required" : "optional"
            let head = "let \(parameter.swiftName) = parameters.\(function)(\(SwiftLiteral.string(parameter.name)), "
            let fallback = parameter.defaultLiteral.map { " ?? \($0)" } ?? ""
            writer.line(head + "in: .\(parameter.place), as: .\(kind(parameter.type))) {")
            writer.line("    \(ValueRenderer.closure(parameter.type))")
            writer.line("}\(fallback)")
        }
        writer.line("try parameters.finish()")
        let required = parameters.filter(\.isRequired).map { "let \($0.swiftName)" }
        if !required.isEmpty {
            writer.line("guard \(required.joined(separator: ", ")) else { throw parameters.failure() }")
        }
    }

    private func kind(_ type: PlannedType) -> String {
        switch type {
        case .integer, .double: "number"
        case .boolean: "boolean"
        default: "string"
        }
    }

    private func renderResponse(_ plan: OperationPlan, to writer: inout SourceWriter) {
        writer.block("var response: ContractResponse {") { writer in
            writer.line("switch self {")
            for response in plan.responses { renderCase(response, to: &writer) }
            writer.line("}")
        }
    }

    private func renderCase(_ response: ResponsePlan, to writer: inout SourceWriter) {
        var bindings: [String] = []
        let mediaType = SwiftLiteral.string(response.mediaType ?? "")
        var call = "ContractResponse(status: \(response.status)"
        switch response.payload {
        case .none: break
        case .json:
            bindings.append("let body")
            call = ".json(\(response.status), body, mediaType: \(mediaType)"
        case .text:
            bindings.append("let body")
            call = ".text(\(response.status), body, mediaType: \(mediaType)"
        }
        bindings += response.headers.map { "let \($0.swiftName)" }
        let list = bindings.isEmpty ? "" : "(\(bindings.joined(separator: ", ")))"
        writer.line("case .\(response.caseName)\(list):")
        if response.headers.isEmpty {
            writer.line("    \(call))")
            return
        }
        let fields = response.headers.map { header in
            let name = SwiftLiteral.string(header.name)
            return header.isRequired
                ? "HeaderField(\(name), \"\\(\(header.swiftName))\")"
                : "\(header.swiftName).map { HeaderField(\(name), \"\\($0)\") }"
        }
        let isPlain = response.headers.allSatisfy(\.isRequired)
        writer.line(
            "    \(call), headers: [\(fields.joined(separator: ", "))]\(isPlain ? "" : ".compactMap(\\.self)"))")
    }
}
