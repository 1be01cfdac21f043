/// Writes how a union is read from JSON and written as JSON.
struct UnionJSONRenderer {
    var plan: UnionPlan
    var kinds: UnionKinds

    func render(to writer: inout SourceWriter) {
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
                    renderDiscriminated(discriminator, to: &writer)
                } else {
                    renderByKind(to: &writer)
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
    private func renderDiscriminated(_ discriminator: String, to writer: inout SourceWriter) {
        let name = SwiftLiteral.string(discriminator)
        writer.line("switch try reader.peekMember(\(name)) {")
        let counts = plan.cases.flatMap(\.readValues).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        for choice in plan.cases where !choice.isDefault {
            let own = choice.readValues.filter { counts[$0] == 1 }
            let values = own.map(SwiftLiteral.string) + (choice.isMeantByAbsence ? ["nil"] : [])
            guard !values.isEmpty else { continue }
            writer.line("case \(values.joined(separator: ", ")): return \(Self.read(choice))")
        }
        var shared: Set<String> = []
        for value in plan.cases.flatMap(\.readValues) where counts[value] != 1 && shared.insert(value).inserted {
            let cases = plan.cases.filter { $0.readValues.contains(value) }
            writer.block("case \(SwiftLiteral.string(value)):", closing: nil) { writer in
                renderTrials(of: cases, isExclusive: false, to: &writer)
            }
        }
        if let choice = plan.cases.first(where: \.isDefault) {
            writer.line("default: return \(Self.read(choice))")
        } else {
            var seen: Set<String> = []
            let known = plan.cases.flatMap(\.readValues).filter { seen.insert($0).inserted }
                .map(SwiftLiteral.string).joined(separator: ", ")
            writer.line("default: return try reader.refuseDiscriminator(\(name), known: [\(known)])")
        }
        writer.line("}")
    }

    /// The value's JSON type tells, as far as it can; of alternatives of one type a constant does, or each is tried.
    private func renderByKind(to writer: inout SourceWriter) {
        let choices = plan.cases.map { (choice: $0, kinds: kinds.kinds(of: $0.type)) }
        let groups = groups(of: choices)
        guard groups.contains(where: { $0.cases.count < plan.cases.count }) else {
            return renderSharing(plan.cases, to: &writer)
        }
        writer.line("switch try reader.peekKind() {")
        for group in groups {
            let label = "case \(group.kinds.map { ".\($0)" }.joined(separator: ", ")):"
            if group.cases.count == 1 {
                writer.line("\(label) return \(Self.read(group.cases[0]))")
            } else {
                writer.block(label, closing: nil) { writer in renderSharing(group.cases, to: &writer) }
            }
        }
        let all = Set(groups.flatMap(\.kinds))
        if all.count < UnionKinds.all.count {
            let expected = SwiftLiteral.string(UnionKinds.all.filter(all.contains).joined(separator: ", "))
            writer.line("default: return try reader.refuseKind(expected: \(expected))")
        }
        writer.line("}")
    }

    /// Alternatives that values of the same JSON types may be, with these types.
    private struct Group {
        var kinds: [String]
        var indices: [Int]
        var cases: [UnionPlan.Case]
    }

    private func groups(of choices: [(choice: UnionPlan.Case, kinds: [String])]) -> [Group] {
        var groups: [Group] = []
        for kind in UnionKinds.all {
            let indices = choices.indices.filter { choices[$0].kinds.contains(kind) }
            guard !indices.isEmpty else { continue }
            if let known = groups.firstIndex(where: { $0.indices == indices }) {
                groups[known].kinds.append(kind)
            } else {
                groups.append(Group(kinds: [kind], indices: indices, cases: indices.map { choices[$0].choice }))
            }
        }
        return groups.sorted { $0.indices.lexicographicallyPrecedes($1.indices) }
    }

    /// The alternatives that a value may be whose JSON type does not tell more.
    private func renderSharing(_ cases: [UnionPlan.Case], to writer: inout SourceWriter) {
        guard let member = plan.constantMember, cases.allSatisfy({ !$0.constants.isEmpty }) else {
            return renderTrials(of: cases, isExclusive: plan.isExclusive, to: &writer)
        }
        let name = SwiftLiteral.string(member)
        writer.line("switch try reader.peekConstant(\(name)) {")
        for choice in cases {
            writer.line("case \(choice.constants.joined(separator: ", ")): return \(Self.read(choice))")
        }
        let known = cases.flatMap(\.constants).joined(separator: ", ")
        writer.line("default: return try reader.refuseConstant(\(name), known: [\(known)])")
        writer.line("}")
    }

    /// Nothing tells, so each alternative is tried.
    private func renderTrials(of cases: [UnionPlan.Case], isExclusive: Bool, to writer: inout SourceWriter) {
        writer.line("var trial = JSONAlternatives<\(plan.fullName)>(reader)")
        for choice in cases {
            let label = Self.keepsAnything(choice.type) ? "(keepsAnything: true)" : ""
            writer.line(
                "try trial.add\(label) { (reader: inout JSONReader) throws(JSONSyntaxError) -> \(plan.fullName)? in")
            writer.line("    \(Self.read(choice))")
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
}
