/// Writes how unions are read from JSON and written as JSON.
enum UnionJSONRenderer {
    static func render(_ plan: UnionPlan, to writer: inout SourceWriter) {
        writer.block("extension \(plan.fullName): JSONReadable, JSONWritable {") { writer in
            writer.line("/// Reads the alternative that the value is, and records every violation of the contract.")
            let head =
                "public static func read(from reader: inout JSONReader) throws(JSONSyntaxError) -> \(plan.fullName)? {"
            writer.block(head) { writer in
                for rule in plan.rules {
                    writer.block("guard try reader.check(Rules.\(RuleRenderer.constant(rule))) else {") { writer in
                        writer.line("try reader.skipValue()")
                        writer.line("return nil")
                    }
                }
                if let discriminator = plan.discriminator {
                    renderDiscriminated(plan, discriminator, to: &writer)
                } else if let kinds = distinctKinds(plan) {
                    renderByKind(plan, kinds, to: &writer)
                } else {
                    renderTrials(plan, of: plan.cases, isExclusive: plan.isExclusive, to: &writer)
                }
            }
            writer.line()
            writer.line("/// Writes the alternative's value.")
            writer.block("public func write(to writer: inout JSONWriter) {") { writer in
                writer.line("switch self {")
                for choice in plan.cases {
                    writer.line("case .\(choice.name)(let value): \(ValueRenderer.write(choice.type, "value"))")
                }
                writer.line("}")
            }
        }
    }

    /// The value of one member tells.
    private static func renderDiscriminated(
        _ plan: UnionPlan, _ discriminator: String, to writer: inout SourceWriter
    ) {
        let name = SwiftLiteral.string(discriminator)
        writer.line("switch try reader.peekMember(\(name)) {")
        let counts = plan.cases.flatMap(\.readValues).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        for choice in plan.cases where !choice.isDefault {
            let own = choice.readValues.filter { counts[$0] == 1 }
            let values = own.map(SwiftLiteral.string) + (choice.isMeantByAbsence ? ["nil"] : [])
            guard !values.isEmpty else { continue }
            writer.line("case \(values.joined(separator: ", ")): return \(read(choice))")
        }
        var shared: Set<String> = []
        for value in plan.cases.flatMap(\.readValues) where counts[value] != 1 && shared.insert(value).inserted {
            let cases = plan.cases.filter { $0.readValues.contains(value) }
            writer.block("case \(SwiftLiteral.string(value)):", closing: nil) { writer in
                renderTrials(plan, of: cases, isExclusive: false, to: &writer)
            }
        }
        if let choice = plan.cases.first(where: \.isDefault) {
            writer.line("default: return \(read(choice))")
        } else {
            var seen: Set<String> = []
            let known = plan.cases.flatMap(\.readValues).filter { seen.insert($0).inserted }
                .map(SwiftLiteral.string).joined(separator: ", ")
            writer.line("default: return try reader.refuseDiscriminator(\(name), known: [\(known)])")
        }
        writer.line("}")
    }

    /// The value's JSON type tells.
    private static func renderByKind(
        _ plan: UnionPlan, _ kinds: [[String]], to writer: inout SourceWriter
    ) {
        writer.line("switch try reader.peekKind() {")
        for (choice, kinds) in zip(plan.cases, kinds) {
            writer.line("case \(kinds.map { ".\($0)" }.joined(separator: ", ")): return \(read(choice))")
        }
        let all = Set(kinds.joined())
        if all.count < 6 {
            let expected = SwiftLiteral.string(allKinds.filter(all.contains).joined(separator: ", "))
            writer.line("default: return try reader.refuseKind(expected: \(expected))")
        }
        writer.line("}")
    }

    /// Nothing tells, so each alternative is tried.
    private static func renderTrials(
        _ plan: UnionPlan, of cases: [UnionPlan.Case], isExclusive: Bool, to writer: inout SourceWriter
    ) {
        writer.line("var trial = JSONAlternatives<\(plan.fullName)>(reader)")
        for choice in cases {
            let label = keepsAnything(choice.type) ? "(keepsAnything: true)" : ""
            writer.line(
                "try trial.add\(label) { (reader: inout JSONReader) throws(JSONSyntaxError) -> \(plan.fullName)? in")
            writer.line("    \(read(choice))")
            writer.line("}")
        }
        writer.line("return try trial.\(isExclusive ? "exactlyOne" : "closest")(&reader)")
    }

    /// Whether a type keeps whatever object it reads.
    private static func keepsAnything(_ type: PlannedType) -> Bool {
        switch type {
        case .any: true
        case .map(let element, _, _): element.bare == .any
        case .ruled(let type, _), .nullable(let type): keepsAnything(type)
        default: false
        }
    }

    private static func read(_ choice: UnionPlan.Case) -> String {
        "\(ValueRenderer.read(choice.type)).map { .\(choice.name)($0) }"
    }

    private static let allKinds = ["null", "boolean", "number", "string", "array", "object"]

    /// The JSON types of each alternative, if no two share one.
    private static func distinctKinds(_ plan: UnionPlan) -> [[String]]? {
        let kinds = plan.cases.map { self.kinds(of: $0.type) }
        let all = kinds.flatMap(\.self)
        return Set(all).count == all.count && !kinds.contains([]) ? kinds : nil
    }

    private static func kinds(of type: PlannedType) -> [String] {
        switch type {
        case .string, .formatted, .enumeration, .openEnumeration: ["string"]
        case .integer, .double, .decimal, .integerEnumeration: ["number"]
        case .ruled(let type, _): self.kinds(of: type)
        case .boolean: ["boolean"]
        case .array: ["array"]
        case .map, .structure: ["object"]
        case .nullable(let type): self.kinds(of: type).isEmpty ? [] : ["null"] + self.kinds(of: type)
        case .any, .union, .valueEnumeration, .external: []
        }
    }
}
