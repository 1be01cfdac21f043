import Logging
import Synchronization
import TracePropagation
import Tracing

/// A span that becomes a line of the log when it ends.
///
/// Of an error only its type is written: its text may hold what must not be logged.
final class LogSpan: Span {
    private struct State {
        var name: String
        var attributes: SpanAttributes = [:]
        var isError = false
        var events: [String] = []
        var isEnded = false
    }

    let context: ServiceContext
    private let kind: SpanKind
    private let parent: TraceContext.SpanID?
    private let startedAt: UInt64
    private let isSampled: Bool
    private let logger: Logger
    private let state: Mutex<State>

    init(
        _ name: String, kind: SpanKind, context: ServiceContext, parent: TraceContext.SpanID?, startedAt: UInt64,
        isRecording: Bool, logger: Logger
    ) {
        self.kind = kind
        self.context = context
        self.parent = parent
        self.startedAt = startedAt
        isSampled = isRecording
        self.logger = logger
        state = Mutex(State(name: name))
    }

    var isRecording: Bool { isSampled && state.withLock { !$0.isEnded } }

    var operationName: String {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { state.withLock { $0.attributes = newValue } }
    }

    func setStatus(_ status: SpanStatus) {
        state.withLock { $0.isError = status.code == .error }
    }

    func addEvent(_ event: SpanEvent) {
        state.withLock { $0.events.append(event.name) }
    }

    func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {
        state.withLock { $0.attributes["exception.type"] = String(describing: type(of: error)) }
    }

    /// Links are not written: nothing in this service joins traces.
    func addLink(_ link: SpanLink) {}

    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        let moment = instant().nanosecondsSinceEpoch
        let ended = state.withLock { state -> State? in
            guard !state.isEnded else { return nil }
            state.isEnded = true
            return state
        }
        guard let ended, isSampled, let trace = context.traceContext else { return }
        var metadata: Logger.Metadata = [
            "span": .string(ended.name), "kind": .string("\(kind)"),
            "trace_id": .string(trace.traceID.description), "span_id": .string(trace.spanID.description),
            "duration_ms": .stringConvertible(Double(moment - min(startedAt, moment)) / 1e6),
            "status": .string(ended.isError ? "error" : "ok"),
            "attributes": .dictionary(Self.metadata(ended.attributes)),
        ]
        if let parent { metadata["parent_span_id"] = .string(parent.description) }
        if let request = context.requestID { metadata["request_id"] = .string(request) }
        if !ended.events.isEmpty { metadata["events"] = .array(ended.events.map { .string($0) }) }
        logger.info("Span ended", metadata: metadata)
    }

    private static func metadata(_ attributes: SpanAttributes) -> Logger.Metadata {
        var metadata: Logger.Metadata = [:]
        attributes.forEach { name, attribute in
            switch attribute {
            case .int32(let number): metadata[name] = .stringConvertible(Int64(number))
            case .int64(let number): metadata[name] = .stringConvertible(number)
            case .double(let number): metadata[name] = .stringConvertible(number)
            case .bool(let flag): metadata[name] = .stringConvertible(flag)
            case .string(let text): metadata[name] = .string(text)
            case .stringConvertible(let value): metadata[name] = .string(value.description)
            default: metadata[name] = .string("\(attribute)")
            }
        }
        return metadata
    }
}
