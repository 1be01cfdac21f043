extension ClientTransport {
    /// Sends a webhook or a callback and returns its answer as generated code reads it.
    ///
    /// The URL comes from somebody else. Whether it may be asked at all, so that nobody is sent into the network that the
    /// sender stands in (CWE-918), is for the caller to decide, or for the transport's proxy.
    ///
    /// - Parameters:
    ///   - call: What to send; its query is added to that of the URL.
    ///   - url: The whole URL, with the scheme `http` or `https`, a host and no user information (RFC 3986, section 3.2.1).
    ///     Its fragment is not sent.
    ///   - limits: The bounds.
    /// - Throws: `ClientError`, or `CancellationError`.
    public func answer(
        to call: ContractCall, url: String, limits: ClientLimits
    ) async throws -> ContractAnswer {
        let lower = url.lowercased()
        guard URI(formatted: url) != nil, let scheme = ["http://", "https://"].first(where: lower.hasPrefix) else {
            throw ClientError(call.metadata.identifier, .transport(.invalidURL))
        }
        let authority = lower.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        guard !authority.isEmpty, !authority.contains("@") else {
            throw ClientError(call.metadata.identifier, .transport(.invalidURL))
        }
        let whole = String(url.prefix { $0 != "#" })
        return try await answer(to: call, limits: limits) { query in
            guard !query.isEmpty, whole.contains("?") else { return whole + query }
            return whole + (whole.hasSuffix("?") || whole.hasSuffix("&") ? "" : "&") + query.dropFirst()
        }
    }

    /// Sends a webhook or a callback and waits for its whole answer, as generated code reads it.
    ///
    /// Whether the URL may be asked at all is for the caller to decide, as it is for `answer(to:url:limits:)`.
    ///
    /// - Parameters:
    ///   - call: What to send; its query is added to that of the URL.
    ///   - url: The whole URL.
    ///   - limits: The bounds. A longer answer is told of when its body is read.
    /// - Throws: `ClientError`, or `CancellationError`.
    public func wholeAnswer(to call: ContractCall, url: String, limits: ClientLimits) async throws -> WholeAnswer {
        try await answer(to: call, url: url, limits: limits).whole(of: call)
    }
}
