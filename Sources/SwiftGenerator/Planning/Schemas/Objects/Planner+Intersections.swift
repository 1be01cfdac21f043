import OpenAPI
import YAML

/// `allOf`: of the schemas that must all hold, one tells the type, and the others become rules; objects become one struct.
extension Planner {
    mutating func intersection(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> Carrier {
        let parts = parts(of: schema)
        var carrier = self.carrier(of: parts, of: schema, path: path, into: &nested, depth: depth)
        if isContradiction(parts) {
            collector.warning(
                .contradiction, "no value can be what all of these schemas want, for their types exclude each other",
                at: schema.location)
            // Nothing keeps such a rule, whatever the type that references to the schema have taken it for.
            carrier.rules.append("false")
        }
        return carrier
    }

    private mutating func carrier(
        of parts: [Schema], of schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> Carrier {
        let classes = parts.map { classification(of: $0) }
        if combinationCount(parts, classes) > Self.maximumCombinations { return Carrier(type: .any, keywords: []) }
        if let index = distributedPart(parts, classes),
            let carrier = distributed(parts, over: index, path: path, into: &nested, depth: depth)
        {
            return carrier
        }
        if !classes.contains(.enumeration), !classes.contains(.union), classes.contains(.structure) {
            return structure(of: schema, path: path, into: &nested)
        }
        if let carrier = elementwise(parts, path: path, into: &nested, depth: depth) { return carrier }
        let leading = leadingPart(parts, classes)
        let type = type(of: value(of: parts[leading]).schema, path: path, into: &nested, depth: depth + 1)
        let others = parts.indices.filter { $0 != leading }.map { parts[$0] }
        let telling = others.filter { !$0.saysNothing && !isImplied($0, by: parts[leading]) }
        let texts = rules.writer.texts(telling, amid: parts)
        return Carrier(type: type, keywords: Schema.assertions, rules: texts)
    }

    /// What must hold: the parts of `allOf`, those of a part that is itself an `allOf` of alternatives, and what stands
    /// beside.
    func parts(of schema: Schema, depth: Int = 0) -> [Schema] {
        let own = schema.without(["allOf"], number: 0)
        let parts = schema.allOf.flatMap { part -> [Schema] in
            guard depth < 8, let target = document.resolved(part), target.allOf.count > 0,
                onlyAlternative(of: target) == nil, classification(of: part, depth: depth + 1) == .union
            else { return [part] }
            return self.parts(of: target, depth: depth + 1)
        }
        return parts + (own.meaningfulKeywords.contains { $0 != "default" } ? [own] : [])
    }

    /// The alternatives that are spread over an object beside them, or over other alternatives.
    func distributedPart(_ parts: [Schema], _ classes: [SchemaClass]) -> Int? {
        let shaped = classes.indices.filter { classes[$0] == .structure || classes[$0] == .union }
        guard !classes.contains(.enumeration), shaped.count > 1,
            combinationCount(parts, classes) <= Self.maximumCombinations
        else { return nil }
        return shaped.first { index in
            guard classes[index] == .union, let union = document.resolved(value(of: parts[index]).schema) else {
                return false
            }
            return alternatives(of: union).count > 1 && union.allOf.isEmpty
        }
    }

    /// The most alternatives that are made of several lists of them; more are any JSON with a rule.
    private static var maximumCombinations: Int { 128 }

    /// How many alternatives there are once each of a list is combined with each of every other list.
    private func combinationCount(_ parts: [Schema], _ classes: [SchemaClass]) -> Int {
        var count = 1
        for index in parts.indices where classes[index] == .union && count <= Self.maximumCombinations {
            guard let union = document.resolved(value(of: parts[index]).schema) else { continue }
            count *= max(1, min(alternatives(of: union).count, Self.maximumCombinations + 1))
        }
        return count
    }

    /// The part that tells most of the type.
    private func leadingPart(_ parts: [Schema], _ classes: [SchemaClass]) -> Int {
        func rank(_ index: Int) -> Int {
            switch classes[index] {
            case .enumeration: return 60
            case .union: return 50
            case .structure: return 40
            case .plain:
                guard let target = document.resolved(parts[index]) else { return 1 }
                if target.types.contains(.integer) { return 25 }
                if Formats.type(of: target) != nil { return 30 }
                return target.items != nil ? 28 : 20 + (target.keywords.count > 1 ? 1 : 0)
            case .nothing: return 0
            }
        }
        return parts.indices.max { (rank($0), -$0) < (rank($1), -$1) } ?? 0
    }

    /// Whether a part says nothing but the type that another one has.
    private func isImplied(_ part: Schema, by leading: Schema) -> Bool {
        guard let part = document.resolved(part), let leading = document.resolved(leading) else { return false }
        return part.meaningfulKeywords.allSatisfy { $0 == "type" } && part.types == leading.types
    }

    /// `allOf` of an object and of alternatives: the alternatives, each with the object's properties.
    private mutating func distributed(
        _ parts: [Schema], over index: Int, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> Carrier? {
        guard let union = document.resolved(value(of: parts[index]).schema), depth < 8 else { return nil }
        let alternatives = alternatives(of: union)
        var others = parts.indices.filter { $0 != index }.map { parts[$0] }
        if hasShape(besides: union) {
            others.append(union.without(["oneOf", "anyOf", "discriminator"], number: nextDerived()))
        }
        var derived: [Schema] = []
        for alternative in alternatives {
            guard let both = Schema.intersection(of: others + [alternative], number: nextDerived()) else { return nil }
            derived.append(both)
        }
        let type = alternativesEnum(union, derived, named: alternatives, path: path, into: &nested, depth: depth + 1)
        return Carrier(type: type, keywords: Schema.assertions)
    }

    /// Whether no value can be what all parts want, for their types exclude each other.
    private func isContradiction(_ parts: [Schema]) -> Bool {
        var common: Set<Schema.PrimitiveType>?
        for target in parts.flatMap({ document.conjuncts(of: $0, maximumCount: 256) }) {
            if target.always == false { return true }
            guard !target.types.isEmpty, !target.isNullable else { continue }
            var types = Set(target.types)
            if types.contains(.number) { types.insert(.integer) }
            common = common.map { $0.intersection(types) } ?? types
        }
        return common?.isEmpty == true
    }
}
