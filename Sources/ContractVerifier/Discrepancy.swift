/// One way in which an answer is not what the contract says.
public struct Discrepancy: Hashable, Sendable, CustomStringConvertible {
    /// A JSON Pointer into the body, or the name of a part of the answer.
    public var place: String
    /// What is wrong.
    public var message: String

    /// Makes a discrepancy.
    public init(_ place: String, _ message: String) {
        self.place = place
        self.message = message
    }

    /// `PLACE: MESSAGE`.
    public var description: String { "\(place.isEmpty ? "the body" : place): \(message)" }
}
