import ContractRuntime
import HTTPTypes
import Hummingbird
import Logging
import TracePropagation
import Tracing

/// What is said of each request, however early it is refused: a span, a line in the log, and figures.
///
/// The request joins the trace that its `traceparent` names (W3C Trace Context), or begins one. The answer names the trace
/// in `traceresponse` and the request in `X-Request-ID`, and both go with the task into every line, span, statement and
/// job below.
///
/// The query is left out: what a client puts there may be secret.
struct RequestMiddleware<Context: RequestContext>: RouterMiddleware {
    private static var requestID: HTTPField.Name? { HTTPField.Name("X-Request-ID") }
    private static var traceparent: HTTPField.Name? { HTTPField.Name("traceparent") }
    /// The answer's counterpart of `traceparent`, in the same form: trace, the server's span, flags (editors' draft of
    /// Trace Context, "HTTP Response Headers Format").
    private static var traceresponse: HTTPField.Name? { HTTPField.Name("traceresponse") }

    let operations: OperationIndex
    let metrics: RequestMetrics

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        metrics.begin()
        let start = ContinuousClock.now
        let parent = Self.traceparent.flatMap { TraceContext(traceparents: request.headers[values: $0]) }
        let span = startSpan(
            request.method.rawValue, context: .work(of: context.id, in: parent), ofKind: .server)
        let scope = scope(of: span, parent)
        let notes = RequestNotes()
        return try await ServiceContext.withValue(scope) {
            try await RequestNotes.$current.withValue(notes) {
                var result: Result<Response, any Error>
                do { result = .success(try await next(request, context)) } catch { result = .failure(error) }
                let status = (try? result.get())?.status ?? .internalServerError
                let operation = operations.operation(method: request.method.rawValue, route: context.endpointPath)
                let duration = ContinuousClock.now - start
                let record = RequestRecord(
                    request: request, operation: operation?.identifier, status: status.code, duration: duration,
                    user: notes.user, answerBytes: (try? result.get())?.body.contentLength)
                metrics.end(record)
                context.logger.info("Request completed", metadata: record.logMetadata)
                end(span, record, route: operation.map { _ in context.endpointPath } ?? nil)
                if var response = try? result.get() {
                    if let name = Self.requestID { response.headers[name] = context.id }
                    if let name = Self.traceresponse { response.headers[name] = scope.traceContext?.description }
                    result = .success(response)
                }
                return try result.get()
            }
        }
    }

    /// The span's own context; without a tracer the span has none, but the request still is a step of its own.
    private func scope(of span: any Span, _ parent: TraceContext?) -> ServiceContext {
        var scope = span.context
        if scope.traceContext == parent { scope.traceContext = parent?.child() ?? .root(isSampled: false) }
        return scope
    }

    /// Names and attributes are those of OpenTelemetry's semantic conventions for HTTP servers.
    private func end(_ span: any Span, _ record: RequestRecord, route: String?) {
        if span.isRecording {
            if let route { span.operationName = "\(record.method) \(route)" }
            span.updateAttributes { attributes in
                attributes["http.request.method"] = record.method
                attributes["url.path"] = record.path
                attributes["url.scheme"] = "http"
                attributes["http.route"] = route
                attributes["http.response.status_code"] = record.status
                attributes["matchbot.operation"] = record.operation
                if record.status >= 500 { attributes["error.type"] = String(record.status) }
            }
            if record.status >= 500 { span.setStatus(SpanStatus(code: .error)) }
        }
        span.end()
    }
}
