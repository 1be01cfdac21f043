/// Turns a store's unsuccessful answer into a ``StorageError``: status, `<Error>` body and headers, in one table.
struct StoreFailure: Sendable {
    /// What the request was about: it decides what a bare 404 means.
    enum Subject: Sendable {
        case service
        case bucket
        case object
    }

    let status: Int
    let storeCode: String?
    /// The store's sentence for people; it is compared and never kept.
    let message: String?
    let requestID: String?
    let retryAfter: Duration?

    /// The error of an operation on a subject.
    func error(operation: String, subject: Subject) -> StorageError {
        StorageError(
            Self.code(status: status, storeCode: storeCode, message: message, subject: subject), operation: operation,
            status: status, storeCode: storeCode, requestID: requestID, retryAfter: retryAfter)
    }

    /// The table: the store's own code says more than the status, so it is asked first.
    static func code(
        status: Int, storeCode: String?, message: String? = nil, subject: Subject
    ) -> StorageError.Code {
        if storeCode == "InternalError", let message, fullnesses.contains(where: message.hasSuffix) {
            return .quotaExceeded
        }
        if let storeCode, let code = codesByName[storeCode] { return code }
        switch status {
        case 300..<400: return .unexpectedRedirect
        case 401: return .invalidCredentials
        case 403: return .accessDenied
        case 404:
            switch subject {
            case .service: return .unexpected
            case .bucket: return .bucketNotFound
            case .object: return .objectNotFound
            }
        case 405, 501: return .notImplemented
        case 408: return .timeout
        case 409: return .conflict
        case 412: return .preconditionFailed
        case 429: return .slowDown
        case 507: return .quotaExceeded
        case 500...: return .serverError
        default: return .unexpected
        }
    }

    /// The waiting time of a `Retry-After` header in seconds, from 0 to one day; a date form is not used by stores.
    static func retryAfter(_ header: String?) -> Duration? {
        guard let header, header.utf8.count <= 6, let seconds = Int64(header), seconds >= 0 else { return nil }
        return .seconds(min(seconds, 86_400))
    }

    /// How the JuiceFS gateway (observed: 1.4.2) ends the message of its `InternalError`, which is all that it tells of a
    /// quota that is used up (EDQUOT) and of a volume that is full (ENOSPC). Of a full volume it says at times that a file
    /// is missing (ENOENT), for it had no room for the folder of the upload; nothing tells that from another failure.
    private static let fullnesses = [": cause(disk quota exceeded)", ": cause(no space left on device)"]

    private static let codesByName: [String: StorageError.Code] = [
        "AccessDenied": .accessDenied,
        "AccountProblem": .accessDenied,
        "AllAccessDisabled": .accessDenied,
        "AuthorizationHeaderMalformed": .invalidCredentials,
        "AuthorizationQueryParametersError": .invalidCredentials,
        "CredentialsNotSupported": .invalidCredentials,
        "ExpiredToken": .invalidCredentials,
        "InvalidAccessKeyId": .invalidCredentials,
        "InvalidSecurity": .invalidCredentials,
        "InvalidToken": .invalidCredentials,
        "SignatureDoesNotMatch": .invalidCredentials,
        "RequestTimeTooSkewed": .clockSkew,
        "NoSuchBucket": .bucketNotFound,
        "NoSuchKey": .objectNotFound,
        "NoSuchVersion": .objectNotFound,
        "PreconditionFailed": .preconditionFailed,
        "ConditionalRequestConflict": .preconditionFailed,
        "BucketAlreadyExists": .conflict,
        "BucketAlreadyOwnedByYou": .conflict,
        "BucketNotEmpty": .conflict,
        "OperationAborted": .conflict,
        "QuotaExceeded": .quotaExceeded,
        "QuotaExceededException": .quotaExceeded,
        "XMinioAdminBucketQuotaExceeded": .quotaExceeded,
        "XMinioStorageFull": .quotaExceeded,
        "BandwidthLimitExceeded": .slowDown,
        "RequestLimitExceeded": .slowDown,
        "ServerBusy": .slowDown,
        "SlowDown": .slowDown,
        "SlowDownRead": .slowDown,
        "SlowDownWrite": .slowDown,
        "Throttling": .slowDown,
        "ThrottlingException": .slowDown,
        "TooManyRequests": .slowDown,
        "RequestTimeout": .timeout,
        "IncompleteBody": .truncatedBody,
        "PermanentRedirect": .unexpectedRedirect,
        "Redirect": .unexpectedRedirect,
        "TemporaryRedirect": .unexpectedRedirect,
        "InvalidStorageClass": .invalidStorageClass,
        "MethodNotAllowed": .notImplemented,
        "NotImplemented": .notImplemented,
        "InternalError": .serverError,
        "ServiceUnavailable": .serverError,
        "XMinioServerNotInitialized": .serverError,
    ]
}
