public import YAML

/// A schema object (OpenAPI 3.1, section 4.8.24; JSON Schema 2020-12), read and not yet interpreted.
public struct Schema: Sendable {
    /// The primitive types of JSON Schema, `null` apart.
    public enum PrimitiveType: String, Hashable, Sendable, CaseIterable {
        case string
        case integer
        case number
        case boolean
        case array
        case object
    }

    /// What `additionalProperties` says.
    public enum AdditionalProperties: Sendable {
        /// Nothing: further properties are allowed and not of interest.
        case unspecified
        /// `true`: further properties are allowed and kept.
        case allowed
        /// `false`: further properties are refused.
        case forbidden
        /// A schema for each further property.
        case schema(Indirect<Schema>)
    }

    /// One named property.
    public struct Property: Sendable {
        /// The name as in JSON.
        public var name: String
        /// Where the name stands.
        public var location: SourceLocation
        /// What the value must be.
        public var schema: Schema
    }

    /// A number in a constraint, exact when whole.
    public enum Bound: Hashable, Sendable, CustomStringConvertible {
        /// A whole number.
        case integer(Int64)
        /// Any other number.
        case number(Double)

        /// The number as a literal.
        public var description: String {
            switch self {
            case .integer(let value): "\(value)"
            case .number(let value): "\(value)"
            }
        }

        /// The number, rounded if it has to be.
        public var double: Double {
            switch self {
            case .integer(let value): Double(value)
            case .number(let value): value
            }
        }
    }

    /// Where the schema stands.
    public var location: SourceLocation
    /// The name under `#/components/schemas` that `$ref` leads to.
    public var reference: String?
    /// The allowed types without `null`; empty when any is allowed.
    public var types: [PrimitiveType] = []
    /// Whether `null` is allowed: by a type array, or by `nullable` in OpenAPI 3.0.
    public var isNullable = false
    /// The format annotation, which this project enforces.
    public var format: String?
    /// A short name for people.
    public var title: String?
    /// Documentation in CommonMark.
    public var description: String?
    /// Whether use is discouraged.
    public var isDeprecated = false
    /// The values of `enum`.
    public var enumeration: [YAMLNode]?
    /// The value of `const`.
    public var constant: YAMLNode?
    /// The value that stands for an absent one.
    public var defaultValue: YAMLNode?

    /// The least number, included.
    public var minimum: Bound?
    /// The greatest number, included.
    public var maximum: Bound?
    /// The bound below every number.
    public var exclusiveMinimum: Bound?
    /// The bound above every number.
    public var exclusiveMaximum: Bound?
    /// What every number is a multiple of.
    public var multipleOf: Bound?
    /// The least length in Unicode scalars.
    public var minLength: Int?
    /// The greatest length in Unicode scalars.
    public var maxLength: Int?
    /// An ECMA 262 regular expression that matches somewhere in the string.
    public var pattern: String?

    /// What every element must be.
    public var items: Indirect<Schema> = .none
    /// The least count of elements.
    public var minItems: Int?
    /// The greatest count of elements.
    public var maxItems: Int?
    /// Whether no two elements may be equal.
    public var uniqueItems = false

    /// The named properties, in the order of the document.
    public var properties: [Property] = []
    /// The names that must be present.
    public var required: [String] = []
    /// What other properties may be.
    public var additionalProperties = AdditionalProperties.unspecified
    /// The least count of properties.
    public var minProperties: Int?
    /// The greatest count of properties.
    public var maxProperties: Int?

    /// The schemas that must all hold.
    public var allOf: [Schema] = []
    /// The schemas of which at least one must hold.
    public var anyOf: [Schema] = []
    /// The schemas of which exactly one must hold.
    public var oneOf: [Schema] = []

    /// The vendor extensions, with their `x-`.
    public var extensions: [String: YAMLNode] = [:]

    /// Makes a schema that allows anything.
    public init(at location: SourceLocation) {
        self.location = location
    }
}
