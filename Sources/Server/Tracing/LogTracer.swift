import Logging
import TracePropagation
import Tracing

/// Writes each span that ends as one line of the log, for an operator without a tracing system.
///
/// It propagates W3C Trace Context and heeds its sampled flag.
struct LogTracer: Tracer {
    private let logger: Logger
    private let makeRoot: @Sendable () -> TraceContext
    private let makeChild: @Sendable (TraceContext) -> TraceContext

    /// - Parameters:
    ///   - logger: Where spans are written.
    ///   - makeRoot: Begins a trace.
    ///   - makeChild: Makes the next step of a trace.
    init(
        logger: Logger, makeRoot: @escaping @Sendable () -> TraceContext = { .root(isSampled: true) },
        makeChild: @escaping @Sendable (TraceContext) -> TraceContext = { $0.child() }
    ) {
        self.logger = logger
        self.makeRoot = makeRoot
        self.makeChild = makeChild
    }

    func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> LogSpan {
        var context = context()
        let parent = context.traceContext
        let own = parent.map(makeChild) ?? makeRoot()
        context.traceContext = own
        return LogSpan(
            operationName, kind: kind, context: context, parent: parent?.spanID,
            startedAt: instant().nanosecondsSinceEpoch, isRecording: own.isSampled, logger: logger)
    }

    /// Nothing to do: lines are written as spans end.
    func forceFlush() {}

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Extract.Carrier == Carrier {
        guard let text = extractor.extract(key: "traceparent", from: carrier) else { return }
        context.traceContext = TraceContext(text)
    }

    func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Inject.Carrier == Carrier {
        guard let trace = context.traceContext else { return }
        injector.inject(trace.description, forKey: "traceparent", into: &carrier)
    }
}
