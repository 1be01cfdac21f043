/// Which trace a piece of work belongs to, and which step of it, in the terms of W3C Trace Context Level 2.
///
/// ```
/// traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01
///              |  |                                |                '- flags: 01 sampled, 02 random trace id
///              |  |                                '- span id: 8 bytes, not all zero
///              |  '- trace id: 16 bytes, not all zero
///              '- version
/// ```
public struct TraceContext: Sendable, Hashable {
    /// The trace's identifier: 128 bits, not all zero.
    public struct TraceID: Sendable, Hashable {
        let high: UInt64
        let low: UInt64

        init?(high: UInt64, low: UInt64) {
            guard high != 0 || low != 0 else { return nil }
            (self.high, self.low) = (high, low)
        }

        /// One bit is set, so that it never is all zero.
        init(using generator: inout some RandomNumberGenerator) {
            (high, low) = (generator.next(), generator.next() | 1)
        }
    }

    /// One step of a trace: 64 bits, not all zero.
    public struct SpanID: Sendable, Hashable {
        let bits: UInt64

        init?(_ bits: UInt64) {
            guard bits != 0 else { return nil }
            self.bits = bits
        }

        /// One bit is set, so that it never is all zero.
        init(using generator: inout some RandomNumberGenerator) {
            bits = generator.next() | 1
        }
    }

    /// The trace.
    public let traceID: TraceID
    /// The step.
    public let spanID: SpanID
    /// Whether whoever began the trace wants its spans to be kept.
    public let isSampled: Bool
    /// Whether the trace's identifier is known to be random (Level 2).
    public let isRandom: Bool

    init(traceID: TraceID, spanID: SpanID, isSampled: Bool, isRandom: Bool) {
        self.traceID = traceID
        self.spanID = spanID
        self.isSampled = isSampled
        self.isRandom = isRandom
    }

    /// Begins a trace.
    ///
    /// - Parameters:
    ///   - isSampled: Whether its spans are to be kept.
    ///   - generator: Gives the identifiers.
    public static func root(isSampled: Bool, using generator: inout some RandomNumberGenerator) -> TraceContext {
        TraceContext(
            traceID: TraceID(using: &generator), spanID: SpanID(using: &generator), isSampled: isSampled, isRandom: true
        )
    }

    /// The next step of the same trace, with the same flags.
    public func child(using generator: inout some RandomNumberGenerator) -> TraceContext {
        TraceContext(
            traceID: traceID, spanID: SpanID(using: &generator), isSampled: isSampled, isRandom: isRandom)
    }

    /// Begins a trace with identifiers of the system's generator.
    public static func root(isSampled: Bool) -> TraceContext {
        var generator = SystemRandomNumberGenerator()
        return root(isSampled: isSampled, using: &generator)
    }

    /// The next step with an identifier of the system's generator.
    public func child() -> TraceContext {
        var generator = SystemRandomNumberGenerator()
        return child(using: &generator)
    }
}
