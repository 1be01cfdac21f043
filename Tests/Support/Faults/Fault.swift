package import Foundation

/// What goes wrong on the way between the service and a server that it depends on.
///
/// A number of answered bytes counts from the client's last request on its connection, so an answer that is shorter
/// passes whole.
package enum Fault: Sendable, Hashable {
    /// Nobody listens, and connections that were open are closed.
    case refuse
    /// Connections are accepted and stand still in both directions, as behind a firewall that drops packets. Nothing is
    /// lost: bytes, and ends of connections, arrive when the fault is lifted.
    case hang
    /// Requests pass; of all answers together only so many bytes do, the rest when the fault is lifted.
    case stall(afterAnswered: Int)
    /// The connection is reset (RST): with 0 as soon as a request comes, which the server then never sees.
    case reset(afterAnswered: Int)
    /// The connection is closed in order (FIN) in the middle of an answer.
    case truncate(afterAnswered: Int)
    /// The connection is closed in order in the middle of an HTTP answer's body; an answer without one passes.
    case truncateBody
    /// Answers come so many milliseconds late.
    case delay(Int)
    /// Each HTTP request gets this answer, and the server sees none of them.
    case answer(String)
    /// Each HTTP request whose head names this object gets this answer, and the server sees none of them; all others pass.
    case answerFor(object: String, String)
    /// One exchange of all that begin from now on is lost, counted from 1; the others pass.
    case lose(exchange: Int, Loss)

    /// What is lost of an exchange. Its connection is reset either way.
    package enum Loss: String, Sendable, CaseIterable, CustomStringConvertible {
        /// The server never sees the request.
        case request
        /// The server has done what was asked, and the client never learns of it.
        case answer

        package var description: String { rawValue }
    }

    /// An answer of an S3 server that says why it refuses.
    package static func storeError(_ status: String, code: String, headers: [String] = []) -> Fault {
        .answer(errorAnswer(status, code: code, headers: headers))
    }

    /// The same for the requests that are about one object.
    package static func storeError(_ status: String, code: String, forObject object: String) -> Fault {
        .answerFor(object: object, errorAnswer(status, code: code))
    }

    /// What S3 answers to whoever's clock differs too much, and a `Date` that says by how much: the store's clock is so many
    /// seconds ahead of this machine's.
    package static func skewedClock(ahead seconds: TimeInterval) -> Fault {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let date = format.string(from: Date().addingTimeInterval(seconds))
        return .storeError("403 Forbidden", code: "RequestTimeTooSkewed", headers: ["Date: \(date)"])
    }

    private static func errorAnswer(_ status: String, code: String, headers: [String] = []) -> String {
        let body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>\(code)</Code><Message>x</Message></Error>"
        let lines = ["HTTP/1.1 \(status)", "Content-Type: application/xml"] + headers
        return (lines + ["Content-Length: \(body.utf8.count)", "", body]).joined(separator: "\r\n")
    }
}
