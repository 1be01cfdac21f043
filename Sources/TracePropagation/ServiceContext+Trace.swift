public import Tracing

/// Where trace and request travel: with the task, and into the tasks that it starts.
extension ServiceContext {
    private enum TraceKey: ServiceContextKey {
        typealias Value = TraceContext
        static var nameOverride: String? { "traceparent" }
    }

    private enum RequestKey: ServiceContextKey {
        typealias Value = String
        static var nameOverride: String? { "request_id" }
    }

    /// The step of a trace that this work is.
    public var traceContext: TraceContext? {
        get { self[TraceKey.self] }
        set { self[TraceKey.self] = newValue }
    }

    /// The identifier of the request that asked for this work, also where a job does it later.
    public var requestID: String? {
        get { self[RequestKey.self] }
        set { self[RequestKey.self] = newValue }
    }

    /// The context of work that a request caused.
    public static func work(of requestID: String?, in trace: TraceContext?) -> ServiceContext {
        var context = ServiceContext.topLevel
        context.traceContext = trace
        context.requestID = requestID
        return context
    }
}
