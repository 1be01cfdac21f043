/// The way that a value goes, where the contract tells apart what is of requests and what is of answers.
public enum JSONDirection: Sendable {
    /// Either way, or neither: every member is read and written.
    case any
    /// To the server: members that are `readOnly` are left out and passed over.
    case request
    /// To the client: members that are `writeOnly` are left out and passed over.
    case response
}
