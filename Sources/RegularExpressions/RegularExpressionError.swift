/// Why a text is no regular expression of ECMA 262.
public struct RegularExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and what to write instead.
    public let reason: String
    /// Where it is, counted in Unicode scalars from 0; nil where it concerns the whole.
    public let offset: Int?

    /// The reason and the place, counted from 1 as people do.
    public var description: String {
        offset.map { "\(reason), at character \($0 + 1)" } ?? reason
    }
}
