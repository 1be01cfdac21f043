/// What PostgreSQL's SQLSTATEs mean to this service (PostgreSQL manual, appendix A).
struct SQLState: Sendable, Hashable {
    let text: String

    /// The code that callers decide by. `wasCancelled` tells our own cancel request from a statement timeout,
    /// which PostgreSQL reports alike (57014).
    func code(wasCancelled: Bool) -> DatabaseError.Code {
        switch text {
        case "57014": return wasCancelled ? .cancelled : .timeout
        case "55P03", "25P03", "57P05": return .timeout
        case "40001", "40P01": return .serialization
        case "25006", "53300", "53100", "53200": return .unavailable
        case "57P01", "57P02", "57P03": return .unavailable
        case "08P01": return .protocolViolation
        default: break
        }
        switch text.prefix(2) {
        case "08", "58", "28", "3D": return .unavailable
        case "22": return .invalidData
        case "23": return .constraintViolation
        case "42", "26", "0A": return .protocolViolation
        default: return .unexpected
        }
    }

    /// Whether the connection that reported it must not be used again: the server is going away, became read-only,
    /// or the session's prepared statements no longer match the schema.
    var endsSession: Bool {
        switch text {
        case "57P01", "57P02", "57P03", "57P05", "25006", "25P03", "26000", "0A000": return true
        default: return text.hasPrefix("08") || text.hasPrefix("58")
        }
    }

    /// A fixed sentence on what to do; nil when the code says it all.
    var hint: String? {
        switch text {
        case "25006": return "the server is read-only: point DATABASE_URL at the primary"
        case "53100": return "the server's disk is full"
        case "53300": return "the server has no connection left: lower DATABASE_POOL_SIZE or raise max_connections"
        case "57P03": return "the server is starting up"
        case "57P01", "57P02": return "the server shut down or an administrator ended the session"
        case "42P01": return "a table is missing: run the migrations"
        case "3D000": return "the database does not exist: create it or correct DATABASE_URL"
        default:
            return text.hasPrefix("28") ? "the server refused the user: correct DATABASE_URL" : nil
        }
    }
}
