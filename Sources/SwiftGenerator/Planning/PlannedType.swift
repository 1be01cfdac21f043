/// How a value is written in Swift and what is checked when it is read.
indirect enum PlannedType: Equatable {
    case string(minimumLength: Int?, maximumLength: Int?, pattern: PlannedPattern?)
    /// A string with a meaning of its own, read by a `StringFormat` of this name.
    case formatted(String)
    case integer(type: String, minimum: String?, maximum: String?, multipleOf: String?)
    case double(minimum: String?, maximum: String?, isMinimumExclusive: Bool, isMaximumExclusive: Bool)
    case boolean
    case any
    case array(PlannedType, minimumCount: Int?, maximumCount: Int?)
    case map(PlannedType, minimumCount: Int?, maximumCount: Int?)
    case enumeration(String)
    case structure(String)

    /// The module besides the standard library that declares the type or one that it holds.
    enum Module: Hashable {
        case foundation
        case runtime
    }

    /// The modules that a declaration with this type needs.
    var modules: Set<Module> {
        switch self {
        case .string, .integer, .double, .boolean, .enumeration, .structure: []
        case .formatted(let name): name == "UUID" || name == "Date" ? [.foundation] : [.runtime]
        case .any: [.runtime]
        case .array(let element, _, _): element.modules
        case .map(let value, _, _): value.modules.union([.runtime])
        }
    }

    /// The type's name in Swift.
    var swiftName: String {
        switch self {
        case .string: "String"
        case .formatted(let name), .enumeration(let name), .structure(let name): name
        case .integer(let type, _, _, _): type
        case .double: "Double"
        case .boolean: "Bool"
        case .any: "JSONValue"
        case .array(let element, _, _): "[\(element.swiftName)]"
        case .map(let value, _, _): "JSONMap<\(value.swiftName)>"
        }
    }
}

/// A regular expression and the name of the constant that holds it.
struct PlannedPattern: Equatable {
    var constant: String
    var source: String
}
