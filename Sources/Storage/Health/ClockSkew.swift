/// How the store's clock differs from this machine's, as an answer's `Date` header told.
///
/// The header has whole seconds (RFC 9110, section 6.6.1), so the offset is right to about one second.
public struct ClockSkew: Sendable, Hashable {
    /// Beyond this difference S3 refuses a signed request with `RequestTimeTooSkewed`, and a presigned URL works too early
    /// or not at all.
    public static let limit = Duration.seconds(15 * 60)

    /// How far the store is ahead of this machine; negative where it is behind.
    public let offset: Duration
    /// When the answer came.
    public let measuredAt: ContinuousClock.Instant

    /// Pairs the facts; used by whoever stands in for a store.
    public init(offset: Duration, measuredAt: ContinuousClock.Instant) {
        self.offset = offset
        self.measuredAt = measuredAt
    }

    /// Whether the clocks differ by more than a limit, in either direction.
    public func exceeds(_ limit: Duration) -> Bool {
        offset > limit || offset < .zero - limit
    }
}
