import OpenAPI
import YAML

extension Planner {
    /// The type of a schema with one type or none.
    mutating func plain(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> Carrier {
        guard let type = schema.types.first ?? schema.impliedType else {
            // Nothing but null, or anything at all.
            return Carrier(type: .any, keywords: Self.saysNull(schema) ? [] : ["type"])
        }
        return plain(schema, as: type, path: path, into: &nested, depth: depth)
    }

    /// The type of one of the types that a schema allows, and the keywords of that type that it carries.
    mutating func plain(
        _ schema: Schema, as type: Schema.PrimitiveType, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> Carrier {
        switch type {
        case .string: return string(schema, path: path)
        case .integer: return integer(schema)
        case .number: return number(schema)
        case .boolean: return Carrier(type: .boolean, keywords: ["type"])
        case .array: return array(schema, path: path, into: &nested, depth: depth)
        case .object:
            var element = PlannedType.any
            var carried: Set = ["type", "minProperties", "maxProperties"]
            // A map has one type of values, and no name that it refuses.
            switch schema.additionalProperties {
            case .unspecified, .allowed: carried.insert("additionalProperties")
            case .schema(let value) where schema.patternProperties.isEmpty && schema.properties.isEmpty:
                element = self.element(value, path: inside(path, "Value"), into: &nested, depth: depth)
                carried.insert("additionalProperties")
            case .schema, .forbidden: break
            }
            if schema.propertyNames.map(saysString) == true { carried.insert("propertyNames") }
            return Carrier(
                type: .map(element, minimumCount: schema.minProperties, maximumCount: schema.maxProperties),
                keywords: carried)
        }
    }

    private mutating func array(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> Carrier {
        var carried: Set = ["type", "minItems", "maxItems", "uniqueItems"]
        var element = PlannedType.any
        if schema.prefixItems.isEmpty {
            carried.formUnion(["items", "prefixItems"])
            if let items = schema.items {
                element = self.element(items, path: inside(path, "Item"), into: &nested, depth: depth)
            }
        } else if schema.items == nil || schema.items?.always == false,
            let first = schema.prefixItems.first, schema.prefixItems.allSatisfy({ $0.saysTheSame(as: first) })
        {
            // All elements that may be there are alike; what may come after them is for the rule.
            if schema.items?.always == false {
                element = self.element(first, path: inside(path, "Item"), into: &nested, depth: depth)
            }
        }
        return Carrier(
            type: .array(
                element, minimumCount: schema.minItems, maximumCount: schema.maxItems, isUnique: schema.uniqueItems),
            keywords: carried)
    }

    /// What an element's own type is called: inside another type as the property, else after the named schema.
    func inside(_ path: [String], _ suffix: String) -> [String] {
        path.count == 1 ? path.map { $0 + suffix } : path
    }

    private func number(_ schema: Schema) -> Carrier {
        if schema.format == "decimal" { return Carrier(type: .decimal, keywords: ["type", "format"]) }
        var carried: Set = ["type"]
        // Whether a number fits some bits is asked of its digits, which a rule sees.
        if schema.format.flatMap({ Formats.ofIntegers[$0] }) == nil { carried.insert("format") }
        func exact(_ keyword: String, _ bound: Schema.Bound?) -> String? {
            guard let value = bound.flatMap(Self.exactDouble) else { return nil }
            carried.insert(keyword)
            return "\(value)"
        }
        let isMinimumExclusive = schema.minimum == nil && schema.exclusiveMinimum != nil
        let isMaximumExclusive = schema.maximum == nil && schema.exclusiveMaximum != nil
        let minimum =
            isMinimumExclusive
            ? exact("exclusiveMinimum", schema.exclusiveMinimum) : exact("minimum", schema.minimum)
        let maximum =
            isMaximumExclusive
            ? exact("exclusiveMaximum", schema.exclusiveMaximum) : exact("maximum", schema.maximum)
        let bounds = DoubleBounds(
            minimum: minimum, maximum: maximum, isMinimumExclusive: isMinimumExclusive && minimum != nil,
            isMaximumExclusive: isMaximumExclusive && maximum != nil,
            multipleOf: exact("multipleOf", schema.multipleOf), isSingle: schema.format == "float")
        return Carrier(type: .double(bounds), keywords: carried)
    }

    /// A bound as a double, if that is the same number; a fraction is compared as the double that values become too.
    private static func exactDouble(_ bound: Schema.Bound) -> Double? {
        switch bound {
        case .integer(let value): Double(exactly: value)
        // The compiler warns of literals that lose digits near zero.
        case .number(let value): abs(value) < 0x1p53 && !value.isSubnormal ? value : nil
        }
    }

    private mutating func string(_ schema: Schema, path: [String]) -> Carrier {
        if let name = Formats.type(of: schema) { return Carrier(type: .formatted(name), keywords: ["type", "format"]) }
        let pattern = schema.pattern.flatMap {
            self.pattern(
                $0, for: SwiftName.member(path.joined(separator: " ")),
                at: schema.node["pattern"]?.location ?? schema.location)
        }
        return Carrier(
            type: .string(minimumLength: schema.minLength, maximumLength: schema.maxLength, pattern: pattern),
            keywords: Self.keywordsOfStrings)
    }

    private static let keywordsOfStrings: Set = ["type", "format", "minLength", "maxLength", "pattern"]
}
