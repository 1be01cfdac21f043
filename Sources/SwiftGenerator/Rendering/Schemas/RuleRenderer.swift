/// Writes the rules: what the contract says of values and no Swift type carries.
struct RuleRenderer {
    var style: SourceStyle

    func render(_ plan: Plan) -> String {
        guard !plan.rules.isEmpty else { return SourceWriter(style, imports: []).text }
        var writer = SourceWriter(style, imports: ["import ContractRuntime"])
        writer.line("/// What the contract says of values and no type carries, as JSON Schema, read once.")
        writer.block("enum Rules {") { writer in
            writer.line("private static let table = RuleTable(")
            writer.line("    checked: \(Self.delimiter(plan))")
            writer.verbatim("        {")
            let all = plan.rules + plan.referencedRules
            for (index, rule) in all.enumerated() {
                let comma = index == all.count - 1 ? "" : ","
                writer.verbatim("        \(RuleWriter.quoted(rule.name)): \(rule.text)\(comma)")
            }
            writer.verbatim("        }")
            writer.verbatim("        \(Self.closing(plan)))")
            writer.line()
            for rule in plan.rules {
                writer.line("static let \(Self.constant(rule.name)) = table[\(SwiftLiteral.string(rule.name))]")
            }
        }
        return writer.text
    }

    /// The name of a rule's constant.
    static func constant(_ name: String) -> String { SwiftName.escaped(name) }

    private static func hashes(_ plan: Plan) -> String {
        var hashes = "#"
        let texts = (plan.rules + plan.referencedRules).flatMap { [$0.text, $0.name] }
        while texts.contains(where: { $0.contains("\"\"\"" + hashes) || $0.contains("\\" + hashes) }) { hashes += "#" }
        return hashes
    }

    private static func delimiter(_ plan: Plan) -> String { hashes(plan) + "\"\"\"" }
    private static func closing(_ plan: Plan) -> String { "\"\"\"" + hashes(plan) }
}
