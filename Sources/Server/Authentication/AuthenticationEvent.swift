/// What an operator may want to count of tokens and their keys; nothing of a token is in it.
enum AuthenticationEvent: Hashable, Sendable {
    case tokenRefused(TokenRefusal)
    case keySetRead(KeySetOutcome)
}

/// Why a token was refused. The caller is never told, for it would help only someone who makes tokens up.
enum TokenRefusal: String, Hashable, Sendable, CaseIterable {
    /// No token in compact form, or with a header or claims that break the RFCs.
    case malformed
    /// A type that is no access token's.
    case wrongType = "wrong_type"
    /// No key of this `kid`, or a token without one.
    case unknownKey = "unknown_key"
    /// Another algorithm than the key's, or a signature that is not its owner's.
    case badSignature = "bad_signature"
    case expired
    case notYetValid = "not_yet_valid"
    case wrongIssuer = "wrong_issuer"
    case wrongAudience = "wrong_audience"
    /// No subject, or none that is a UUID.
    case badSubject = "bad_subject"
}

/// How reading the set of keys ended.
enum KeySetOutcome: String, Hashable, Sendable, CaseIterable {
    case changed
    case unchanged
    case unreachable
    case timedOut = "timed_out"
    case unexpectedStatus = "unexpected_status"
    case redirected
    case tooLarge = "too_large"
    case invalid
}
