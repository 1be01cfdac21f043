import OpenAPI
import YAML

extension Planner {
    /// The enum of a few values; `const` is one of them.
    ///
    /// - Parameter titles: What each value is called, where its own text is not its name.
    mutating func enumeration(
        _ schema: Schema, _ values: [YAMLNode], titled titles: [String]? = nil, path: [String],
        into nested: inout [SchemaPlan]
    ) -> PlannedType {
        let spoken = fitting(values.filter { $0.scalar?.value != .null }, to: schema)
        let name = path.joined(separator: ".")
        var plan = EnumerationPlan(
            name: path.last ?? "",
            documentation: documentation(schema.description ?? schema.title, isDeprecated: schema.isDeprecated),
            cases: [])
        if spoken.isEmpty, collector.isLenient, schema.enumeration?.isEmpty == false {
            // None of them can be meant, so no value would be left. Of an empty one that is what is said.
            return type(of: schema.without(["enum"], number: nextDerived()), path: path, into: &nested)
        }
        guard !spoken.isEmpty else {
            let rule = rules.name(of: "false", suggesting: "nothing")
            return .ruled(.any, rule: rule)
        }
        if let integers = Self.integers(spoken), schema.types.allSatisfy({ $0 == .integer || $0 == .number }) {
            let names = SwiftName.unique(
                titles?.map(SwiftName.member) ?? integers.map { $0 < 0 ? "minus\($0.magnitude)" : "value\($0)" })
            plan.cases = zip(names, integers).map { ($0, String($1), String($1)) }
            plan.kind = .integers
            nested.append(.enumeration(plan))
            return .integerEnumeration(name)
        }
        let isOfStrings = schema.types == [.string] || schema.types.isEmpty
        let texts = spoken.compactMap { node in
            isString(node, isOfStrings && schema.types == [.string]) ? node.scalar?.text : nil
        }
        if isOfStrings, texts.count == spoken.count {
            plan.cases = enumerationCases(texts, titled: titles)
            if wantsOpenEnumerations(schema) {
                plan.kind = .open(unknown: unknownCase(plan))
                nested.append(.enumeration(plan))
                return .openEnumeration(name)
            }
            nested.append(.enumeration(plan))
            return .enumeration(name)
        }
        let names = SwiftName.unique(spoken.map(Self.caseName))
        plan.cases = zip(names, spoken).map { ($0, $1.json, $1.json) }
        plan.kind = .values
        nested.append(.enumeration(plan))
        return .valueEnumeration(name)
    }

    /// The values that are of the schema's type, each once. What else stands in `enum` no value can be.
    private func fitting(_ values: [YAMLNode], to schema: Schema) -> [YAMLNode] {
        // Strings of other characters are other values, also where Unicode takes them as equivalent.
        var seen: Set<[UInt8]> = []
        let keyword = schema.constant == nil ? "enum" : "const"
        return values.filter { value in
            guard seen.insert(Array(value.json.utf8)).inserted else {
                collector.warning(
                    .invalidEnumeration, "'\(value.scalar?.text ?? value.json)' stands twice in 'enum'",
                    at: value.location)
                return false
            }
            guard schema.types.isEmpty || schema.types.contains(where: { Self.isValue(value, of: $0) }) else {
                if schema.types == [.string], value.scalar != nil {
                    collector.error(
                        .quotedEnumeration,
                        "the value \(value.json) of '\(keyword)' is not of the schema's type; put it in quotes",
                        at: value.location)
                    return true
                }
                collector.error(
                    .invalidEnumeration,
                    "the value \(value.json) of '\(keyword)' is not of the schema's type, so no value can be it; take it away",
                    at: value.location)
                return false
            }
            return true
        }
    }

    private func isString(_ node: YAMLNode, _ takesAll: Bool) -> Bool {
        guard let scalar = node.scalar else { return false }
        return takesAll || scalar.value == .string
    }

    private static func integers(_ values: [YAMLNode]) -> [Int64]? {
        let integers = values.compactMap { node -> Int64? in
            if case .integer(let value) = node.scalar?.value { value } else { nil }
        }
        return integers.count == values.count ? integers : nil
    }

    private static func isValue(_ node: YAMLNode, of type: Schema.PrimitiveType) -> Bool {
        switch (node.scalar?.value, type) {
        case (.string, .string), (.boolean, .boolean), (.integer, .integer), (.integer, .number), (.number, .number):
            true
        case (.number(let value), .integer): value.rounded() == value
        case (nil, .array): node.sequence != nil
        case (nil, .object): node.mapping != nil
        default: false
        }
    }

    private static func caseName(_ node: YAMLNode) -> String {
        switch node.scalar?.value {
        case .boolean(let flag): "is\(flag ? "True" : "False")"
        case .integer(let value): value < 0 ? "minus\(value.magnitude)" : "value\(value)"
        case .number:
            SwiftName.member("value " + node.json.replacing(".", with: " point ").replacing("-", with: " minus "))
        case .string: SwiftName.member(node.scalar?.text ?? "")
        case .null: "null"
        case nil: node.sequence == nil ? "object" : "array"
        }
    }

    /// The cases of an enum for some strings.
    func enumerationCases(
        _ values: [String], titled titles: [String]? = nil
    ) -> [(name: String, value: String, literal: String)] {
        let names = SwiftName.members(values.enumerated().map { ($1, titles?[$0]) }, by: self.names)
        return zip(names, values).map { ($0, $1, SwiftLiteral.string($1)) }
    }

    // MARK: Enumerations that may grow

    /// The values of an enumeration which others may follow: those of `x-extensible-enum`, or of one alternative beside
    /// another that is any string.
    func openValues(of schema: Schema) -> [YAMLNode]? { extensibleValues(of: schema) ?? valuesBesideAnyString(schema) }

    private func extensibleValues(of schema: Schema) -> [YAMLNode]? {
        guard schema.isOfDocument, schema.types == [.string], schema.enumeration == nil, schema.constant == nil,
            let values = schema.extensionNode("x-extensible-enum")?.sequence, !values.isEmpty,
            values.allSatisfy({ $0.scalar?.value == .string })
        else { return nil }
        return Array(values)
    }

    private func valuesBesideAnyString(_ schema: Schema) -> [YAMLNode]? {
        guard schema.isOfDocument, schema.reference == nil, !schema.anyOf.isEmpty, schema.oneOf.isEmpty,
            schema.discriminator == nil, schema.types.isEmpty || schema.types == [.string],
            schema.meaningfulKeywords.allSatisfy({ ["anyOf", "type", "default"].contains($0) })
        else { return nil }
        let alternatives = allAlternatives(of: schema)
        let plain = alternatives.filter { $0.reference == nil && $0.types == [.string] && !$0.isNullable }
        guard alternatives.count == 2, plain.count == 2,
            plain.contains(where: { $0.meaningfulKeywords.allSatisfy { $0 == "type" } }),
            let listed = plain.first(where: { $0.enumeration != nil }), let values = listed.enumeration,
            !values.isEmpty,
            listed.meaningfulKeywords.allSatisfy({ ["type", "enum"].contains($0) }),
            values.allSatisfy({ $0.scalar?.value == .string })
        else { return nil }
        return values
    }

    private func wantsOpenEnumerations(_ schema: Schema) -> Bool {
        guard schema.constant == nil else { return false }
        return options.opensEnumerations
            || schema.extensionNode("x-extensible-enum")?.scalar?.value == .boolean(true)
    }

    mutating func openEnumeration(
        _ schema: Schema, _ values: [YAMLNode], path: [String], into nested: inout [SchemaPlan]
    ) -> Carrier {
        var seen: Set<[UInt8]> = []
        let texts = values.compactMap(\.scalar?.text).filter { seen.insert(Array($0.utf8)).inserted }
        var plan = EnumerationPlan(
            name: path.last ?? "",
            documentation: documentation(schema.description ?? schema.title, isDeprecated: schema.isDeprecated),
            cases: enumerationCases(texts))
        plan.kind = .open(unknown: unknownCase(plan))
        nested.append(.enumeration(plan))
        return Carrier(type: .openEnumeration(path.joined(separator: ".")), keywords: ["type", "format", "anyOf"])
    }

    private func unknownCase(_ plan: EnumerationPlan) -> String {
        SwiftName.unique(["unknown"], avoiding: Set(plan.cases.map(\.name))).first ?? "unknown"
    }
}
