/// The `ParameterShape` of a value, as the generator writes it.
indirect enum PlannedShape: Hashable, Sendable {
    case string
    case number
    case boolean
    case json
    case array(PlannedShape)
    case delimited(Character, PlannedShape)
    case spread([Member], others: PlannedShape?)
    case object([Member], others: PlannedShape?)
    case alternatives([PlannedShape])

    struct Member: Hashable {
        var name: String
        var shape: PlannedShape
    }

    var isArray: Bool {
        switch self {
        case .array: true
        case .delimited(_, let whole): whole.isArray
        default: false
        }
    }

    var isObject: Bool {
        if case .object = self { true } else { false }
    }

    /// The object that the value is, if it can be one.
    var object: (members: [Member], others: PlannedShape?)? {
        switch self {
        case .object(let members, let others), .spread(let members, let others): (members, others)
        case .alternatives(let shapes): shapes.lazy.compactMap(\.object).first
        case .string, .number, .boolean, .json, .array, .delimited: nil
        }
    }

    /// Whether a member of a form takes fields of any name.
    var takesFieldsOfAnyName: Bool {
        guard case .object(let members, _) = self else { return false }
        return members.contains(where: \.shape.isSpreadOverAnyName)
    }

    /// Whether its members are fields of the form that it stands in.
    var isSpread: Bool {
        if case .spread = self { true } else { false }
    }

    /// Whether its members are fields of the form that it stands in, of any name.
    var isSpreadOverAnyName: Bool {
        if case .spread(_, _?) = self { true } else { false }
    }

    /// Whether elements or members are JSON.
    var holdsJSON: Bool {
        switch self {
        case .array(let element): element.isJSON
        case .object(let members, let others): members.contains { $0.shape.isJSON } || others?.isJSON ?? false
        case .alternatives(let shapes): shapes.contains(where: \.holdsJSON)
        case .string, .number, .boolean, .json, .delimited, .spread: false
        }
    }

    private var isJSON: Bool {
        switch self {
        case .json: true
        case .alternatives(let shapes): shapes.contains(where: \.isJSON)
        default: false
        }
    }

    /// Whether the value has neither elements nor members, whatever it is.
    var isScalar: Bool {
        switch self {
        case .string, .number, .boolean, .json: true
        case .alternatives(let shapes): shapes.allSatisfy(\.isScalar)
        case .array, .delimited, .spread, .object: false
        }
    }

    /// The shape in Swift, where the type is known.
    func swiftLiteral(namesAll: Bool = true) -> String {
        switch self {
        case .string: return ".string"
        case .number: return ".number"
        case .boolean: return ".boolean"
        case .json: return ".json"
        case .array(let element): return ".array(\(element.swiftLiteral(namesAll: false)))"
        case .delimited(let separator, let element):
            return ".delimited(\(SwiftLiteral.string(String(separator))), \(element.swiftLiteral(namesAll: false)))"
        case .spread(let members, let others):
            let rest = others.map { ", others: \($0.swiftLiteral(namesAll: false))" } ?? ""
            return ".spread(\(Self.list(members))\(rest))"
        case .alternatives(let shapes):
            return ".alternatives([\(shapes.map { $0.swiftLiteral(namesAll: namesAll) }.joined(separator: ", "))])"
        case .object(let members, let others):
            // A member that is not named is a string anyway, except where names tell what belongs to the object.
            let named = namesAll ? members : members.filter { $0.shape != .string }
            let rest = others.map { ", others: \($0.swiftLiteral(namesAll: false))" } ?? ""
            return ".object(\(Self.list(named))\(rest))"
        }
    }

    private static func list(_ members: [Member]) -> String {
        let pairs = members.map { "\(SwiftLiteral.string($0.name)): \($0.shape.swiftLiteral(namesAll: false))" }
        return "[\(pairs.isEmpty ? ":" : pairs.joined(separator: ", "))]"
    }
}
