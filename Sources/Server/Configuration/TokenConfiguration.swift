import Foundation

/// How tokens are checked.
struct TokenConfiguration: Sendable {
    /// What tokens are signed with.
    enum Keys: Sendable {
        /// One secret for HS256, at least 32 bytes long (RFC 7518, section 3.2).
        case secret(String)
        /// A JSON Web Key Set (RFC 7517) in a file, which held a set when it was looked at first.
        case file(path: String, KeySet)
        /// A JSON Web Key Set behind a URL.
        case url(String)
    }

    var keys: Keys
    /// What `iss` must be; not checked when nil.
    var issuer: String?
    /// What `aud` must hold; not checked when nil.
    var audience: String?
    /// Time between two readings of the set.
    var refreshInterval: Duration = .seconds(300)
    /// How long a key is taken after it has left the set, in seconds.
    var keyOverlap: Int = 300

    static func load(_ reader: SettingReader, mistakes: inout ConfigurationMistakes) -> TokenConfiguration? {
        let path = reader.text("JWT_JWKS_FILE")
        let url = reader.text("JWT_JWKS_URL")
        // A file is looked at often, for that costs nothing.
        let seconds = reader.integer(
            "JWT_JWKS_REFRESH_SECONDS", default: path == nil ? 300 : 5, in: 1...86_400, &mistakes)
        let overlap = reader.integer("JWT_KEY_OVERLAP_SECONDS", default: 300, in: 0...86_400, &mistakes)
        guard let keys = keys(reader, path: path, url: url, mistakes: &mistakes) else { return nil }
        return TokenConfiguration(
            keys: keys, issuer: reader.text("JWT_ISSUER"), audience: reader.text("JWT_AUDIENCE"),
            refreshInterval: .seconds(seconds), keyOverlap: overlap)
    }

    private static func keys(
        _ reader: SettingReader, path: String?, url: String?, mistakes: inout ConfigurationMistakes
    ) -> Keys? {
        if let path {
            if url != nil {
                mistakes.add("JWT_JWKS_URL", "and JWT_JWKS_FILE cannot both be set")
                return nil
            }
            guard let bytes = try? FileKeySetSource.contents(of: path) else {
                mistakes.add("JWT_JWKS_FILE", "names a file that cannot be read")
                return nil
            }
            do throws(KeySet.Failure) {
                return .file(path: path, try KeySet(json: bytes))
            } catch {
                mistakes.add("JWT_JWKS_FILE", "names a file that \(error)")
                return nil
            }
        }
        if let url {
            guard isKeySetAddress(url) else {
                mistakes.add(
                    "JWT_JWKS_URL", "must be an https URL, or http to a loopback address, without user and fragment")
                return nil
            }
            return .url(url)
        }
        let secret = reader.text("JWT_SECRET", isSecret: true) ?? ""
        guard secret.utf8.count >= 32 else {
            mistakes.add(
                "JWT_SECRET",
                secret.isEmpty
                    ? "(or JWT_JWKS_FILE or JWT_JWKS_URL) is needed and not set" : "must have at least 32 bytes")
            return nil
        }
        return .secret(secret)
    }

    /// Keys that arrive in the clear could be anyone's, so http is taken only where nothing leaves the machine.
    private static func isKeySetAddress(_ text: String) -> Bool {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty, parts.user == nil,
            parts.password == nil, parts.fragment == nil
        else { return false }
        switch parts.scheme?.lowercased() {
        case "https": return true
        case "http": return ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host.lowercased())
        default: return false
        }
    }
}
