import OpenAPI
import YAML

/// Forms whose parts are read as they arrive (`x-streamed`).
extension Planner {
    /// Whether the parts of a media type are read as they arrive.
    func isStreamed(_ media: MediaType) -> Bool {
        media.extensions["x-streamed"]?.scalar?.value == .boolean(true)
    }

    /// Refuses `x-streamed` where it says nothing.
    func checkStreaming(_ media: MediaType) {
        guard let node = media.extensions["x-streamed"] else { return }
        guard case .boolean(let flag) = node.scalar?.value else {
            return collector.error(
                .invalidExtension, "'x-streamed' must be true or false", at: node.location)
        }
        if flag, MediaType.baseName(media.name) != "multipart/form-data" {
            collector.error(
                .invalidExtension,
                "'x-streamed' is for the parts of 'multipart/form-data', not for '\(media.name)'; leave it out",
                at: node.location)
        }
    }

    /// Makes an element of what is several parts of a body, for these arrive one by one.
    mutating func takeApart(_ part: inout PartPlan, _ schema: Schema) {
        guard case .value(let type, let shape) = part.kind else { return }
        switch (shape, type) {
        case (.string, _), (.number, _), (.boolean, _), (.json, _), (.delimited, _): return
        case (.alternatives, _) where shape.isScalar: return
        case (.array(let element), .array(let inner, let minimum, let maximum, let isUnique)):
            part.kind = .element(inner, element, minimumCount: minimum, maximumCount: maximum, isUnique: isUnique)
        case (.array, _), (.alternatives, _), (.object, _), (.spread, _):
            collector.error(
                "a streamed form cannot gather '\(part.name)' from several parts; leave 'x-streamed' out",
                at: schema.location)
        }
    }
}
