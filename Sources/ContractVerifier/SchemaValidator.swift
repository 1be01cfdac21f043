public import ContractRuntime
import FoundationEssentials
public import OpenAPI
import YAML

/// Checks a value against a schema of the document as it is read, without any generated code.
///
/// An answer is held to more than JSON Schema asks: a property that the schema does not name is a discrepancy, for
/// whoever reads the contract would not know of it.
public struct SchemaValidator: Sendable {
    private let document: Document

    /// Makes a validator for a document's schemas.
    public init(_ document: Document) {
        self.document = document
    }

    /// Everything that is wrong with a value.
    public func validate(_ value: JSONValue, _ schema: Schema, at place: String = "") -> [Discrepancy] {
        var result: [Discrepancy] = []
        if let name = schema.reference, let target = document.schema(named: name) {
            result += validate(value, target, at: place)
        }
        if value == .null && schema.isNullable { return result }
        if !schema.types.isEmpty || schema.isNullable, !schema.types.contains(where: { matches(value, $0) }) {
            if schema.reference != nil && schema.types.isEmpty { return result }
            return result + [Discrepancy(place, "is none of \(schema.types.map(\.rawValue).joined(separator: ", "))")]
        }
        if let values = schema.enumeration, !values.contains(where: { json($0) == value }) {
            result.append(Discrepancy(place, "is none of the enumerated values"))
        }
        if let constant = schema.constant, json(constant) != value {
            result.append(Discrepancy(place, "is not the constant"))
        }
        switch value {
        case .string(let text): result += validate(text, schema, at: place)
        case .number(let text): result += validate(number: text, schema, at: place)
        case .array(let elements): result += validate(elements, schema, at: place)
        case .object(let members): result += validate(members, schema, at: place)
        case .null, .boolean: break
        }
        return result + combinations(value, schema, at: place)
    }

    private func combinations(_ value: JSONValue, _ schema: Schema, at place: String) -> [Discrepancy] {
        var result = schema.allOf.flatMap { validate(value, $0, at: place) }
        if !schema.anyOf.isEmpty, !schema.anyOf.contains(where: { validate(value, $0).isEmpty }) {
            result.append(Discrepancy(place, "fits none of the alternatives"))
        }
        if !schema.oneOf.isEmpty, schema.oneOf.count(where: { validate(value, $0).isEmpty }) != 1 {
            result.append(Discrepancy(place, "does not fit exactly one of the alternatives"))
        }
        return result
    }

    private func matches(_ value: JSONValue, _ type: Schema.PrimitiveType) -> Bool {
        switch (value, type) {
        case (.string, .string), (.boolean, .boolean), (.array, .array), (.object, .object), (.number, .number): true
        case (.number(let text), .integer): Double(text).map { $0 == $0.rounded() } ?? false
        default: false
        }
    }

    private func validate(_ text: String, _ schema: Schema, at place: String) -> [Discrepancy] {
        var result: [Discrepancy] = []
        let length = text.unicodeScalars.count
        if let minimum = schema.minLength, length < minimum { result.append(Discrepancy(place, "is too short")) }
        if let maximum = schema.maxLength, length > maximum { result.append(Discrepancy(place, "is too long")) }
        if let source = schema.pattern, let pattern = try? Pattern(source), !pattern.matches(text) {
            result.append(Discrepancy(place, "does not match \(source)"))
        }
        let isFormatted =
            switch schema.format {
            case "uuid": UUID(formatted: text) != nil
            case "date-time": Date(formatted: text) != nil
            case "date": FullDate(formatted: text) != nil
            case "uri", "uri-reference": URIReference(formatted: text) != nil
            default: true
            }
        if !isFormatted { result.append(Discrepancy(place, "is not of the format \(schema.format ?? "")")) }
        return result
    }

    private func validate(number text: String, _ schema: Schema, at place: String) -> [Discrepancy] {
        guard let value = Double(text) else { return [Discrepancy(place, "is not a number")] }
        var result: [Discrepancy] = []
        if let bound = schema.minimum?.double, value < bound {
            result.append(Discrepancy(place, "is below the minimum"))
        }
        if let bound = schema.maximum?.double, value > bound {
            result.append(Discrepancy(place, "is above the maximum"))
        }
        if let bound = schema.exclusiveMinimum?.double, value <= bound {
            result.append(Discrepancy(place, "is not above the minimum"))
        }
        if let bound = schema.exclusiveMaximum?.double, value >= bound {
            result.append(Discrepancy(place, "is not below the maximum"))
        }
        if schema.format == "int32", Int32(text) == nil { result.append(Discrepancy(place, "does not fit int32")) }
        if schema.format == "int64", Int64(text) == nil { result.append(Discrepancy(place, "does not fit int64")) }
        return result
    }

    private func validate(_ elements: [JSONValue], _ schema: Schema, at place: String) -> [Discrepancy] {
        var result: [Discrepancy] = []
        if let minimum = schema.minItems, elements.count < minimum {
            result.append(Discrepancy(place, "has too few elements"))
        }
        if let maximum = schema.maxItems, elements.count > maximum {
            result.append(Discrepancy(place, "has too many elements"))
        }
        if schema.uniqueItems, Set(elements).count < elements.count {
            result.append(Discrepancy(place, "holds an element twice"))
        }
        guard let items = schema.items.value else { return result }
        for (index, element) in elements.enumerated() {
            result += validate(element, items, at: "\(place)/\(index)")
        }
        return result
    }

    private func validate(_ members: JSONMap<JSONValue>, _ schema: Schema, at place: String) -> [Discrepancy] {
        var result: [Discrepancy] = []
        for name in schema.required where members[name] == nil {
            result.append(Discrepancy("\(place)/\(name)", "is missing"))
        }
        if let minimum = schema.minProperties, members.count < minimum {
            result.append(Discrepancy(place, "has too few members"))
        }
        if let maximum = schema.maxProperties, members.count > maximum {
            result.append(Discrepancy(place, "has too many members"))
        }
        for (name, value) in members {
            if let property = schema.properties.first(where: { $0.name == name }) {
                result += validate(value, property.schema, at: "\(place)/\(name)")
                continue
            }
            switch schema.additionalProperties {
            case .allowed: break
            case .schema(let box):
                if let additional = box.value { result += validate(value, additional, at: "\(place)/\(name)") }
            case .forbidden: result.append(Discrepancy("\(place)/\(name)", "is forbidden"))
            case .unspecified:
                if !schema.properties.isEmpty {
                    result.append(Discrepancy("\(place)/\(name)", "is not in the contract"))
                }
            }
        }
        return result
    }

    private func json(_ node: YAMLNode) -> JSONValue? {
        try? JSONValue.read(jsonBytes: Array(node.json.utf8))
    }
}
