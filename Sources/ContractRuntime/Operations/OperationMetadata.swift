/// What the contract says of an operation, besides its types.
public struct OperationMetadata: Sendable {
    /// The `operationId`.
    public var identifier: String
    /// The method in upper case.
    public var method: String
    /// The path template below each server, such as `/files/{id}`.
    public var path: String
    /// The path prefixes of the servers that have the operation; empty for the root.
    public var serverPrefixes: [String]
    /// The statuses that it may answer one by one.
    public var statuses: [Int]
    /// The ranges of statuses that it may answer besides.
    public var statusRanges: [ClosedRange<Int>]
    /// The groups that it belongs to.
    public var tags: [String]
    /// The vendor extensions that mean nothing to the generator, as JSON.
    public var extensions: [String: String]
    /// How often a caller may ask, if the contract bounds it.
    public var rateLimit: RateLimitRule?
    /// How much a caller may keep, if the contract bounds it.
    public var quota: QuotaRule?

    /// Makes metadata.
    public init(
        identifier: String, method: String, path: String, serverPrefixes: [String], statuses: [Int],
        statusRanges: [ClosedRange<Int>] = [], tags: [String] = [], extensions: [String: String] = [:],
        rateLimit: RateLimitRule? = nil, quota: QuotaRule? = nil
    ) {
        self.identifier = identifier
        self.method = method
        self.path = path
        self.serverPrefixes = serverPrefixes
        self.statuses = statuses
        self.statusRanges = statusRanges
        self.tags = tags
        self.extensions = extensions
        self.rateLimit = rateLimit
        self.quota = quota
    }

    /// Whether the operation may answer a status.
    public func declares(_ status: Int) -> Bool {
        statuses.contains(status) || statusRanges.contains { $0.contains(status) }
    }
}

/// How often a caller may ask, from the contract's `x-rate-limit`.
public struct RateLimitRule: Hashable, Sendable {
    /// How many requests a window allows.
    public var requests: Int
    /// The length of the sliding window.
    public var window: Duration

    /// Makes a rule.
    public init(requests: Int, windowSeconds: Int) {
        self.requests = requests
        window = .seconds(windowSeconds)
    }
}

/// How much a caller may keep, from the contract's `x-quota`.
public struct QuotaRule: Hashable, Sendable {
    /// How many files.
    public var files: Int64
    /// How many bytes in all of them.
    public var bytes: Int64

    /// Makes a rule.
    public init(files: Int64, bytes: Int64) {
        self.files = files
        self.bytes = bytes
    }
}
