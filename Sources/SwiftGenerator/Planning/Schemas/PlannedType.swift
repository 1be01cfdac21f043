/// How a value is written in Swift and what is checked when it is read.
indirect enum PlannedType: Equatable, Sendable {
    case string(minimumLength: Int?, maximumLength: Int?, pattern: PlannedPattern?)
    /// A string with a meaning of its own, read by a `StringFormat` of this name.
    case formatted(String)
    case integer(type: String, minimum: String?, maximum: String?, multipleOf: String?)
    case double(DoubleBounds)
    case boolean
    case any
    case array(PlannedType, minimumCount: Int?, maximumCount: Int?, isUnique: Bool = false)
    case map(PlannedType, minimumCount: Int?, maximumCount: Int?)
    case enumeration(String)
    case integerEnumeration(String)
    /// An enum of values of any type.
    case valueEnumeration(String)
    /// An enum of strings that may grow.
    case openEnumeration(String)
    /// A number with all its digits.
    case decimal
    /// A type that somebody else wrote, with its module if it is told.
    case external(String)
    case structure(String)
    case union(String)
    /// A value that may be `null`, where no property says so.
    case nullable(PlannedType)
    /// A value that a rule speaks of, besides its type.
    case ruled(PlannedType, rule: String)

    /// The type without the rules that speak of its value.
    var bare: PlannedType {
        if case .ruled(let type, _) = self { type.bare } else { self }
    }

    /// Whether the type is generated with a function that reads it, so that its name says all.
    var readsItself: Bool {
        switch self {
        case .structure, .union: true
        default: false
        }
    }

    /// The module besides the standard library that declares the type or one that it holds.
    enum Module: Hashable {
        case foundation
        case runtime
        /// One that the document names.
        case other(String)
    }

    /// The modules that a declaration with this type needs.
    var modules: Set<Module> {
        switch self {
        case .string, .integer, .double, .boolean, .enumeration, .integerEnumeration, .valueEnumeration,
            .openEnumeration, .structure, .union:
            []
        case .nullable(let type), .ruled(let type, _): type.modules
        case .formatted(let name): name == "UUID" || name == "Date" ? [.foundation] : [.runtime]
        case .any, .decimal: [.runtime]
        case .external(let name):
            Set(SwiftTypeText.modules(of: name).map { .other($0) })
        case .array(let element, _, _, _): element.modules
        case .map(let value, _, _): value.modules.union([.runtime])
        }
    }

    /// The type of a value that is read from a text and is never null.
    var formattedName: String? {
        switch self {
        case .formatted(let name): name
        case .ruled(let type, _): type.formattedName
        default: nil
        }
    }

    /// The type's name in Swift.
    var swiftName: String {
        switch self {
        case .string: "String"
        case .formatted(let name), .enumeration(let name), .integerEnumeration(let name), .structure(let name),
            .union(let name), .valueEnumeration(let name), .openEnumeration(let name), .external(let name):
            name
        case .ruled(let type, _): type.swiftName
        case .decimal: "DecimalNumber"
        case .nullable(let type): type.swiftName + "?"
        case .integer(let type, _, _, _): type
        case .double(let bounds): bounds.isSingle ? "Float" : "Double"
        case .boolean: "Bool"
        case .any: "JSONValue"
        case .array(let element, _, _, _): "[\(element.swiftName)]"
        case .map(let value, _, _): "JSONMap<\(value.swiftName)>"
        }
    }
}

/// A regular expression and the name of the constant that holds it.
struct PlannedPattern: Equatable {
    var constant: String
    var source: String
}

/// What a number must be.
struct DoubleBounds: Equatable {
    var minimum: String?
    var maximum: String?
    var isMinimumExclusive = false
    var isMaximumExclusive = false
    var multipleOf: String?
    /// Whether the number is of single precision.
    var isSingle = false
}
