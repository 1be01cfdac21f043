import AsyncHTTPClient
import Foundation
import Logging
import ServiceLifecycle

/// What checks tokens, with the services that keep its keys up to date.
struct TokenComposition: Sendable {
    var verifier: TokenVerifier
    /// Whether there are keys to check tokens with; until then the service is not ready.
    var hasKeys: @Sendable () -> Bool
    var services: [any Service]

    init(
        _ configuration: TokenConfiguration, logger: Logger, now: @escaping @Sendable () -> Date,
        observe: @escaping @Sendable (AuthenticationEvent) -> Void
    ) {
        let keys: TokenVerifier.Keys
        let keyring = TokenKeyring(overlap: TimeInterval(configuration.keyOverlap))
        var services: [any Service] = []
        func refreshed(from source: any KeySetSource) -> TokenVerifier.Keys {
            let refresher = KeySetRefresher(
                source: source, keyring: keyring, interval: configuration.refreshInterval, logger: logger, now: now,
                observe: observe)
            services.append(refresher)
            return .set(keyring, refresh: { await refresher.refreshForUnknownKey() })
        }
        switch configuration.keys {
        case .secret(let secret):
            keys = .secret(secret)
            hasKeys = { true }
        case .file(let path, let set):
            keyring.replace(with: set, at: now())
            keys = refreshed(from: FileKeySetSource(path: path))
            hasKeys = { true }
        case .url(let url):
            let client = WebKeySetSource.makeClient()
            services.append(HTTPClientService(client: client))
            keys = refreshed(from: WebKeySetSource(url: url, client: client))
            hasKeys = { !keyring.isEmpty }
        }
        self.services = services
        verifier = TokenVerifier(
            keys: keys, issuer: configuration.issuer, audience: configuration.audience, now: now, observe: observe)
    }
}
