/// A value of a member that can tell what its object is.
public enum JSONConstant: Sendable, Equatable {
    case string(String)
    /// A whole number by its digits, without a fraction or an exponent: `1.0` is `1` (JSON Schema 2020-12, core, section
    /// 4.2.3).
    case integer(String)
    case boolean(Bool)
}

extension JSONConstant: CustomStringConvertible {
    /// The text of a string, or the value as JSON.
    public var description: String {
        switch self {
        case .string(let text): text
        case .integer(let digits): digits
        case .boolean(let flag): "\(flag)"
        }
    }
}
