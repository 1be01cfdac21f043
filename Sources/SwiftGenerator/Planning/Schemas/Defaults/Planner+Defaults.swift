import OpenAPI
import YAML

extension Planner {
    /// A default value as a Swift literal; nothing when the schema itself would refuse it.
    ///
    /// - Parameters:
    ///   - node: The default, if there is one.
    ///   - schema: The schema of the value.
    ///   - type: The type that was found for the schema.
    func literal(_ node: YAMLNode?, of schema: Schema, for type: PlannedType) -> String? {
        guard let node else { return nil }
        if let violation = firstViolation(of: node, schema) {
            let hint = node.scalar?.value == .null ? "allow null or take it away" : "change it or take it away"
            // Since OpenAPI 3.1 a default should be valid (JSON Schema 2020-12, validation, section 9.2); before, it must be
            // of its type, which formats are no part of (OpenAPI 3.0.4, section 4.7.24.1).
            if document.version.hasPrefix("3.0"), firstViolation(of: node, schema, formats: { _, _ in true }) != nil {
                collector.error(
                    .invalidDefault, "the default breaks its own schema: \(violation); \(hint)", at: node.location)
            } else {
                collector.warning(
                    .invalidDefault, "the default is left out, for it breaks its own schema: \(violation); \(hint)",
                    at: node.location)
            }
            return nil
        }
        if let literal = literal(node, for: type, schema: schema) { return literal }
        collector.warning(
            .unusedDefault, "the default cannot be written in Swift; it is for whoever reads the contract",
            at: node.location)
        return nil
    }

    /// What is wrong with a default first.
    private func firstViolation(
        of node: YAMLNode, _ schema: Schema, formats isOfFormat: (@Sendable (String, String) -> Bool)? = nil
    ) -> InstanceValidator.Violation? {
        var rules = ValueRules.standard
        if let isOfFormat { rules.isOfFormat = isOfFormat }
        return InstanceValidator(document, rules: rules).validate(node, schema, in: .any).first
    }

    private func literal(_ node: YAMLNode, for type: PlannedType, schema: Schema? = nil) -> String? {
        let text = node.scalar?.text ?? ""
        switch (type, node.scalar?.value) {
        case (.ruled(let type, _), _): return literal(node, for: type, schema: schema)
        case (.nullable, .null): return "nil"
        case (.nullable(let type), _): return literal(node, for: type, schema: schema)
        case (.integer(let name, _, _, _), .integer), (.integer(let name, _, _, _), .number):
            return Self.integerLiteral(node, Self.range(ofInteger: name))
        case (.double, .integer(let value)): return "\(Double(value))"
        case (.double(let bounds), .number(let value)) where value.isFinite:
            return Self.numberLiteral(value, isSingle: bounds.isSingle)
        case (.decimal, .integer(let value)): return "DecimalNumber(\(value))"
        case (.decimal, .number): return Self.decimalLiteral(node.json)
        case (.boolean, .boolean(let value)): return String(value)
        case (.string, .string): return SwiftLiteral.string(text)
        case (.formatted(let name), .string): return "\(name)(formatted: \(SwiftLiteral.string(text)))"
        case (.any, _): return anyLiteral(node)
        case (.array(let element, _, _, _), nil):
            guard node.sequence != nil else { return nil }
            if let name = element.formattedName { return formattedLiteral(node.elements, name) }
            let items = node.elements.map { literal($0, for: element, schema: schema?.items) }
            return items.contains(nil) ? nil : "[\(items.compactMap(\.self).joined(separator: ", "))]"
        case (.map(let value, _, _), nil):
            let members = node.entries.map { entry in
                literal(entry.value, for: value).map { "\(SwiftLiteral.string(entry.key)): \($0)" }
            }
            guard node.mapping != nil, !members.contains(nil), members.isEmpty || value.formattedName == nil else {
                return nil
            }
            return members.isEmpty ? "[:]" : "[\(members.compactMap(\.self).joined(separator: ", "))]"
        case (.structure(let name), nil): return structureLiteral(node, name)
        case (.union(let name), _): return unionLiteral(node, name)
        case (.enumeration(let name), _), (.integerEnumeration(let name), _), (.valueEnumeration(let name), _),
            (.openEnumeration(let name), _):
            return caseLiteral(node, name, type, schema)
        default: return nil
        }
    }

    /// A number; by its bits where the compiler warns of a literal that loses digits near zero. Nil where it is too great.
    private static func numberLiteral(_ value: Double, isSingle: Bool) -> String? {
        if value.isSubnormal { return "\(isSingle ? "0.0" : "Double(bitPattern: \(value.bitPattern))")" }
        let single = Float(value)
        guard isSingle else { return "\(value)" }
        return single.isSubnormal ? "Float(bitPattern: \(single.bitPattern))" : single.isFinite ? "\(single)" : nil
    }

    /// A number by its digits and a power of ten; nil where it has more digits than 64 bits hold.
    private static func decimalLiteral(_ text: String) -> String? {
        let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
        guard let mantissa = parts.first, parts.count <= 2, var exponent = parts.count == 2 ? Int(parts[1]) : 0,
            (-100_000...100_000).contains(exponent)
        else { return nil }
        let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        guard halves.count <= 2, let digits = Int64(halves.joined()) else { return nil }
        if halves.count == 2 { exponent -= halves[1].utf8.count }
        return "DecimalNumber(\(digits), exponent: \(exponent))"
    }

    /// A whole number, as `1.0` is too, with all its digits.
    private static func integerLiteral(_ node: YAMLNode, _ range: ClosedRange<Int128>) -> String? {
        var value = Int128(node.json)
        if value == nil, case .number(let number) = node.scalar?.value { value = Int128(exactly: number) }
        return value.flatMap { range.contains($0) ? String($0) : nil }
    }

    /// A list of values that are read from texts: each is an optional, but none is nil, for the schema allows them all.
    private func formattedLiteral(_ nodes: YAMLSequence, _ name: String) -> String? {
        let texts = nodes.map { $0.scalar?.value == .string ? $0.scalar.map { SwiftLiteral.string($0.text) } : nil }
        guard !texts.contains(nil) else { return nil }
        let list = "[\(texts.compactMap(\.self).joined(separator: ", "))]"
        return texts.isEmpty ? list : "\(list).compactMap { \(name)(formatted: $0) }"
    }

    /// Whether the literal of a type is an optional, which is no argument for what must be there.
    private func isOptionalLiteral(_ type: PlannedType) -> Bool {
        if case .formatted = type.bare { true } else { false }
    }

    private func caseLiteral(_ node: YAMLNode, _ name: String, _ type: PlannedType, _ schema: Schema?) -> String? {
        let text = type == .valueEnumeration(name) ? node.json : node.scalar?.text ?? node.json
        if case .enumeration(let plan) = declared[name] {
            if let known = plan.cases.first(where: { $0.value == text }) { return "\(name).\(known.name)" }
            if case .open(let unknown) = plan.kind { return "\(name).\(unknown)(\(SwiftLiteral.string(text)))" }
            return nil
        }
        // An enum that is declared where it is used.
        guard let schema, let values = enumerationValues(of: schema) else { return nil }
        if case .integerEnumeration = type, case .integer(let value) = node.scalar?.value {
            return "\(name).\(value < 0 ? "minus\(value.magnitude)" : "value\(value)")"
        }
        let cases = enumerationCases(values.filter { $0.scalar?.value == .string }.compactMap(\.scalar?.text))
        return cases.first { $0.value == text }.map { "\(name).\($0.name)" }
    }

    private func enumerationValues(of schema: Schema) -> [YAMLNode]? {
        let target = document.resolved(schema) ?? schema
        return onlyAlternative(of: target)?.enumeration ?? target.enumeration ?? target.constant.map { [$0] }
    }

    private func structureLiteral(_ node: YAMLNode, _ name: String) -> String? {
        guard node.mapping != nil, case .structure(let plan) = declared[name] else { return nil }
        var arguments: [String] = []
        for property in plan.properties {
            guard let value = node[property.jsonName] else {
                if property.isRequired { return nil }
                continue
            }
            let label = SwiftName.label(property.swiftName)
            if value.scalar?.value == .null {
                guard property.isNullable else { return nil }
                let isApart = !property.isRequired && property.pendingDefault == nil
                arguments.append("\(label): \(isApart ? ".null" : "nil")")
                continue
            }
            guard !isOptionalLiteral(property.type) || !property.isRequired,
                let literal = literal(value, for: property.type)
            else { return nil }
            let isApart = property.isNullable && !property.isRequired && property.pendingDefault == nil
            arguments.append("\(label): \(isApart ? ".value(\(literal))" : literal)")
        }
        guard node.entries.allSatisfy({ entry in plan.properties.contains { $0.jsonName == entry.key } }) else {
            return nil
        }
        return "\(name)(\(arguments.joined(separator: ", ")))"
    }

    private func unionLiteral(_ node: YAMLNode, _ name: String) -> String? {
        guard case .union(let plan) = declared[name] else { return nil }
        var cases = plan.cases
        if let discriminator = plan.discriminator {
            let value = node[discriminator]?.scalar?.text
            let told = cases.filter { choice in value.map(choice.values.contains) ?? choice.isMeantByAbsence }
            cases = told.isEmpty ? cases.filter(\.isDefault) : told
        }
        for choice in cases where !isOptionalLiteral(choice.type) {
            if let literal = literal(node, for: choice.type) { return "\(name).\(choice.name)(\(literal))" }
        }
        return nil
    }

    /// Any JSON as a literal.
    private func anyLiteral(_ node: YAMLNode) -> String? {
        if node.sequence != nil {
            let items = node.elements.map { anyLiteral($0) }
            return items.contains(nil) ? nil : "JSONValue.array([\(items.compactMap(\.self).joined(separator: ", "))])"
        }
        if node.mapping != nil {
            let members = node.entries.map { entry in
                anyLiteral(entry.value).map { "\(SwiftLiteral.string(entry.key)): \($0)" }
            }
            guard !members.contains(nil) else { return nil }
            return
                "JSONValue.object(\(members.isEmpty ? "[:]" : "[\(members.compactMap(\.self).joined(separator: ", "))]"))"
        }
        switch node.scalar?.value {
        case .null: return "JSONValue.null"
        case .boolean(let flag): return "JSONValue.boolean(\(flag))"
        case .integer, .number: return "JSONValue.number(\(SwiftLiteral.string(node.json)))"
        case .string: return "JSONValue.string(\(SwiftLiteral.string(node.scalar?.text ?? "")))"
        case nil: return nil
        }
    }
}
