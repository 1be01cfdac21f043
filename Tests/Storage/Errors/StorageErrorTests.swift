import AsyncHTTPClient
import Storage
import Testing

@Suite struct StorageErrorTests {
    private static let all: [StorageError.Code] = [
        .timeout, .connectionRefused, .connectionFailed, .invalidCredentials, .accessDenied, .bucketNotFound,
        .objectNotFound, .preconditionFailed, .conflict, .quotaExceeded, .slowDown, .clockSkew, .truncatedBody,
        .malformedResponse, .unexpectedRedirect, .notImplemented, .invalidStorageClass, .serverError, .circuitOpen,
        .tooManyWaiting, .cancelled, .unexpected,
    ]

    @Test func namesAreDistinctAndFitAMetricLabel() {
        let names = Self.all.map { StorageError($0, operation: "head").metricName }
        #expect(Set(names).count == Self.all.count)
        #expect(names.allSatisfy { $0.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_") } })
    }

    @Test func onlyPassingFailuresAreRetryable() {
        let retryable = Self.all.filter { StorageError($0, operation: "head").isRetryable }
        #expect(
            retryable == [
                .timeout, .connectionRefused, .connectionFailed, .slowDown, .truncatedBody, .serverError,
                .circuitOpen, .tooManyWaiting,
            ])
    }

    @Test func saysWhatFailedAndWhatToDo() {
        let error = StorageError(
            .invalidCredentials, operation: "list_buckets", status: 403, storeCode: "SignatureDoesNotMatch",
            requestID: "18EB0E27")
        #expect(
            error.description == "storage list_buckets failed: the store rejects the signature; check access key, "
                + "secret key and region (HTTP 403, SignatureDoesNotMatch, request 18EB0E27)")
        #expect(
            StorageError(.timeout, operation: "get").description
                == "storage get failed: the store did not answer in time; check its load and the network")
    }

    @Test func cleansWhatTheStoreSaid() {
        let error = StorageError(
            .unexpected, operation: "head", storeCode: "A\r\nB <c>", requestID: String(repeating: "x", count: 500))
        #expect(error.storeCode == "ABc")
        #expect(error.requestID?.count == 64)
        #expect(StorageError(.unexpected, operation: "head", storeCode: "\n").storeCode == nil)
    }
}
