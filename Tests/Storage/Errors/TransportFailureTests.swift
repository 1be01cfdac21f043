import AsyncHTTPClient
import NIOCore
import Testing

@testable import Storage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite struct TransportFailureTests {
    @Test(arguments: [
        (HTTPClientError.deadlineExceeded, StorageError.Code.timeout),
        (.readTimeout, .timeout),
        (.connectTimeout, .timeout),
        (.getConnectionFromPoolTimeout, .timeout),
        (.tlsHandshakeTimeout, .timeout),
        (.cancelled, .cancelled),
        (.remoteConnectionClosed, .connectionFailed),
        (.redirectLimitReached, .unexpectedRedirect),
        (.invalidURL, .unexpected),
        (.invalidHeaderFieldValues(["secret"]), .unexpected),
    ])
    func mapsTheClientsErrors(error: HTTPClientError, code: StorageError.Code) {
        #expect(TransportFailure.code(for: error) == code)
    }

    @Test(arguments: [
        (ECONNREFUSED, StorageError.Code.connectionRefused), (ETIMEDOUT, .timeout),
        (ECONNRESET, .connectionFailed), (EHOSTUNREACH, .connectionFailed),
    ])
    func mapsTheSystemsErrors(number: CInt, code: StorageError.Code) {
        #expect(TransportFailure.code(for: IOError(errnoCode: number, reason: "test")) == code)
    }

    @Test func mapsTheRest() {
        #expect(TransportFailure.code(for: CancellationError()) == .cancelled)
        #expect(TransportFailure.code(for: NIOTooManyBytesError(maxBytes: 1)) == .malformedResponse)
        #expect(TransportFailure.code(for: ChannelError.eof) == .connectionFailed)
        #expect(TransportFailure.code(for: StorageError(.slowDown, operation: "x")) == .slowDown)
    }
}
