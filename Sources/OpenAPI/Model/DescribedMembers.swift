/// The members of an object that schemas describe, by a name or by a pattern.
public struct DescribedMembers: Hashable, Sendable {
    private var exactNames: Set<ExactName> = []
    private var exactPatterns: Set<ExactName> = []

    /// Makes a list of names and of patterns.
    public init(names: [String], patterns: [String]) {
        exactNames = Set(names.map(ExactName.init))
        exactPatterns = Set(patterns.map(ExactName.init))
    }

    /// Makes a list of what one schema describes itself.
    public init(of schema: Schema) {
        self.init(names: schema.properties.map(\.name), patterns: schema.patternProperties.map(\.name))
    }

    /// Makes an empty list.
    public init() {}

    /// Whether nothing is described.
    public var isEmpty: Bool { exactNames.isEmpty && exactPatterns.isEmpty }
    /// The names under `properties`, in order.
    public var names: [String] { exactNames.map(\.text).sorted() }
    /// The patterns under `patternProperties`, in order.
    public var patterns: [String] { exactPatterns.map(\.text).sorted() }

    /// Takes out what another list has.
    public mutating func subtract(_ other: DescribedMembers) {
        exactNames.subtract(other.exactNames)
        exactPatterns.subtract(other.exactPatterns)
    }

    /// Adds what another list has.
    public mutating func formUnion(_ other: DescribedMembers) {
        exactNames.formUnion(other.exactNames)
        exactPatterns.formUnion(other.exactPatterns)
    }
}

extension Document {
    /// What schemas describe of the members of one object, with what they refer to, their parts and their alternatives.
    public func describedMembers(of schemas: [Schema]) -> DescribedMembers {
        descriptions(of: schemas).reduce(into: DescribedMembers()) { $0.formUnion(DescribedMembers(of: $1)) }
    }

    /// Whether a schema, what it refers to, a part of it or an alternative says something of the members that nothing describes.
    public func speaksOfOtherMembers(_ schema: Schema) -> Bool {
        descriptions(of: [schema]).contains(where: \.speaksOfOtherMembers)
    }
}

extension Schema {
    /// Whether `additionalProperties` is `false` or a schema.
    public var speaksOfOtherMembers: Bool {
        switch additionalProperties {
        case .unspecified, .allowed: false
        case .forbidden, .schema: true
        }
    }
}
