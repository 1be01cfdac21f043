public import AsyncHTTPClient
public import FoundationEssentials
public import Logging

/// Talks to an S3 store: every call is signed, has a deadline and throws only ``StorageError``.
///
/// A value without state of its own; copies share the HTTP client and its connections. Make the client with
/// ``StorageConfiguration/httpClientConfiguration``, on whose limits the deadlines rest, and shut it down after the last
/// call. Nothing is retried here.
///
/// Each call writes one line at debug level: operation, bucket, status, duration and request id, never a key, a URL, a
/// header or a credential.
public struct ObjectStore: Sendable {
    let configuration: StorageConfiguration
    let httpClient: HTTPClient
    let logger: Logger
    let now: @Sendable () -> Date

    /// Connects calls to a client; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - configuration: Where the store is and who we are there.
    ///   - httpClient: A client made with ``StorageConfiguration/httpClientConfiguration``.
    ///   - logger: Where the line per call goes.
    ///   - now: The clock that requests are signed with; it must be within 15 minutes of the store's.
    public init(
        configuration: StorageConfiguration,
        httpClient: HTTPClient,
        logger: Logger,
        now: @escaping @Sendable () -> Date
    ) {
        self.configuration = configuration
        self.httpClient = httpClient
        self.logger = logger
        self.now = now
    }

    /// The same store with no call longer than `limit`: for checks that must answer soon.
    func limited(to limit: Duration) -> ObjectStore {
        var configuration = configuration
        configuration.requestTimeout = min(configuration.requestTimeout, limit)
        configuration.transferTimeout = min(configuration.transferTimeout, limit)
        return ObjectStore(configuration: configuration, httpClient: httpClient, logger: logger, now: now)
    }
}
