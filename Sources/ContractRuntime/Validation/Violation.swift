/// One part of a request that breaks the contract.
public struct Violation: Hashable, Sendable {
    /// The part of the request that it is in.
    public enum Location: String, Hashable, Sendable {
        case body
        case path
        case query
        case header
        case cookie
    }

    /// The part of the request that it is in.
    public var location: Location
    /// A JSON Pointer (RFC 6901) into the body, or a parameter's name after a slash.
    public var pointer: String
    /// The keyword of the contract that is broken.
    public var reason: String
    /// What is wrong, as the end of a sentence that begins with the value.
    public var message: String

    /// Makes a violation.
    public init(location: Location, pointer: String, reason: String, message: String) {
        self.location = location
        self.pointer = pointer
        self.reason = reason
        self.message = message
    }
}
