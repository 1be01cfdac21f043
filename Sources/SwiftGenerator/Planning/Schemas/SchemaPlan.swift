import OpenAPI
import YAML

/// A type to declare for a schema.
enum SchemaPlan: Sendable {
    case structure(StructurePlan)
    case enumeration(EnumerationPlan)
    case union(UnionPlan)

    /// The name of the declared type, with those that it stands in.
    func fullName(in path: [String]) -> String {
        switch self {
        case .structure(let plan): plan.fullName
        case .union(let plan): plan.fullName
        case .enumeration(let plan): (path.dropLast() + [plan.name]).joined(separator: ".")
        }
    }
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
    /// The rules that hold for the whole object.
    var rules: [String] = []
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
    /// The only value that it can have, as a Swift literal.
    var onlyLiteral: String?
    /// Whether the value is kept in a box, for it leads back to its struct.
    var isIndirect = false
    /// The default and the schema that it is of, until it is known as a literal.
    var pendingDefault: (node: YAMLNode, schema: Schema)?
    /// The one direction in which the property has a meaning.
    var direction: Direction?
    /// Whether it must be there in that direction.
    var isRequiredInDirection = false

    /// A direction in which a value travels.
    enum Direction: String {
        /// To the server: `writeOnly`.
        case request
        /// To the client: `readOnly`.
        case response

        var opposite: Direction { self == .request ? .response : .request }
    }

    /// Whether the literal is an optional, for it is read from a text.
    var isDefaultOptional = false

    /// Whether Swift holds the value as an optional.
    var isOptional: Bool { isNullable || (!isRequired && (defaultLiteral == nil || isDefaultOptional)) }
    /// Whether `null` is told apart from absence: nothing else tells what an absent value stands for.
    var tellsNullApart: Bool { isNullable && !isRequired && defaultLiteral == nil }
    /// The type of the value, `null` included where it is told apart.
    var valueType: String { tellsNullApart ? "Nullable<\(type.swiftName)>" : type.swiftName }
    var swiftType: String { valueType + (isOptional ? "?" : "") }
    /// The variable that holds the value while its object is read, apart from those that the reading itself needs.
    var localName: String { Self.takenNames.contains(swiftName) ? "_" + swiftName : swiftName }

    private static let takenNames: Set = [
        "additionalProperties", "member", "memberNames", "members", "reader", "violationsBefore", "value", "writer",
    ]
}

/// An enum to declare for a few values.
struct EnumerationPlan {
    var name: String
    var documentation: [String]
    /// The cases with their values as Swift literals.
    var cases: [(name: String, value: String, literal: String)]
    var kind = Kind.strings

    /// What the values are.
    enum Kind: Equatable {
        case strings
        case integers
        /// JSON of any type.
        case values
        /// Strings, of which there may be more than the contract names; any other is in the case of this name.
        case open(unknown: String)
    }
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
    /// The member whose value tells the alternatives that are objects, where no discriminator is declared and it is not a
    /// string in all of them, or where others are no objects.
    var constantMember: String?
    /// Whether the union leads back to itself.
    var isIndirect = false
    /// The rules that hold whatever the alternative.
    var rules: [String] = []
    var nested: [SchemaPlan]

    /// One alternative.
    struct Case {
        var name: String
        /// What is said of it, where its type does not say it.
        var documentation: [String] = []
        var type: PlannedType
        /// The values of the discriminator that mean it.
        var values: [String] = []
        /// The name that means it too, beside the values of a mapping.
        var names: [String] = []
        /// Every value that is read as it.
        var readValues: [String] { values + names }
        /// The values of `constantMember` that mean it, as patterns of `JSONConstant`.
        var constants: [String] = []
        /// Whether it is meant when the discriminator is absent or not known.
        var isDefault = false
        /// Whether it is meant when the discriminator is absent.
        var isMeantByAbsence = false

        /// Whether every text is a value of it.
        var takesAnyString: Bool {
            switch type {
            case .string(nil, nil, nil), .openEnumeration: true
            default: false
            }
        }
    }

    var name: String { path.last ?? "" }
    var fullName: String { path.joined(separator: ".") }
}
