/// Writes the expressions that read and write one value.
enum ValueRenderer {
    /// An expression that reads a value from `reader`; its type is the value's, made optional.
    static func read(_ type: PlannedType) -> String {
        switch type {
        case .string(let minimum, let maximum, let pattern):
            let arguments = [
                minimum.map { "minimumLength: \($0)" }, maximum.map { "maximumLength: \($0)" },
                pattern.map { "pattern: Patterns.\($0.constant)" },
            ]
            return "try reader.readString(\(list(arguments)))"
        case .formatted(let name): return "try reader.readFormatted(\(name).self)"
        case .integer(let name, let minimum, let maximum, let multiple):
            let arguments = [
                "\(name).self", minimum.map { "minimum: \($0)" }, maximum.map { "maximum: \($0)" },
                multiple.map { "multipleOf: \($0)" },
            ]
            return "try reader.readInteger(\(list(arguments)))"
        case .double(let bounds):
            let arguments = [
                bounds.minimum.map { "minimum: \($0)" }, bounds.maximum.map { "maximum: \($0)" },
                bounds.isMinimumExclusive ? "isMinimumExclusive: true" : nil,
                bounds.isMaximumExclusive ? "isMaximumExclusive: true" : nil,
                bounds.multipleOf.map { "multipleOf: \($0)" },
            ]
            return "try reader.\(bounds.isSingle ? "readFloat" : "readDouble")(\(list(arguments)))"
        case .decimal: return "try reader.readDecimal()"
        case .boolean: return "try reader.readBool()"
        case .any: return "try JSONValue.read(from: &reader)"
        case .enumeration(let name), .integerEnumeration(let name): return "try reader.readEnumeration(\(name).self)"
        case .valueEnumeration(let name): return "try reader.readEnumeration(values: \(name).self)"
        case .openEnumeration(let name): return "try reader.readOpenEnumeration(\(name).self)"
        case .ruled(let type, let rule):
            return "try reader.readChecked(Rules.\(RuleRenderer.constant(rule)), value: { \(closure(type)) })"
        case .nullable(let type):
            return "try reader.readNullable({ \(closure(type)) })"
        case .structure(let name), .union(let name), .external(let name): return "try \(name).read(from: &reader)"
        case .array(let element, let minimum, let maximum, let isUnique):
            let arguments = [
                minimum.map { "minimumCount: \($0)" }, maximum.map { "maximumCount: \($0)" },
                "element: { \(closure(element)) }",
            ]
            return "try reader.\(isUnique ? "readUniqueArray" : "readArray")(\(list(arguments)))"
        case .map(let value, let minimum, let maximum):
            let arguments = [
                minimum.map { "minimumCount: \($0)" }, maximum.map { "maximumCount: \($0)" },
                "value: { \(closure(value)) }",
            ]
            return "try reader.readMap(\(list(arguments)))"
        }
    }

    /// The inside of a closure that reads a value.
    static func closure(_ type: PlannedType) -> String {
        "(reader: inout JSONReader) throws(JSONSyntaxError) -> \(type.swiftName)? in \(read(type))"
    }

    /// A statement that writes a value to `writer`.
    static func write(_ type: PlannedType, _ expression: String) -> String {
        switch type {
        case .enumeration, .integerEnumeration, .openEnumeration: "writer.write(\(expression).rawValue)"
        case .valueEnumeration: "writer.write(enumeration: \(expression))"
        case .decimal: "writer.writeNumber(\(expression))"
        case .ruled(let type, _): write(type, expression)
        case .nullable(let type):
            "if let value = \(expression) { \(write(type, "value")) } else { writer.writeNull() }"
        case .array(let element, _, _, _), .map(let element, _, _):
            "writer.write(\(expression)) { writer, value in \(write(element, "value")) }"
        default: "writer.write(\(expression))"
        }
    }

    private static func list(_ arguments: [String?]) -> String {
        arguments.compactMap(\.self).joined(separator: ", ")
    }
}
