import OpenAPI

/// What is said of the encoding of bodies that are no forms, which the server takes or sends as they are.
extension Planner {
    /// Refuses parts that go by their position, and warns of encodings that say nothing (OpenAPI 3.2, section 4.8.14).
    func checkEncodings(of operation: OpenAPI.Operation) {
        let forms = ["application/x-www-form-urlencoded", "multipart/form-data"]
        let sent = operation.requestBody?.content.filter { !forms.contains(Self.baseName($0.name)) } ?? []
        for media in sent + operation.responses.flatMap(\.content) {
            for encoding in media.prefixEncodings + media.itemEncodings {
                collector.error(
                    "parts by their position are not supported in '\(media.name)'; use multipart/form-data",
                    at: encoding.location)
            }
            for encoding in media.encodings {
                collector.warning(
                    .noEffect, "an 'encoding' says nothing of '\(media.name)', only of forms that are received",
                    at: encoding.location)
            }
        }
    }
}
