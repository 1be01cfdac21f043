/// Writes the declarations of schemas.
struct SchemaRenderer {
    var style: SourceStyle

    func render(_ plans: [SchemaPlan]) -> String {
        let modules = plans.reduce(into: Set()) { $0.formUnion(Self.modules($1)) }
        var writer = SourceWriter(
            style,
            imports: [
                modules.contains(.runtime) ? "public import ContractRuntime" : nil,
                modules.contains(.foundation) ? "public import FoundationEssentials" : nil,
            ].compactMap(\.self) + Self.otherModules(plans).map { "public import \($0)" })
        for (index, plan) in plans.enumerated() {
            if index > 0 { writer.line() }
            render(plan, to: &writer)
        }
        return writer.text
    }

    /// The modules that the document names, sorted.
    static func otherModules(_ plans: [SchemaPlan]) -> [String] {
        plans.reduce(into: Set()) { $0.formUnion(modules($1)) }.compactMap { module in
            if case .other(let name) = module { name } else { nil }
        }.sorted()
    }

    /// The modules that the declaration's public face needs.
    private static func modules(_ plan: SchemaPlan) -> Set<PlannedType.Module> {
        if case .union(let union) = plan {
            let inner = union.nested.reduce(into: Set()) { $0.formUnion(Self.modules($1)) }
            return union.cases.reduce(into: inner) { $0.formUnion($1.type.modules) }
        }
        guard case .structure(let structure) = plan else { return [] }
        var modules = structure.nested.reduce(into: Set()) { $0.formUnion(Self.modules($1)) }
        for property in structure.properties {
            modules.formUnion(property.type.modules)
            if property.isIndirect || property.tellsNullApart { modules.insert(.runtime) }
        }
        if case .kept(let type) = structure.additional { modules.formUnion(type.modules.union([.runtime])) }
        return modules
    }

    private func render(_ plan: SchemaPlan, to writer: inout SourceWriter) {
        switch plan {
        case .enumeration(let enumeration): render(enumeration, to: &writer)
        case .structure(let structure): render(structure, to: &writer)
        case .union(let union): render(union, to: &writer)
        }
    }

    private func render(_ plan: UnionPlan, to writer: inout SourceWriter) {
        writer.documentation(plan.documentation)
        let keyword = plan.isIndirect ? "indirect enum" : "enum"
        writer.block("public \(keyword) \(plan.name): Hashable, Sendable {") { writer in
            for choice in plan.cases {
                writer.documentation(choice.documentation)
                writer.line("case \(choice.name)(\(choice.type.swiftName))")
            }
            for nested in plan.nested {
                writer.line()
                render(nested, to: &writer)
            }
        }
    }

    private func render(_ plan: EnumerationPlan, to writer: inout SourceWriter) {
        writer.documentation(plan.documentation)
        switch plan.kind {
        case .strings, .integers:
            let type = plan.kind == .integers ? "Int64" : "String"
            writer.block("public enum \(plan.name): \(type), CaseIterable, Hashable, Sendable {") { writer in
                for (name, value, literal) in plan.cases {
                    writer.line(name == value ? "case \(name)" : "case \(name) = \(literal)")
                }
            }
        case .values:
            writer.block("public enum \(plan.name): CaseIterable, Hashable, Sendable {") { writer in
                for (name, _, literal) in plan.cases {
                    writer.documentation(["`\(literal)`."])
                    writer.line("case \(name)")
                }
            }
        case .open(let unknown): render(plan, unknown: unknown, to: &writer)
        }
    }

    private func render(_ plan: EnumerationPlan, unknown: String, to writer: inout SourceWriter) {
        writer.block("public enum \(plan.name): RawRepresentable, Hashable, Sendable {") { writer in
            for choice in plan.cases { writer.line("case \(choice.name)") }
            writer.line("/// A value that the contract does not name.")
            writer.line("case \(unknown)(String)")
            writer.line()
            writer.line("/// Takes any string.")
            writer.block("public init(rawValue: String) {") { writer in
                writer.line("switch rawValue {")
                for choice in plan.cases {
                    // Swift takes a text of other code points for the same.
                    let pattern =
                        Self.hasOneForm(choice.value)
                        ? choice.literal : "_ where rawValue.utf8.elementsEqual(\(choice.literal).utf8)"
                    writer.line("case \(pattern): self = .\(choice.name)")
                }
                writer.line("default: self = .\(unknown)(rawValue)")
                writer.line("}")
            }
            writer.line()
            writer.line("/// The string.")
            writer.block("public var rawValue: String {") { writer in
                writer.line("switch self {")
                for choice in plan.cases { writer.line("case .\(choice.name): \(choice.literal)") }
                writer.line("case .\(unknown)(let value): value")
                writer.line("}")
            }
        }
    }

    /// Whether no other code points are canonically equivalent to a text: of ASCII, three characters have such a singleton
    /// (the Unicode Standard, section 3.7; UnicodeData: U+1FEF, U+037E and U+212A).
    private static func hasOneForm(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 < 0x80 && ![UInt8(ascii: "`"), UInt8(ascii: ";"), UInt8(ascii: "K")].contains($0) }
    }

    private func render(_ plan: StructurePlan, to writer: inout SourceWriter) {
        writer.documentation(plan.documentation)
        writer.block("public struct \(plan.name): Hashable, Sendable {") { writer in
            for property in plan.properties {
                writer.documentation(property.documentation)
                let wrapper = property.isIndirect ? "@Indirect " : ""
                writer.line("\(wrapper)public var \(property.swiftName): \(property.swiftType)")
            }
            if case .kept(let type) = plan.additional {
                writer.line("/// The members that have no property of their own.")
                writer.line("public var additionalProperties: JSONMap<\(type.swiftName)>")
            }
            writer.line()
            renderInitializer(plan, to: &writer)
            renderBounds(plan, to: &writer)
            for nested in plan.nested {
                writer.line()
                render(nested, to: &writer)
            }
        }
    }

    private func renderInitializer(_ plan: StructurePlan, to writer: inout SourceWriter) {
        var parameters = plan.properties.map { property in
            "\(property.swiftName): \(property.swiftType)" + defaultValue(property)
        }
        if case .kept(let type) = plan.additional {
            parameters.append("additionalProperties: JSONMap<\(type.swiftName)> = [:]")
        }
        writer.line("/// Makes a value; what the contract bounds is checked when it is read, not here.")
        writer.block("public init(", closing: ") {") { writer in
            for (index, parameter) in parameters.enumerated() {
                writer.line(parameter + (index == parameters.count - 1 ? "" : ","))
            }
        }
        for property in plan.properties {
            writer.line("    self.\(property.swiftName) = \(property.swiftName)")
        }
        if case .kept = plan.additional { writer.line("    self.additionalProperties = additionalProperties") }
        writer.line("}")
    }

    /// Bounds of numbers as constants, so that handwritten code never repeats them.
    private func renderBounds(_ plan: StructurePlan, to writer: inout SourceWriter) {
        for property in plan.properties {
            guard case .integer(let type, let minimum, let maximum, _) = property.type.bare else { continue }
            for (bound, name) in [(minimum, "Minimum"), (maximum, "Maximum")] {
                guard let bound else { continue }
                let plain = property.swiftName.filter { $0 != "`" }
                writer.line()
                writer.documentation(["The \(name.lowercased()) of `\(property.jsonName)` in the contract."])
                writer.line("public static let \(plain)\(name): \(type) = \(bound)")
            }
        }
    }

    private func defaultValue(_ property: PropertyPlan) -> String {
        if let literal = property.defaultLiteral ?? property.onlyLiteral { return " = \(literal)" }
        return property.isOptional && !property.isRequired ? " = nil" : ""
    }
}
