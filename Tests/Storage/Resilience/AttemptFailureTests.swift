import AsyncHTTPClient
import NIOCore
import NIOPosix
import Testing

@testable import Storage

@Suite struct AttemptFailureTests {
    @Test(arguments: [
        (StorageError.Code.objectNotFound, 404), (.accessDenied, 403), (.preconditionFailed, 412), (.conflict, 409),
        (.invalidCredentials, 403), (.bucketNotFound, 404), (.clockSkew, 403), (.notImplemented, 501),
        (.quotaExceeded, 507), (.unexpectedRedirect, 307), (.truncatedBody, 400), (.timeout, 400),
    ])
    func aStoreThatRefusesARequestIsAlive(code: StorageError.Code, status: Int) {
        #expect(StorageError(code, operation: "put", status: status).breakerOutcome == .success)
    }

    @Test(
        arguments: [
            (StorageError.Code.timeout, nil), (.connectionRefused, nil), (.connectionFailed, nil),
            (.truncatedBody, nil),
            (.serverError, 500), (.serverError, 503), (.slowDown, 503), (.slowDown, 429),
        ] as [(StorageError.Code, Int?)])
    func aStoreThatFailsCounts(code: StorageError.Code, status: Int?) {
        #expect(StorageError(code, operation: "put", status: status).breakerOutcome == .failure)
    }

    @Test(arguments: [StorageError.Code.cancelled, .circuitOpen, .tooManyWaiting, .unexpected, .malformedResponse])
    func whatNeverReachedTheStoreSaysNothing(code: StorageError.Code) {
        #expect(StorageError(code, operation: "put").breakerOutcome == .ignored)
    }

    @Test func onlyAConnectionThatNeverWasProvesThatNothingLeft() {
        #expect(TransportFailure.isUnsent(HTTPClientError.connectTimeout))
        #expect(TransportFailure.isUnsent(HTTPClientError.getConnectionFromPoolTimeout))
        #expect(TransportFailure.isUnsent(IOError(errnoCode: 111, reason: "connect")))
        #expect(!TransportFailure.isUnsent(HTTPClientError.deadlineExceeded))
        #expect(!TransportFailure.isUnsent(HTTPClientError.readTimeout))
        #expect(!TransportFailure.isUnsent(HTTPClientError.remoteConnectionClosed))
        #expect(!TransportFailure.isUnsent(IOError(errnoCode: 104, reason: "read")))
        #expect(!TransportFailure.isUnsent(ChannelError.ioOnClosedChannel))
    }
}
