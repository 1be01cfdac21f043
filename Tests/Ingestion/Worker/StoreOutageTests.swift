import Storage
import Testing

@testable import Ingestion

@Suite struct StoreOutageTests {
    /// What only an operator can put right, and what says nothing of any object, never counts against a file.
    @Test(arguments: [
        StorageError.Code.connectionRefused, .tlsFailed, .unexpectedRedirect, .circuitOpen, .tooManyWaiting, .slowDown,
        .invalidCredentials, .bucketNotFound, .clockSkew, .quotaExceeded,
    ])
    func failuresOfTheWholeStoreAreNeverOfOneObject(_ code: StorageError.Code) throws {
        let error = StoreOutage.wrapping(StorageError(code, operation: "head"), in: "bucket")
        #expect(try !#require(error as? StoreOutage).mayBeOfObject)
    }

    @Test(arguments: [
        StorageError.Code.timeout, .connectionFailed, .truncatedBody, .malformedResponse, .serverError, .accessDenied,
    ])
    func othersMayBe(_ code: StorageError.Code) throws {
        let error = StoreOutage.wrapping(StorageError(code, operation: "copy"), in: "uploads", copyingTo: "files")
        let outage = try #require(error as? StoreOutage)
        #expect(outage.mayBeOfObject)
        #expect((outage.bucket, outage.target) == ("uploads", "files"))
    }

    @Test(arguments: [StorageError.Code.objectNotFound, .preconditionFailed, .cancelled])
    func whatIsSaidOfTheObjectIsNoOutage(_ code: StorageError.Code) {
        #expect(StoreOutage.wrapping(StorageError(code, operation: "get"), in: "bucket") is StorageError)
    }
}
