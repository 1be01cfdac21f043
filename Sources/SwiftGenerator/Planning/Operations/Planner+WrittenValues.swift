import OpenAPI

/// Parameters and headers whose `content` says how they are written (OpenAPI 3.2, section 4.8.12.2.2).
extension Planner {
    /// The type of a value that is JSON or text, and the shape of what is sent.
    ///
    /// - Parameters:
    ///   - media: The only media type of the `content`.
    ///   - what: What has it, such as `a header`.
    ///   - other: What it could have in its place, where the media type is another.
    ///   - path: What a type is called after that has no name.
    mutating func writtenValue(
        _ media: MediaType, of what: String, other: String, path: [String]
    ) -> (type: PlannedType, shape: PlannedShape) {
        if MediaType.isJSON(media.name) {
            return (media.schema.map { valueType($0, path: path) } ?? .any, .json)
        }
        let name = MediaType.baseName(media.name)
        if name.hasPrefix("text/"), case .text(let type, let shape)? = text(media, name, path: path) {
            return (type, shape)
        }
        collector.error(
            "\(what) cannot be written as '\(media.name)'; use application/json or \(other)", at: media.location)
        return (Self.anyString, .string)
    }
}
