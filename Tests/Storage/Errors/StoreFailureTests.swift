import Testing

@testable import Storage

@Suite struct StoreFailureTests {
    @Test(
        arguments: [
            (403, "SignatureDoesNotMatch", .invalidCredentials),
            (403, "InvalidAccessKeyId", .invalidCredentials),
            (400, "AuthorizationHeaderMalformed", .invalidCredentials),
            (403, "AccessDenied", .accessDenied),
            (403, "RequestTimeTooSkewed", .clockSkew),
            (403, nil, .accessDenied),
            (401, nil, .invalidCredentials),
            (404, "NoSuchBucket", .bucketNotFound),
            (404, "NoSuchKey", .objectNotFound),
            (404, nil, .objectNotFound),
            (412, "PreconditionFailed", .preconditionFailed),
            (409, "ConditionalRequestConflict", .preconditionFailed),
            (412, nil, .preconditionFailed),
            (409, "BucketAlreadyOwnedByYou", .conflict),
            (409, nil, .conflict),
            (507, "XMinioStorageFull", .quotaExceeded),
            (400, "XMinioAdminBucketQuotaExceeded", .quotaExceeded),
            (507, nil, .quotaExceeded),
            (503, "SlowDown", .slowDown),
            (429, nil, .slowDown),
            (400, "RequestTimeout", .timeout),
            (408, nil, .timeout),
            (400, "IncompleteBody", .truncatedBody),
            (301, "PermanentRedirect", .unexpectedRedirect),
            (307, nil, .unexpectedRedirect),
            (501, "NotImplemented", .notImplemented),
            (405, nil, .notImplemented),
            (400, "InvalidStorageClass", .invalidStorageClass),
            (500, "InternalError", .serverError),
            (503, nil, .serverError),
            (502, nil, .serverError),
            (599, "Made.Up", .serverError),
            (400, "MadeUp", .unexpected),
        ] as [(Int, String?, StorageError.Code)])
    func mapsStatusAndCode(status: Int, storeCode: String?, code: StorageError.Code) {
        #expect(StoreFailure.code(status: status, storeCode: storeCode, subject: .object) == code)
    }

    /// The JuiceFS gateway has no code of its own for it.
    @Test(
        arguments: [
            ("InternalError", "please try again.: cause(disk quota exceeded)", .quotaExceeded),
            ("InternalError", "please try again.: cause(no space left on device)", .quotaExceeded),
            ("InternalError", "please try again.: cause(input/output error)", .serverError),
            ("InternalError", "cause(disk quota exceeded): nothing", .serverError),
            ("AccessDenied", "x: cause(disk quota exceeded)", .accessDenied),
        ] as [(String, String, StorageError.Code)])
    func aFullStoreMaySayItInItsMessageAlone(storeCode: String, message: String, code: StorageError.Code) {
        #expect(
            StoreFailure.code(status: 500, storeCode: storeCode, message: message, subject: .object) == code)
    }

    @Test func aBareNotFoundIsAboutTheSubject() {
        #expect(StoreFailure.code(status: 404, storeCode: nil, subject: .bucket) == .bucketNotFound)
        #expect(StoreFailure.code(status: 404, storeCode: nil, subject: .object) == .objectNotFound)
        #expect(StoreFailure.code(status: 404, storeCode: nil, subject: .service) == .unexpected)
    }

    @Test(
        arguments: [
            ("5", .seconds(5)), ("0", .zero), ("999999", .seconds(86_400)), ("-1", nil), ("1e9", nil),
            ("99999999999999999999", nil), ("Fri, 24 May 2013 00:00:00 GMT", nil), ("", nil), (nil, nil),
        ] as [(String?, Duration?)])
    func readsRetryAfter(header: String?, expected: Duration?) {
        #expect(StoreFailure.retryAfter(header) == expected)
    }
}
