/// Which way a value goes, which tells what it may leave out: what is `readOnly` must be in answers only, and what is
/// `writeOnly` in requests only (OpenAPI 3.0.3, section 4.7.24.2).
public enum MessageDirection: Hashable, Sendable {
    /// From a client to a server.
    case request
    /// From a server to a client.
    case response
    /// One of both, as the examples of a schema go: it may leave out either.
    case any

    func mayOmit(readOnly isReadOnly: Bool, writeOnly isWriteOnly: Bool) -> Bool {
        switch self {
        case .request: isReadOnly
        case .response: isWriteOnly
        case .any: isReadOnly || isWriteOnly
        }
    }
}
