import Logging
import TracePropagation
import Tracing

extension Logger.MetadataProvider {
    /// The trace, the step of it and the request that the current task works for, wherever in the service it is.
    static let trace = Logger.MetadataProvider {
        guard let context = ServiceContext.current else { return [:] }
        var metadata: Logger.Metadata = [:]
        if let trace = context.traceContext {
            metadata["trace_id"] = .string(trace.traceID.description)
            metadata["span_id"] = .string(trace.spanID.description)
        }
        if let request = context.requestID { metadata["request_id"] = .string(request) }
        return metadata
    }
}
