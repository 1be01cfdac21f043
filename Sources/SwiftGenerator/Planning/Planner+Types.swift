import OpenAPI
import YAML

extension Planner {
    /// The type of a schema that needs no declaration of its own.
    ///
    /// - Parameters:
    ///   - schema: What to find a type for.
    ///   - path: Names for what belongs to the type, such as its pattern.
    ///   - depth: How many references have led here.
    mutating func type(of schema: Schema, path: [String], depth: Int) -> PlannedType {
        if let reference = schema.reference { return referenced(reference, from: schema, path: path, depth: depth) }
        guard let type = schema.types.first else {
            refuse(schema, allowing: [])
            if schema.isNullable {
                collector.error(
                    "null alone is not supported yet; name the type of the other values", at: schema.location)
            }
            return .any
        }
        if schema.types.count > 1 {
            collector.error("more than one type besides null is not supported yet", at: schema.location)
        }
        refuse(schema, allowing: [type])
        switch type {
        case .string: return string(schema, path: path)
        case .integer: return integer(schema)
        case .number:
            if let format = schema.format, format != "double" {
                collector.error("the format '\(format)' of numbers is not supported; use double", at: schema.location)
            }
            if schema.minimum != nil && schema.exclusiveMinimum != nil
                || schema.maximum != nil && schema.exclusiveMaximum != nil
            {
                collector.error("two bounds on the same side are not supported yet; keep one", at: schema.location)
            }
            return .double(
                minimum: (schema.minimum ?? schema.exclusiveMinimum).map { "\($0.double)" },
                maximum: (schema.maximum ?? schema.exclusiveMaximum).map { "\($0.double)" },
                isMinimumExclusive: schema.exclusiveMinimum != nil, isMaximumExclusive: schema.exclusiveMaximum != nil)
        case .boolean: return .boolean
        case .array:
            guard let items = schema.items else {
                return .array(.any, minimumCount: schema.minItems, maximumCount: schema.maxItems)
            }
            return .array(
                element(items, path: path, depth: depth), minimumCount: schema.minItems, maximumCount: schema.maxItems)
        case .object:
            var element = PlannedType.any
            if case .schema(let value) = schema.additionalProperties {
                element = self.element(value, path: path, depth: depth)
            }
            if case .forbidden = schema.additionalProperties {
                collector.error("an object that allows no property is not supported yet", at: schema.location)
            }
            return .map(element, minimumCount: schema.minProperties, maximumCount: schema.maxProperties)
        }
    }

    private mutating func element(_ schema: Schema, path: [String], depth: Int) -> PlannedType {
        let value = value(of: schema)
        if value.isNullable {
            collector.error("elements that may be null are not supported yet", at: schema.location)
        }
        if isStructure(value.schema) || (value.schema.enumeration != nil && value.schema.reference == nil) {
            collector.error(
                "this schema needs a name: move it to #/components/schemas and refer to it", at: schema.location)
        }
        return type(of: value.schema, path: path, depth: depth + 1)
    }

    private mutating func referenced(_ reference: SchemaReference, from schema: Schema, path: [String], depth: Int)
        -> PlannedType
    {
        refuseSiblings(of: "$ref", in: schema)
        guard let name = reference.name else {
            collector.error(
                "the reference '\(reference.text)' does not lead to #/components/schemas, which is not supported yet",
                at: schema.location)
            return .any
        }
        guard let target = document.schema(named: name) else { return .any }
        let typeName = typeNames[name] ?? name
        if isStructure(target) { return .structure(typeName) }
        if target.enumeration != nil { return .enumeration(typeName) }
        guard depth < 16 else {
            collector.error("the schema '\(name)' holds nothing but itself", at: schema.location)
            return .any
        }
        return type(of: target, path: [typeName], depth: depth + 1)
    }

    private mutating func string(_ schema: Schema, path: [String]) -> PlannedType {
        let formats = ["uuid": "UUID", "date-time": "Date", "date": "FullDate"]
        let references = ["uri": "URIReference", "uri-reference": "URIReference"]
        guard let format = schema.format, let name = formats[format] ?? references[format] else {
            if let format = schema.format, !["password"].contains(format) {
                let known = formats.keys.sorted() + references.keys.sorted() + ["password"]
                collector.error(
                    "the format '\(format)' of strings is not supported yet; use one of \(known.joined(separator: ", "))",
                    at: schema.location)
            }
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

    private func integer(_ schema: Schema) -> PlannedType {
        if schema.exclusiveMinimum != nil || schema.exclusiveMaximum != nil {
            collector.error("exclusive bounds of integers are not supported yet", at: schema.location)
        }
        let type = schema.format == "int32" ? "Int32" : "Int64"
        if let format = schema.format, format != "int32", format != "int64" {
            collector.error(
                "the format '\(format)' of integers is not supported; use int32 or int64", at: schema.location)
        }
        for bound in [schema.minimum, schema.maximum, schema.multipleOf] {
            guard case .integer(let value) = bound else {
                if bound != nil { collector.error("a bound of an integer must be whole", at: schema.location) }
                continue
            }
            if type == "Int32", Int32(exactly: value) == nil {
                collector.error("the bound \(value) does not fit int32", at: schema.location)
            }
        }
        return .integer(
            type: type, minimum: schema.minimum.map(\.description), maximum: schema.maximum.map(\.description),
            multipleOf: schema.multipleOf.map(\.description))
    }

    /// Refuses keywords beside one that stands for the whole schema.
    func refuseSiblings(of keyword: String, in schema: Schema) {
        for other in schema.meaningfulKeywords
        where other != keyword && (other != "default" || !carriedDefaults.contains(schema.id)) {
            collector.error("'\(other)' beside '\(keyword)' is not supported yet", at: schema.location)
        }
    }

    private static let formattedTypes: Set<Schema.PrimitiveType> = [.string, .integer, .number]

    /// Refuses keywords that say something and belong to none of the allowed types, or that are not known yet.
    func refuse(_ schema: Schema, allowing types: Set<Schema.PrimitiveType>, isEnumeration: Bool = false) {
        func refuse(_ keyword: String, if isPresent: Bool, for type: Schema.PrimitiveType? = nil) {
            guard isPresent else { return }
            guard let type else {
                return collector.error("'\(keyword)' is not supported here yet", at: schema.location)
            }
            guard !types.contains(type) else { return }
            collector.error("'\(keyword)' says nothing without 'type: \(type.rawValue)'", at: schema.location)
        }
        if schema.always == false {
            collector.error("a schema that allows nothing is not supported yet", at: schema.location)
        }
        for keyword in schema.keywords where Schema.unplannedKeywords.contains(keyword) { refuse(keyword, if: true) }
        refuse("default", if: schema.defaultValue != nil && !carriedDefaults.contains(schema.id))
        refuse("format", if: schema.format != nil && (isEnumeration || types.isDisjoint(with: Self.formattedTypes)))
        for (keyword, isPresent) in [
            ("minLength", schema.minLength != nil), ("maxLength", schema.maxLength != nil),
            ("pattern", schema.pattern != nil),
        ] { refuse(keyword, if: isEnumeration && isPresent) }
        refuse("uniqueItems", if: schema.uniqueItems)
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
        refuse("required", if: !schema.required.isEmpty && schema.properties.isEmpty)
        let isNumeric = types.contains(.integer) || types.contains(.number)
        let bounds = [
            schema.minimum, schema.maximum, schema.exclusiveMinimum, schema.exclusiveMaximum, schema.multipleOf,
        ]
        if bounds.contains(where: { $0 != nil }), !isNumeric {
            collector.error(
                "a numeric bound says nothing without 'type: integer' or 'type: number'", at: schema.location)
        }
        refuse("multipleOf", if: schema.multipleOf != nil && types.contains(.number))
    }
}
