public import AsyncHTTPClient
import NIOCore

extension StorageConfiguration {
    /// The HTTP client settings that ``ObjectStore`` relies on; make the client with these.
    ///
    /// - No redirect is followed: a redirect would carry a signed request to another host.
    /// - A refused connection fails at once instead of being tried until the deadline.
    /// - A body that stands still for ``transferTimeout`` ends with ``StorageError/Code/timeout``.
    /// - Idle connections are closed after 30 s, before the usual stores and load balancers close theirs.
    /// - No spans of its own: they would hold the whole URL, and a key names a user. ``ObjectStore`` makes them.
    /// - HTTP/1.1 only: S3 servers speak it everywhere and a slow download then blocks no other call.
    public var httpClientConfiguration: HTTPClient.Configuration {
        var pool = HTTPClient.Configuration.ConnectionPool(idleTimeout: .seconds(30))
        pool.retryConnectionEstablishment = false
        // As many as the bulkhead lets through, and a few that a health check can always have.
        pool.concurrentHTTP1ConnectionsPerHostSoftLimit = min(max(resilience.bulkhead.concurrentCalls, 1), 65_536) + 8
        let idle = TimeAmount(max(requestTimeout, transferTimeout))
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(min(requestTimeout, .seconds(5))), read: idle),
            connectionPool: pool)
        configuration.httpVersion = .http1Only
        configuration.tracing.tracer = nil
        return configuration
    }
}
