/// A type to declare for a schema.
enum SchemaPlan {
    case structure(StructurePlan)
    case enumeration(EnumerationPlan)
    case union(UnionPlan)
}

/// A struct to declare for an object.
struct StructurePlan {
    /// The names from the outermost type to this one.
    var path: [String]
    var documentation: [String]
    var properties: [PropertyPlan]
    var additional: Additional
    var minimumCount: Int?
    var maximumCount: Int?
    /// Members that need others when they are there.
    var dependencies: [(member: Int, needed: [Int])] = []
    var nested: [SchemaPlan]

    enum Additional {
        case ignored
        case refused
        case kept(PlannedType)
    }

    var name: String { path.last ?? "" }
    var fullName: String { path.joined(separator: ".") }
}

/// A property of a struct.
struct PropertyPlan {
    var jsonName: String
    var swiftName: String
    var documentation: [String]
    var type: PlannedType
    var isRequired: Bool
    var isNullable: Bool
    /// The value that stands for an absent one, as a Swift literal.
    var defaultLiteral: String?
    /// Whether the value is kept in a box, for it leads back to its struct.
    var isIndirect = false

    /// Whether the literal is an optional, for it is read from a text.
    var isDefaultOptional = false

    /// Whether Swift holds the value as an optional.
    var isOptional: Bool { isNullable || (!isRequired && (defaultLiteral == nil || isDefaultOptional)) }
    var swiftType: String { type.swiftName + (isOptional ? "?" : "") }
    /// The variable that holds the value while its object is read, apart from those that the reading itself needs.
    var localName: String { Self.takenNames.contains(swiftName) ? "_" + swiftName : swiftName }

    private static let takenNames: Set = [
        "additionalProperties", "member", "memberNames", "members", "reader", "violationsBefore",
    ]
}

/// An enum to declare for a few values.
struct EnumerationPlan {
    var name: String
    var documentation: [String]
    /// The cases with their values as Swift literals.
    var cases: [(name: String, value: String, literal: String)]
    /// `String` or `Int64`.
    var rawType = "String"
}

/// An enum with one case for each alternative of `oneOf` or `anyOf`, or for each of several types.
struct UnionPlan {
    /// The names from the outermost type to this one.
    var path: [String]
    var documentation: [String]
    var cases: [Case]
    /// Whether a value may match one alternative only (`oneOf`).
    var isExclusive: Bool
    /// The member whose value tells which alternative a value is.
    var discriminator: String?
    /// Whether the union leads back to itself.
    var isIndirect = false
    var nested: [SchemaPlan]

    /// One alternative.
    struct Case {
        var name: String
        var type: PlannedType
        /// The values of the discriminator that mean it.
        var values: [String] = []
    }

    var name: String { path.last ?? "" }
    var fullName: String { path.joined(separator: ".") }
}
