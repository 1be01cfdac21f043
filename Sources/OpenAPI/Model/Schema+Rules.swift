public import YAML

extension Schema {
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
        case schema(Schema)
    }

    /// One named property.
    public struct Property: Sendable {
        /// The name as in JSON; a regular expression in `patternProperties`.
        public var name: String
        /// Where the name stands.
        public var location: SourceLocation
        /// What the value must be.
        public var schema: Schema

        /// Makes a property.
        public init(name: String, location: SourceLocation, schema: Schema) {
            self.name = name
            self.location = location
            self.schema = schema
        }
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

    /// The bounds of numbers.
    public final class NumberRules: @unchecked Sendable {
        // Written by the parser only, before it hands the document over.
        var minimum: Bound?
        var maximum: Bound?
        var exclusiveMinimum: Bound?
        var exclusiveMaximum: Bound?
        var multipleOf: Bound?
    }

    /// The bounds of strings.
    public final class StringRules: @unchecked Sendable {
        // Written by the parser only, before it hands the document over.
        var minLength: Int?
        var maxLength: Int?
        var pattern: String?
    }

    /// What arrays must hold.
    public final class ArrayRules: @unchecked Sendable {
        // Written by the parser only, before it hands the document over.
        var items: Schema?
        var prefixItems: [Schema] = []
        var contains: Schema?
        var minContains: Int?
        var maxContains: Int?
        var minItems: Int?
        var maxItems: Int?
        var uniqueItems = false
        var unevaluatedItems: Schema?
    }

    /// What objects must hold.
    public final class ObjectRules: @unchecked Sendable {
        // Written by the parser only, before it hands the document over.
        var properties: [Property] = []
        var required: [String] = []
        var additionalProperties = AdditionalProperties.unspecified
        var patternProperties: [Property] = []
        var propertyNames: Schema?
        var minProperties: Int?
        var maxProperties: Int?
        var dependentRequired: [(name: String, required: [String])] = []
        var dependentSchemas: [Property] = []
        var unevaluatedProperties: Schema?

        init() {}

        /// Copies what another says.
        init(_ other: ObjectRules) {
            (properties, required) = (other.properties, other.required)
            additionalProperties = other.additionalProperties
            (patternProperties, propertyNames) = (other.patternProperties, other.propertyNames)
            (minProperties, maxProperties) = (other.minProperties, other.maxProperties)
            (dependentRequired, dependentSchemas) = (other.dependentRequired, other.dependentSchemas)
            unevaluatedProperties = other.unevaluatedProperties
        }
    }

    /// How schemas are combined.
    public final class Combinations: @unchecked Sendable {
        // Written by the parser only, before it hands the document over.
        var allOf: [Schema] = []
        var anyOf: [Schema] = []
        var oneOf: [Schema] = []
        var not: Schema?
        var ifSchema: Schema?
        var thenSchema: Schema?
        var elseSchema: Schema?
        var discriminator: Discriminator?
        var base: Schema?
    }

    /// What few schemas have.
    public final class Rarities: @unchecked Sendable {
        // Written by the parser only, before it hands the document over.
        var definitions: [Property] = []
        var identifier: String?
        var dialect: String?
        var anchor: String?
        var dynamicAnchor: String?
        var contentEncoding: String?
        var contentMediaType: String?
        var contentSchema: Schema?
        var xml: XML?
        var externalDocumentation: ExternalDocumentation?
    }

    /// What tells the alternatives of `oneOf` and `anyOf` apart (OpenAPI 3.2, section 4.8.25).
    public struct Discriminator: Sendable {
        /// Where it stands.
        public var location: SourceLocation
        /// The property whose value tells.
        public var propertyName: String
        /// Values with the schemas that they stand for, in the order of the document.
        public var mapping: [(value: String, location: SourceLocation, schema: SchemaReference)]
        /// The schema of a value that is absent or not known (since 3.2).
        public var defaultMapping: SchemaReference?
        /// The value that an absent property stands for: its default, where schemas build on the one that has it.
        public internal(set) var absentValue: String?
        /// The vendor extensions.
        public var extensions: [String: YAMLNode]
    }

    /// How a value is written in XML (OpenAPI 3.2, section 4.8.26).
    public struct XML: Sendable {
        /// The element's or attribute's name.
        public var name: String?
        /// The URI of the namespace.
        public var namespace: String?
        /// The prefix of the name.
        public var prefix: String?
        /// Whether it is an attribute.
        public var isAttribute: Bool
        /// Whether elements of an array stand in one of their own.
        public var isWrapped: Bool
        /// What kind of node it is (since 3.2).
        public var nodeType: NodeType?
        /// The vendor extensions.
        public var extensions: [String: YAMLNode]

        /// What a value is in XML (OpenAPI 3.2, section 4.8.26.1).
        public enum NodeType: String, Sendable, CaseIterable {
            case element
            case attribute
            case text
            case cdata
            case none
        }
    }
}
