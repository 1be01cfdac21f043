import Tracing

/// One exchange with the server under way: its span and its time.
///
/// The span says which statement ran, by its name, and how it ended; never a value, and no text of a one-time statement,
/// which may hold values.
struct StatementRecord {
    private let start: ContinuousClock.Instant
    private let span: any Span
    private let observer: DatabaseEvent.Observer?

    /// Opens the span, named and described as OpenTelemetry does for PostgreSQL.
    init(_ operation: String, observer: DatabaseEvent.Observer?) {
        self.observer = observer
        span = startSpan(operation, ofKind: .client)
        start = .now
        guard span.isRecording else { return }
        span.updateAttributes { attributes in
            attributes["db.system.name"] = "postgresql"
            attributes["db.query.summary"] = operation
        }
    }

    /// Ends the span and tells the observer.
    func end(_ error: DatabaseError?) {
        observer?(
            .statement(outcome: error?.metricName ?? "success", duration: start.duration(to: .now)))
        if let error, span.isRecording {
            span.updateAttributes { attributes in
                attributes["error.type"] = error.metricName
                attributes["db.response.status_code"] = error.sqlState
            }
            span.setStatus(SpanStatus(code: .error))
        }
        span.end()
    }
}
