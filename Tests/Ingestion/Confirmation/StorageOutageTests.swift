import Storage
import Testing

@testable import Ingestion

@Suite struct StorageOutageTests {
    /// What an operator must put right says nothing about the file; failing it would lose what its owner has uploaded.
    @Test(arguments: [
        StorageError.Code.tlsFailed, .unexpectedRedirect, .invalidCredentials, .accessDenied, .bucketNotFound,
        .clockSkew, .timeout, .connectionRefused, .connectionFailed, .serverError, .quotaExceeded, .malformedResponse,
    ])
    func aStoreThatCannotBeUsedDefersAConfirmation(_ code: StorageError.Code) {
        #expect(StorageError(code, operation: "head").isOutage)
    }

    @Test(arguments: [StorageError.Code.objectNotFound, .preconditionFailed, .cancelled])
    func whatIsSaidOfTheObjectIsNoOutage(_ code: StorageError.Code) {
        #expect(!StorageError(code, operation: "head").isOutage)
    }
}
