public import ContractRuntime
import FoundationEssentials
public import OpenAPI

/// Checks a value against a schema of the document as it is read, without any generated code.
///
/// An answer is held to more than JSON Schema asks: a property that the schema does not name is a discrepancy, for
/// whoever reads the contract would not know of it. What is `writeOnly` may be missing in it.
public struct SchemaValidator: Sendable {
    private let validator: InstanceValidator

    /// Makes a validator for a document's schemas.
    public init(_ document: Document) {
        validator = InstanceValidator(document, rules: Self.rules)
    }

    /// Everything that is wrong with a value.
    public func validate(_ value: JSONValue, _ schema: Schema, at place: String = "") -> [Discrepancy] {
        validator.validate(value, schema, in: .response, at: place).map { Discrepancy($0.place, $0.message) }
    }

    /// The formats and patterns as the runtime of generated code understands them.
    private static let rules = ValueRules(
        forbidsUndeclared: true,
        isOfFormat: { text, format in
            switch format {
            case "uuid": UUID(formatted: text) != nil
            case "date-time": Date(formatted: text) != nil
            case "date": FullDate(formatted: text) != nil
            case "uri": URI(formatted: text) != nil
            case "uri-reference": URIReference(formatted: text) != nil
            default: ValueRules.standard.isOfFormat(text, format)
            }
        },
        matches: { text, pattern in (try? Pattern(pattern))?.matches(text) ?? true })
}

extension JSONValue: SchemaInstance {
    /// The value, one level deep.
    public var instance: InstanceShape<JSONValue> {
        switch self {
        case .null: .null
        case .boolean(let flag): .boolean(flag)
        case .number(let text): .number(text)
        case .string(let text): .string(text)
        case .array(let elements): .array(elements)
        case .object(let members): .object(members.map { ($0, $1) })
        }
    }
}
