/// Why a call of a generated client came to nothing.
///
/// It says what to do and carries neither credentials nor anything of a body.
public struct ClientError: Error, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Sendable {
        /// A value cannot be written as the contract has it; nothing was sent.
        case unwritableInput([Violation])
        /// No alternative of the operation's security has all its credentials; nothing was sent. The schemes by name.
        case missingCredential(schemes: [String])
        /// The messages have no such value, of which a link makes an input or a callback its URL; nothing was sent.
        case missingValue(expression: String)
        /// What a link hands on is nothing that its operation takes.
        case unusableLink(String, [Violation])
        /// The contract declares no answer with this status.
        case undeclaredStatus(Int)
        /// The contract declares no such media type for the answer with this status.
        case unexpectedMediaType(String?, status: Int, expected: [String])
        /// The contract declares content for the answer with this status, which never has any (RFC 9110, sections 15.3.5,
        /// 15.3.6 and 15.4.5).
        case statusWithoutContent(Int)
        /// The answer cannot be read at all.
        case malformedAnswer(String, status: Int)
        /// The answer breaks the contract.
        case invalidAnswer([Violation], status: Int)
        /// The answer, or one line or event of a stream, is larger than the client's limit in bytes.
        case answerTooLarge(limit: Int)
        /// The request or its answer did not get through.
        case transport(ClientTransportError)
    }

    /// The `operationId`.
    public let operation: String
    /// What went wrong.
    public let reason: Reason

    /// Makes an error.
    public init(_ operation: String, _ reason: Reason) {
        self.operation = operation
        self.reason = reason
    }

    /// What went wrong and what to do.
    public var description: String {
        switch reason {
        case .unwritableInput(let violations):
            "\(operation): the input cannot be sent: \(Self.list(violations))"
        case .missingCredential(let schemes):
            "\(operation): give the client a credential for \(schemes.joined(separator: " or "))"
        case .missingValue(let expression):
            "\(operation): there is no '\(expression)', which the URL of the callback or the input of the link is made of"
        case .unusableLink(let link, let violations):
            "\(operation): the link '\(link)' hands on what its operation does not take: \(Self.list(violations))"
        case .undeclaredStatus(let status):
            "\(operation): the contract declares no answer \(status); check the server's URL and version"
        case .unexpectedMediaType(let mediaType, let status, let expected):
            "\(operation): the answer \(status) is '\(mediaType ?? "of no media type")' where the contract has "
                + "\(expected.joined(separator: ", ")); check the server's URL and version"
        case .statusWithoutContent(let status):
            "\(operation): the answer \(status) has no content, and the contract has it only with some; declare \(status) by itself"
        case .malformedAnswer(let reason, let status):
            "\(operation): the answer \(status) cannot be read: \(reason)"
        case .invalidAnswer(let violations, let status):
            "\(operation): the answer \(status) breaks the contract: \(Self.list(violations))"
        case .answerTooLarge(let limit):
            "\(operation): the answer has more than \(limit) bytes; ask for less or raise the client's limit"
        case .transport(let error): "\(operation): \(error)"
        }
    }

    private static func list(_ violations: [Violation]) -> String {
        violations.map { "\($0.location.rawValue) \($0.pointer) \($0.message)" }.joined(separator: "; ")
    }
}

/// Why a request or its answer did not get through.
public enum ClientTransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The URL is none that can be asked.
    case invalidURL
    /// There is no connection; the word of the transport for it.
    case unreachable(String)
    /// The answer did not come in time.
    case timedOut
    /// The connection broke; the word of the transport for it. The request may have been carried out.
    case interrupted(String)

    /// What went wrong and what to do.
    public var description: String {
        switch self {
        case .invalidURL: "the server's URL cannot be asked; give one such as https://api.example.com"
        case .unreachable(let reason): "the server cannot be reached (\(reason)); check its URL, or try again later"
        case .timedOut: "the answer did not come in time; try again, or raise the client's timeout"
        case .interrupted(let reason): "the connection broke (\(reason)); try again if the operation can be repeated"
        }
    }
}
