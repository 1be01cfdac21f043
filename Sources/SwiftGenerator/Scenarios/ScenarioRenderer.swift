/// Writes the table of scenarios.
struct ScenarioRenderer {
    var style: SourceStyle

    func render(_ plans: [ScenarioPlan]) -> String {
        var writer = SourceWriter(style, imports: ["import ContractVerifier"])
        let names = SwiftName.unique(
            plans.map { SwiftName.member($0.operation + " " + $0.name) }, avoiding: ["all"])
        writer.line("/// Every scenario of the contract, in its order.")
        writer.block("enum Scenarios {") { writer in
            // One by one, for the compiler takes long for many in one list.
            writer.block("static let all: [Scenario] = [", closing: "]") { writer in
                for name in names { writer.line("\(name),") }
            }
            for (plan, name) in zip(plans, names) {
                writer.line()
                render(plan, named: name, to: &writer)
            }
        }
        return writer.text
    }

    private func render(_ plan: ScenarioPlan, named name: String, to writer: inout SourceWriter) {
        writer.block("private static let \(name): Scenario = Scenario(", closing: ")") { writer in
            writer.line("operation: \(literal(plan.operation)),")
            writer.line("name: \(literal(plan.name)),")
            writer.line("method: \(literal(plan.method)),")
            writer.line("path: \(literal(plan.path)),")
            writer.line("query: [\(pairs(plan.query))],")
            writer.line("headers: [\(pairs(plan.headers))],")
            writer.line("contentType: \(optional(plan.contentType)),")
            writer.line("body: \(optional(plan.body)),")
            writer.line("paddingBytes: \(plan.paddingBytes),")
            writer.line("credential: .\(plan.credential),")
            writer.line("state: \(optional(plan.state)),")
            writer.line("effects: [\(plan.effects.map(literal).joined(separator: ", "))],")
            writer.line("status: \(plan.status),")
            writer.line("responseMediaType: \(optional(plan.responseMediaType)),")
            writer.line("responseBody: \(optional(plan.responseBody))")
        }
    }

    private func literal(_ text: String) -> String { SwiftLiteral.string(text) }
    private func optional(_ text: String?) -> String { text.map(SwiftLiteral.string) ?? "nil" }
    private func pairs(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { "Scenario.Pair(\(literal($0.name)), \(literal($0.value)))" }.joined(separator: ", ")
    }
}
