/// Writes how schemas are read from JSON, checked, and written as JSON.
struct SchemaJSONRenderer {
    var style: SourceStyle
    var unionKinds: UnionKinds

    func render(_ plans: [SchemaPlan], patterns: [PlannedPattern]) -> String {
        let runtime = (plans.isEmpty ? "" : "public ") + "import ContractRuntime"
        var writer = SourceWriter(
            style,
            imports: [runtime, "import FoundationEssentials"]
                + SchemaRenderer.otherModules(plans).map { "import \($0)" })
        if !patterns.isEmpty {
            writer.line("/// The regular expressions of the contract, compiled once.")
            writer.block("enum Patterns {") { writer in
                for pattern in patterns {
                    writer.line(
                        "static let \(pattern.constant) = Pattern(checked: \(SwiftLiteral.string(pattern.source)))")
                }
            }
        }
        for plan in plans { render(plan, to: &writer) }
        return writer.text
    }

    private func render(_ plan: SchemaPlan, in scope: [String] = [], to writer: inout SourceWriter) {
        writer.line()
        switch plan {
        case .enumeration(let enumeration):
            let name = (scope + [enumeration.name]).joined(separator: ".")
            switch enumeration.kind {
            case .integers: writer.line("extension \(name): JSONIntegerEnumeration {}")
            case .open: writer.line("extension \(name): JSONOpenEnumeration {}")
            case .strings:
                writer.block("extension \(name): JSONEnumeration {") { writer in
                    writer.line("/// The cases with their names, made once.")
                    writer.line("public static let jsonCases = JSONCases<\(name)>()")
                }
            case .values:
                let list = SwiftLiteral.string(RuleWriter.list(enumeration.cases.map(\.value)))
                writer.block("extension \(name): JSONValueEnumeration {") { writer in
                    writer.line("/// The values of the cases in their order, read once.")
                    writer.line("public static let jsonValues = JSONValues<\(name)>(checked: \(list))")
                }
            }
        case .union(let union):
            UnionJSONRenderer(plan: union, kinds: unionKinds).render(to: &writer)
            for nested in union.nested { render(nested, in: union.path, to: &writer) }
        case .structure(let structure):
            writer.block("extension \(structure.fullName): JSONReadable, JSONWritable {") { writer in
                renderNames(structure, to: &writer)
                renderRead(structure, to: &writer)
                writer.line()
                renderWrite(structure, to: &writer)
            }
            for nested in structure.nested { render(nested, in: structure.path, to: &writer) }
        }
    }

    private func renderNames(_ plan: StructurePlan, to writer: inout SourceWriter) {
        let names = plan.properties.map { SwiftLiteral.string($0.jsonName) }.joined(separator: ", ")
        let required = plan.properties.indices.filter { plan.properties[$0].isRequired }.map(String.init)
        let list = required.isEmpty ? "" : ", required: [\(required.joined(separator: ", "))]"
        writer.line("private static let memberNames = JSONMemberNames([\(names)]\(list))")
        writer.line()
    }

    private func renderRead(_ plan: StructurePlan, to writer: inout SourceWriter) {
        writer.line("/// Reads the object and records every violation of the contract.")
        let head =
            "public static func read(from reader: inout JSONReader) throws(JSONSyntaxError) -> \(plan.fullName)? {"
        writer.block(head) { writer in
            if plan.rules.isEmpty { writer.line("guard try reader.beginObject() else { return nil }") }
            writer.line("let violationsBefore = reader.violations.count")
            for rule in plan.rules {
                writer.line("_ = try reader.check(Rules.\(RuleRenderer.constant(rule)))")
            }
            if !plan.rules.isEmpty { writer.line("guard try reader.beginObject() else { return nil }") }
            writer.line("var members = MemberSet()")
            for property in plan.properties {
                writer.line("var \(property.localName): \(property.valueType)?")
            }
            if case .kept(let type) = plan.additional {
                writer.line("var additionalProperties = JSONMap<\(type.swiftName)>()")
            }
            writer.block("while let member = try reader.nextMember(of: memberNames, in: &members) {") { writer in
                renderSwitch(plan, to: &writer)
            }
            renderEnd(plan, to: &writer)
        }
    }

    private func renderSwitch(_ plan: StructurePlan, to writer: inout SourceWriter) {
        writer.line("switch member {")
        for (index, property) in plan.properties.enumerated() {
            let read = "\(property.localName) = \(ValueRenderer.read(property.type))"
            var statement = read
            if property.tellsNullApart {
                statement = "\(property.localName) = try reader.readNull() ? .null : "
                statement += "\(ValueRenderer.read(property.type)).map { .value($0) }"
            } else if property.isNullable {
                statement = "if try !reader.readNull() { \(read) }"
            }
            if let direction = property.direction {
                statement = "if try !reader.skips(in: .\(direction.opposite.rawValue)) { \(statement) }"
            }
            writer.line("case \(index): " + statement)
        }
        switch plan.additional {
        case .ignored: writer.line("default: try reader.skipValue()")
        case .refused: writer.line("default: try reader.refuseMember()")
        case .kept(let type):
            writer.line("default:")
            writer.line("    let name = reader.memberName")
            writer.line("    if additionalProperties[name] != nil { reader.recordDuplicate() }")
            writer.line("    reader.checkName(name)")
            writer.line("    if let value = \(ValueRenderer.read(type)) { additionalProperties[name] = value }")
        }
        writer.line("}")
    }

    private func renderEnd(_ plan: StructurePlan, to writer: inout SourceWriter) {
        if plan.properties.contains(where: \.isRequired) {
            writer.line("reader.checkMembers(members, of: memberNames)")
        }
        for (index, property) in plan.properties.enumerated() where property.isRequiredInDirection {
            guard let direction = property.direction else { continue }
            writer.line(
                "reader.checkMember(\(index), in: members, of: memberNames, when: .\(direction.rawValue))")
        }
        for dependency in plan.dependencies {
            let needed = dependency.needed.map(String.init).joined(separator: ", ")
            writer.line(
                "reader.checkDependency(of: \(dependency.member), on: [\(needed)], in: members, of: memberNames)")
        }
        if plan.minimumCount != nil || plan.maximumCount != nil {
            let arguments = [
                plan.minimumCount.map { "minimum: \($0)" }, plan.maximumCount.map { "maximum: \($0)" },
            ].compactMap(\.self)
            writer.line("_ = reader.checkMemberCount(members.count, \(arguments.joined(separator: ", ")))")
        }
        let needed = plan.properties.filter { !$0.isOptional && $0.defaultLiteral == nil }
        let bindings = ["reader.violations.count == violationsBefore"] + needed.map { "let \($0.localName)" }
        writer.line("guard \(bindings.joined(separator: ", ")) else { return nil }")
        var arguments = plan.properties.enumerated().map { index, property in
            let label = SwiftName.label(property.swiftName)
            guard let literal = property.defaultLiteral else { return "\(label): \(property.localName)" }
            // Where null is a value, only its absence has a default.
            return property.isNullable
                ? "\(label): members.contains(\(index)) ? \(property.localName) : \(literal)"
                : "\(label): \(property.localName) ?? \(literal)"
        }
        if case .kept = plan.additional { arguments.append("additionalProperties: additionalProperties") }
        writer.block("return \(plan.fullName)(", closing: ")") { writer in
            for (index, argument) in arguments.enumerated() {
                writer.line(argument + (index == arguments.count - 1 ? "" : ","))
            }
        }
    }

    private func renderWrite(_ plan: StructurePlan, to writer: inout SourceWriter) {
        writer.line("/// Writes the object, its members in the contract's order.")
        writer.block("public func write(to writer: inout JSONWriter) {") { writer in
            writer.line("writer.beginObject()")
            for property in plan.properties {
                if let direction = property.direction {
                    writer.block("if writer.direction != .\(direction.opposite.rawValue) {") { writer in
                        renderWrite(property, to: &writer)
                    }
                } else {
                    renderWrite(property, to: &writer)
                }
            }
            if case .kept(let type) = plan.additional {
                writer.line(
                    "writer.writeMembers(additionalProperties) { writer, value in \(ValueRenderer.write(type, "value")) }"
                )
            }
            writer.line("writer.endObject()")
        }
    }

    private func renderWrite(_ property: PropertyPlan, to writer: inout SourceWriter) {
        let name = renderName(property.jsonName)
        guard property.isOptional else {
            writer.line(name)
            writer.line(ValueRenderer.write(property.type, "self.\(property.swiftName)"))
            return
        }
        if property.tellsNullApart {
            writer.line("switch self.\(property.swiftName) {")
            writer.line("case nil: break")
            writer.line("case .null:")
            writer.line("    \(name)")
            writer.line("    writer.writeNull()")
            writer.line("case .value(let value):")
            writer.line("    \(name)")
            writer.line("    \(ValueRenderer.write(property.type, "value"))")
            writer.line("}")
            return
        }
        let value = ValueRenderer.write(property.type, "value")
        // Where absence has a default, null is written, for it is another value.
        if property.isRequired || property.isNullable {
            writer.line(name)
            writer.line("if let value = self.\(property.swiftName) { \(value) } else { writer.writeNull() }")
        } else {
            writer.block("if let value = self.\(property.swiftName) {") { writer in
                writer.line(name)
                writer.line(value)
            }
        }
    }

    private func renderName(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
        return "writer.\(isPlain ? "plainName" : "name")(\(SwiftLiteral.string(name)))"
    }
}
