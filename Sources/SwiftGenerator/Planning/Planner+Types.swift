import OpenAPI
import YAML

extension Planner {
    /// The type of a schema with one type or none.
    mutating func plain(
        _ schema: Schema, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> PlannedType {
        guard let type = schema.types.first ?? schema.impliedType else {
            refuse(schema, allowing: [])
            if schema.isNullable, schema.node["nullable"] == nil {
                collector.error(
                    "null alone is not supported yet; name the type of the other values", at: schema.location)
            }
            return .any
        }
        refuse(schema, allowing: [type])
        return plain(schema, as: type, path: path, into: &nested, depth: depth)
    }

    /// The type of one of the types that a schema allows.
    mutating func plain(
        _ schema: Schema, as type: Schema.PrimitiveType, path: [String], into nested: inout [SchemaPlan], depth: Int
    ) -> PlannedType {
        switch type {
        case .string: return string(schema, path: path)
        case .integer: return integer(schema)
        case .number: return .double(bounds(of: schema))
        case .boolean: return .boolean
        case .array:
            let element =
                schema.items.map { self.element($0, path: inside(path, "Item"), into: &nested, depth: depth) } ?? .any
            return .array(
                element, minimumCount: schema.minItems, maximumCount: schema.maxItems, isUnique: schema.uniqueItems)
        case .object:
            var element = PlannedType.any
            if case .schema(let value) = schema.additionalProperties {
                element = self.element(value, path: inside(path, "Value"), into: &nested, depth: depth)
            }
            return .map(element, minimumCount: schema.minProperties, maximumCount: schema.maxProperties)
        }
    }

    /// What an element's own type is called: inside another type as the property, else after the named schema.
    private func inside(_ path: [String], _ suffix: String) -> [String] {
        path.count == 1 ? path.map { $0 + suffix } : path
    }

    private func bounds(of schema: Schema) -> DoubleBounds {
        if schema.minimum != nil && schema.exclusiveMinimum != nil
            || schema.maximum != nil && schema.exclusiveMaximum != nil
        {
            collector.error("two bounds on the same side are not supported yet; keep one", at: schema.location)
        }
        return DoubleBounds(
            minimum: (schema.minimum ?? schema.exclusiveMinimum).map { "\($0.double)" },
            maximum: (schema.maximum ?? schema.exclusiveMaximum).map { "\($0.double)" },
            isMinimumExclusive: schema.exclusiveMinimum != nil, isMaximumExclusive: schema.exclusiveMaximum != nil,
            multipleOf: schema.multipleOf.map { "\($0.double)" })
    }

    private mutating func string(_ schema: Schema, path: [String]) -> PlannedType {
        guard let format = schema.format, let name = Self.formats[format] else {
            let constant = SwiftName.member(path.joined(separator: " "))
            let pattern = schema.pattern.flatMap { self.pattern($0, for: constant, at: schema.location) }
            return .string(minimumLength: schema.minLength, maximumLength: schema.maxLength, pattern: pattern)
        }
        if schema.pattern != nil || schema.minLength != nil || schema.maxLength != nil {
            collector.error(
                "a length or pattern beside the format '\(format)' is not supported yet", at: schema.location)
        }
        return .formatted(name)
    }

    /// The formats that have a type of their own; any other is an annotation, as the specification has it.
    private static let formats = [
        "uuid": "UUID", "date-time": "Date", "date": "FullDate", "uri": "URIReference", "uri-reference": "URIReference",
    ]

    private func integer(_ schema: Schema) -> PlannedType {
        let type = schema.format == "int32" ? "Int32" : "Int64"
        for bound in [
            schema.minimum, schema.maximum, schema.exclusiveMinimum, schema.exclusiveMaximum, schema.multipleOf,
        ] {
            guard let bound else { continue }
            guard let value = Self.whole(bound) else {
                collector.error("a bound of an integer must be whole", at: schema.location)
                continue
            }
            if type == "Int32", Int32(exactly: value) == nil {
                collector.error("the bound \(value) does not fit int32", at: schema.location)
            }
        }
        let above = schema.exclusiveMinimum.flatMap(Self.whole).map { $0 == .max ? $0 : $0 + 1 }
        let below = schema.exclusiveMaximum.flatMap(Self.whole).map { $0 == .min ? $0 : $0 - 1 }
        let minimum = [schema.minimum.flatMap(Self.whole), above].compactMap(\.self).max()
        let maximum = [schema.maximum.flatMap(Self.whole), below].compactMap(\.self).min()
        return .integer(
            type: type, minimum: minimum.map(String.init), maximum: maximum.map(String.init),
            multipleOf: schema.multipleOf.flatMap(Self.whole).map(String.init))
    }

    /// A bound as a whole number, as `1.0` and `1e3` are.
    private static func whole(_ bound: Schema.Bound) -> Int64? {
        switch bound {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        }
    }

    /// Refuses keywords beside one that stands for the whole schema.
    func refuseSiblings(of keyword: String, in schema: Schema) {
        // In OpenAPI 3.0 whatever stands beside a reference is ignored (section 4.7.23).
        if keyword == "$ref", document.version.hasPrefix("3.0") { return }
        for other in schema.meaningfulKeywords where other != keyword && other != "default" {
            collector.error("'\(other)' beside '\(keyword)' is not supported yet", at: schema.location)
        }
    }

    /// Refuses keywords that say something and belong to none of the allowed types, or that are not known yet.
    func refuse(_ schema: Schema, allowing types: Set<Schema.PrimitiveType>, isEnumeration: Bool = false) {
        func refuse(_ keyword: String, if isPresent: Bool, for type: Schema.PrimitiveType? = nil) {
            guard isPresent else { return }
            guard let type else {
                return collector.error("'\(keyword)' is not supported here yet", at: schema.location)
            }
            // What is said of another type than the schema's concerns no value of it.
            guard types.isEmpty, !(type == .object && schema.isObject) else { return }
            collector.error("'\(keyword)' says nothing without 'type: \(type.rawValue)'", at: schema.location)
        }
        if schema.always == false {
            collector.error("a schema that allows nothing is not supported yet", at: schema.location)
        }
        refuseUnplanned(schema, besides: isEnumeration ? ["const"] : ["allOf"])
        for (keyword, isPresent) in [
            ("minLength", schema.minLength != nil), ("maxLength", schema.maxLength != nil),
            ("pattern", schema.pattern != nil),
        ] { refuse(keyword, if: isEnumeration && isPresent) }
        refuse("uniqueItems", if: schema.uniqueItems, for: .array)
        refuse("enum", if: schema.enumeration != nil && !isEnumeration)
        refuse("minLength", if: schema.minLength != nil, for: .string)
        refuse("maxLength", if: schema.maxLength != nil, for: .string)
        refuse("pattern", if: schema.pattern != nil, for: .string)
        refuse("items", if: schema.items != nil, for: .array)
        refuse("minItems", if: schema.minItems != nil, for: .array)
        refuse("maxItems", if: schema.maxItems != nil, for: .array)
        refuse("properties", if: !schema.properties.isEmpty, for: .object)
        refuse("minProperties", if: schema.minProperties != nil, for: .object)
        refuse("maxProperties", if: schema.maxProperties != nil, for: .object)
        if case .unspecified = schema.additionalProperties {
        } else {
            refuse("additionalProperties", if: true, for: .object)
        }
        refuse("required", if: !schema.required.isEmpty, for: .object)
        let bounds = [
            schema.minimum, schema.maximum, schema.exclusiveMinimum, schema.exclusiveMaximum, schema.multipleOf,
        ]
        if bounds.contains(where: { $0 != nil }), types.isEmpty {
            collector.error(
                "a numeric bound says nothing without 'type: integer' or 'type: number'", at: schema.location)
        }
    }

    /// Refuses keywords that nothing is generated for yet.
    func refuseUnplanned(_ schema: Schema, besides planned: Set<String>) {
        for keyword in schema.keywords where Schema.unplannedKeywords.contains(keyword) && !planned.contains(keyword) {
            if keyword == "propertyNames", schema.propertyNames.map(saysString) ?? true { continue }
            collector.error("'\(keyword)' is not supported here yet", at: schema.location)
        }
    }

    /// Whether a schema for names says nothing but that they are strings, which every name is.
    private func saysString(_ schema: Schema) -> Bool {
        guard let target = document.resolved(schema) else { return false }
        return target.types.allSatisfy { $0 == .string } && target.meaningfulKeywords.allSatisfy { $0 == "type" }
    }
}
