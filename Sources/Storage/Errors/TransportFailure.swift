import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Turns what the HTTP client throws into a ``StorageError/Code``: no answer arrived, or not all of it.
enum TransportFailure {
    /// The code for any error of a call; a ``StorageError`` is passed through by its own code.
    static func code(for error: any Error) -> StorageError.Code {
        switch error {
        case let error as StorageError: error.code
        case is CancellationError: .cancelled
        case let error as HTTPClientError: code(forClient: error)
        case let error as NIOConnectionError: code(forConnection: error)
        case let error as IOError: code(forErrorNumber: error.errnoCode)
        case let error as NIOSSLError: code(forTLS: error)
        case is NIOSSLExtraError: .tlsFailed
        case is NIOTooManyBytesError: .malformedResponse
        case is ChannelError: .connectionFailed
        default: .connectionFailed
        }
    }

    /// Whether the error shows that no byte of the request left: there never was a connection to send it on.
    static func isUnsent(_ error: any Error) -> Bool {
        switch error {
        case let error as HTTPClientError:
            switch error {
            case .connectTimeout, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
                .tlsHandshakeTimeout:
                true
            default: false
            }
        case is NIOConnectionError, is NIOSSLExtraError, NIOSSLError.handshakeFailed: true
        case let error as IOError: error.errnoCode == ECONNREFUSED
        case ChannelError.connectTimeout: true
        default: false
        }
    }

    private static func code(forClient error: HTTPClientError) -> StorageError.Code {
        switch error {
        case .cancelled: .cancelled
        case .connectTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout, .httpProxyHandshakeTimeout,
            .readTimeout, .socksHandshakeTimeout, .tlsHandshakeTimeout, .writeTimeout:
            .timeout
        case .redirectCycleDetected, .redirectLimitReached: .unexpectedRedirect
        case .remoteConnectionClosed, .requestStreamCancelled, .uncleanShutdown: .connectionFailed
        case .alreadyShutdown: .cancelled
        case .bodyLengthMismatch, .emptyHost, .emptyScheme, .invalidURL: .unexpected
        default: error.shortDescription.hasPrefix("Invalid header") ? .unexpected : .connectionFailed
        }
    }

    /// Every address of the name was tried: it counts as refused only where each one was.
    private static func code(forConnection error: NIOConnectionError) -> StorageError.Code {
        let codes = error.connectionErrors.map { code(for: $0.error) }
        guard let first = codes.first else { return .connectionFailed }
        return codes.allSatisfy { $0 == first } ? first : .connectionFailed
    }

    /// A peer that goes away during the handshake, as one that is starting does, says nothing about certificates.
    private static func code(forTLS error: NIOSSLError) -> StorageError.Code {
        guard case .handshakeFailed(.sslError(let stack)) = error, !stack.isEmpty else { return .connectionFailed }
        return .tlsFailed
    }

    private static func code(forErrorNumber number: CInt) -> StorageError.Code {
        switch number {
        case ECONNREFUSED: .connectionRefused
        case ETIMEDOUT: .timeout
        default: .connectionFailed
        }
    }
}
