extension StorageError {
    /// The kinds of failure; more may be added, so a `switch` needs a default.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Kind: String {
            case timeout = "timeout"
            case connectionRefused = "connection_refused"
            case connectionFailed = "connection_failed"
            case tlsFailed = "tls_failed"
            case invalidCredentials = "invalid_credentials"
            case accessDenied = "access_denied"
            case bucketNotFound = "bucket_not_found"
            case objectNotFound = "object_not_found"
            case preconditionFailed = "precondition_failed"
            case conflict = "conflict"
            case quotaExceeded = "quota_exceeded"
            case slowDown = "slow_down"
            case clockSkew = "clock_skew"
            case truncatedBody = "truncated_body"
            case malformedResponse = "malformed_response"
            case unexpectedRedirect = "unexpected_redirect"
            case notImplemented = "not_implemented"
            case invalidStorageClass = "invalid_storage_class"
            case serverError = "server_error"
            case circuitOpen = "circuit_open"
            case tooManyWaiting = "too_many_waiting"
            case cancelled = "cancelled"
            case unexpected = "unexpected"
        }

        private let kind: Kind

        /// The store did not answer, or did not go on sending, within the deadline.
        public static let timeout = Code(kind: .timeout)
        /// Nothing listens at the endpoint.
        public static let connectionRefused = Code(kind: .connectionRefused)
        /// The connection could not be made or broke: name resolution, reset.
        public static let connectionFailed = Code(kind: .connectionFailed)
        /// Something listens at the endpoint, but no TLS connection comes about: its certificate has expired, is not
        /// trusted or is for another name, or it does not speak TLS at all.
        public static let tlsFailed = Code(kind: .tlsFailed)
        /// The store does not accept our keys or our signature.
        public static let invalidCredentials = Code(kind: .invalidCredentials)
        /// The keys are good but may not do this.
        public static let accessDenied = Code(kind: .accessDenied)
        /// The bucket does not exist.
        public static let bucketNotFound = Code(kind: .bucketNotFound)
        /// The object does not exist.
        public static let objectNotFound = Code(kind: .objectNotFound)
        /// The object is not, or no longer, the version that the call named.
        public static let preconditionFailed = Code(kind: .preconditionFailed)
        /// The bucket exists already, is not empty, or is being changed by somebody else.
        public static let conflict = Code(kind: .conflict)
        /// The store's disk or the bucket's quota is full.
        public static let quotaExceeded = Code(kind: .quotaExceeded)
        /// The store asks for fewer requests.
        public static let slowDown = Code(kind: .slowDown)
        /// Our clock and the store's differ by more than the store allows (15 minutes as a rule).
        public static let clockSkew = Code(kind: .clockSkew)
        /// A body ended before the length that its head had promised.
        public static let truncatedBody = Code(kind: .truncatedBody)
        /// The store's answer is not what S3 specifies, or larger than the limit.
        public static let malformedResponse = Code(kind: .malformedResponse)
        /// The store answered with a redirect, which a signed request never follows.
        public static let unexpectedRedirect = Code(kind: .unexpectedRedirect)
        /// The store does not offer this operation.
        public static let notImplemented = Code(kind: .notImplemented)
        /// The store has no such storage class.
        public static let invalidStorageClass = Code(kind: .invalidStorageClass)
        /// The store failed inside.
        public static let serverError = Code(kind: .serverError)
        /// The store failed so often lately that it was not asked; `retryAfter` says when it may be, where that is known.
        public static let circuitOpen = Code(kind: .circuitOpen)
        /// The store was not asked: as many calls as allowed wait already, or this one waited in vain until its deadline.
        public static let tooManyWaiting = Code(kind: .tooManyWaiting)
        /// The calling task was cancelled.
        public static let cancelled = Code(kind: .cancelled)
        /// None of the others; the store's code says more.
        public static let unexpected = Code(kind: .unexpected)

        /// A short machine-readable name, one of a fixed set.
        public var description: String { kind.rawValue }

        var isRetryable: Bool {
            switch kind {
            case .timeout, .connectionRefused, .connectionFailed, .slowDown, .truncatedBody, .serverError,
                .circuitOpen, .tooManyWaiting:
                true
            default: false
            }
        }

        var advice: String {
            switch kind {
            case .timeout: "the store did not answer in time; check its load and the network"
            case .connectionRefused: "nothing listens at the storage endpoint; check its address and that it runs"
            case .connectionFailed: "the connection could not be made or broke; check the name and the network"
            case .tlsFailed:
                "no TLS connection; check the certificate's dates, name and issuer, and that the endpoint speaks TLS"
            case .invalidCredentials: "the store rejects the signature; check access key, secret key and region"
            case .accessDenied: "the store denies access; check the access key's permissions"
            case .bucketNotFound: "the bucket does not exist; start the service once with permission to create it"
            case .objectNotFound: "the object does not exist"
            case .preconditionFailed: "the object is not the version that was asked for"
            case .conflict: "the bucket exists already or is in use"
            case .quotaExceeded: "the store is full; free space or raise the quota"
            case .slowDown: "the store asks for fewer requests; try later"
            case .clockSkew: "this machine's clock differs from the store's; synchronise both"
            case .truncatedBody: "the body ended early"
            case .malformedResponse: "the answer is not valid S3; check that the endpoint is an S3 server"
            case .unexpectedRedirect: "the store redirected the request; check endpoint, region and addressing style"
            case .notImplemented: "the store does not offer this operation"
            case .invalidStorageClass: "the store has no such storage class; name one that it has"
            case .serverError: "the store failed inside; look into its log"
            case .circuitOpen: "the store failed too often lately and is left alone for some seconds; check the store"
            case .tooManyWaiting: "too many storage calls are under way; check the store's speed or raise the limits"
            case .cancelled: "the call was cancelled"
            case .unexpected: "the store refused the request"
            }
        }
    }
}
