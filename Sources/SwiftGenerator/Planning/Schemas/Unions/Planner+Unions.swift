import OpenAPI
import YAML

extension Planner {
    /// The enum of several alternatives, or the type of the only one.
    mutating func union(
        _ schema: Schema, _ alternatives: [Schema], path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> Carrier {
        let keyword = schema.oneOf.isEmpty ? "anyOf" : "oneOf"
        let carried: Set = [keyword, "type"]
        guard hasShape(besides: schema) else {
            guard alternatives.count > 1 else {
                let type = type(of: value(of: alternatives[0]).schema, path: path, into: &nested, depth: depth + 1)
                return Carrier(type: type, keywords: carried)
            }
            let type = alternativesEnum(
                schema, alternatives, named: alternatives, path: path, into: &nested, depth: depth)
            return Carrier(type: type, keywords: carried)
        }
        let base = schema.without([keyword, "discriminator"], number: nextDerived())
        guard bringShape(alternatives, to: schema, depth: 0) else {
            // The alternatives narrow what the schema says itself, so they are a rule.
            alternativesBeside[base.id] = alternatives
            let type = type(of: base, path: path, into: &nested, depth: depth + 1)
            return Carrier(type: type, keywords: Schema.assertions.subtracting([keyword]))
        }
        var derived: [Schema] = []
        for alternative in alternatives {
            guard let both = Schema.intersection(of: [base, alternative], number: nextDerived()) else { continue }
            derived.append(both)
        }
        guard derived.count > 1 else {
            let type = type(of: derived.first ?? base, path: path, into: &nested, depth: depth + 1)
            return Carrier(type: type, keywords: Schema.assertions)
        }
        let type = alternativesEnum(schema, derived, named: alternatives, path: path, into: &nested, depth: depth)
        return Carrier(type: type, keywords: Schema.assertions)
    }

    /// The enum of several alternatives.
    ///
    /// - Parameters:
    ///   - schema: What says how they are told apart.
    ///   - alternatives: The alternatives.
    ///   - originals: The alternatives as the document has them, which give their names.
    mutating func alternativesEnum(
        _ schema: Schema, _ alternatives: [Schema], named originals: [Schema], path: [String],
        into nested: inout [SchemaPlan], depth: Int
    ) -> PlannedType {
        var inner: [SchemaPlan] = []
        let constants = schema.discriminator == nil ? constantMember(of: alternatives) : nil
        let told =
            schema.discriminator.map { values(of: $0, for: originals) } ?? constants?.values.map(Self.texts) ?? []
        let names = SwiftName.unique(
            originals.enumerated().map { index, alternative in
                let value = told.indices.contains(index) ? told[index].first : nil
                return alternative.baseOf == schema.id
                    ? "base" : alternativeName(alternative, number: index + 1, told: value)
            })
        let wanted = names.map(SwiftName.type)
        let typeNames = namesHidingNothing(of: alternatives, path: path) { SwiftName.unique(wanted, avoiding: $0) }
        var cases: [UnionPlan.Case] = []
        for (index, alternative) in alternatives.enumerated() {
            let type =
                alternative.baseOf == nil
                ? element(alternative, path: path + [typeNames[index]], into: &inner, depth: depth)
                : base(alternative, path: path + [typeNames[index]], into: &inner, depth: depth)
            let original = originals[index]
            let isSaid = original.reference == nil && needsDeclaration(original)
            cases.append(
                UnionPlan.Case(
                    name: names[index], documentation: isSaid ? [] : documentation(original.description), type: type))
        }
        var discriminator: String?
        var constantMember: String?
        if let rule = schema.discriminator {
            discriminator = rule.propertyName
            let values = told
            let names = document.namesBesideMapping(of: rule, for: originals)
            for index in cases.indices {
                cases[index].values = values[index]
                cases[index].names = names[index]
                let target = originals[index].reference?.target ?? originals[index].id
                cases[index].isDefault = rule.defaultMapping.map { $0.target == target } ?? false
                if schema.base != nil, rule.defaultMapping == nil {
                    cases[index].isMeantByAbsence =
                        rule.absentValue.map(values[index].contains)
                        ?? (target == schema.base?.id && !document.requires(rule.propertyName, originals[index]))
                }
                guard cases[index].values.isEmpty, !cases[index].isDefault else { continue }
                collector.warning(
                    .discriminator,
                    "no value of '\(rule.propertyName)' means this alternative; give that property a 'const' here",
                    at: originals[index].location)
            }
            check(rule, of: schema, alternatives: originals, cases)
        } else if let constants, !told.contains([]) {
            discriminator = constants.name
            for (index, values) in zip(cases.indices, told) { cases[index].values = values }
        } else {
            constantMember = constants?.name
            for (index, values) in zip(cases.indices, constants?.values ?? []) {
                cases[index].constants = values.map(\.pattern)
            }
        }
        if discriminator == nil, schema.oneOf.isEmpty {
            // Of several that fit the first is taken, and what takes any string would leave nothing to the others.
            let greedy = cases.filter(\.takesAnyString)
            cases = cases.filter { !$0.takesAnyString } + greedy
        }
        nested.append(
            .union(
                UnionPlan(
                    path: path,
                    documentation: documentation(
                        schema.description ?? schema.title, isDeprecated: schema.isDeprecated),
                    cases: cases, isExclusive: !schema.oneOf.isEmpty, discriminator: discriminator,
                    constantMember: constantMember, nested: inner)))
        return .union(path.joined(separator: "."))
    }

    /// The type of what all have that build on a schema: one outside all others, for several unions may have it.
    private mutating func base(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> PlannedType {
        guard classification(of: schema) == .structure else {
            return element(schema, path: path, into: &nested, depth: depth)
        }
        let parent = schema.baseOf.flatMap { self.typeNames[$0] } ?? path.joined()
        return referenced(schema, named: typeName(of: schema, suggesting: parent + "Base"), depth: depth)
    }

    /// The enum of a schema that allows several primitive types.
    mutating func union(ofTypesOf schema: Schema, path: [String], into nested: inout [SchemaPlan]) -> Carrier {
        var inner: [SchemaPlan] = []
        // A whole number is a number.
        let types = schema.types.filter { $0 != .integer || !schema.types.contains(.number) }
        var carried: Set = ["type"]
        var cases: [UnionPlan.Case] = []
        for type in types {
            let carrier = plain(schema, as: type, path: path + ["Element"], into: &inner, depth: 0)
            carried.formUnion(carrier.keywords)
            cases.append(UnionPlan.Case(name: SwiftName.member(type.rawValue), type: carrier.type))
        }
        guard cases.count > 1 else { return Carrier(type: cases.first?.type ?? .any, keywords: carried) }
        nested.append(
            .union(
                UnionPlan(
                    path: path,
                    documentation: documentation(
                        schema.description ?? schema.title, isDeprecated: schema.isDeprecated),
                    cases: cases, isExclusive: false, nested: inner)))
        return Carrier(type: .union(path.joined(separator: ".")), keywords: carried)
    }

    /// The strings among constants; none where there is anything else, for a case is called after a string alone.
    private static func texts(_ constants: [MemberConstant]) -> [String] {
        let texts = constants.compactMap(\.text)
        return texts.count == constants.count ? texts : []
    }

    /// What an alternative's case is called: after its reference, its title, the value that tells it, or its type.
    private func alternativeName(_ schema: Schema, number: Int, told: String?) -> String {
        if let name = schema.extensionText("x-swift-name") { return SwiftName.member(name) }
        if let parent = schema.baseOf, let name = typeNames[parent] { return SwiftName.member(name) }
        if let name = document.referencedName(schema) { return SwiftName.member(name) }
        if let title = schema.title { return SwiftName.member(title) }
        if let told { return SwiftName.member(told) }
        if schema.types.count == 1, let type = schema.types.first { return SwiftName.member(type.rawValue) }
        return "alternative\(number)"
    }
}
