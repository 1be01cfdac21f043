/// A type to declare for a schema.
enum SchemaPlan {
    case structure(StructurePlan)
    case enumeration(EnumerationPlan)
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

    /// Whether Swift holds the value as an optional.
    var isOptional: Bool { isNullable || (!isRequired && defaultLiteral == nil) }
    var swiftType: String { type.swiftName + (isOptional ? "?" : "") }
    /// The variable that holds the value while its object is read, apart from those that the reading itself needs.
    var localName: String { Self.takenNames.contains(swiftName) ? "_" + swiftName : swiftName }

    private static let takenNames: Set = [
        "additionalProperties", "member", "memberNames", "members", "reader", "violationsBefore",
    ]
}

/// An enum to declare for strings.
struct EnumerationPlan {
    var name: String
    var documentation: [String]
    var cases: [(name: String, value: String)]
}
