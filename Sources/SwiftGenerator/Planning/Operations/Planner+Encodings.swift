import OpenAPI

/// What is said of the encoding and of the items of bodies where nothing is made of it.
extension Planner {
    /// Refuses parts that go by their position and items of what is no stream, and warns of encodings that say nothing
    /// (OpenAPI 3.2, section 4.8.14).
    func checkEncodings(of operation: OpenAPI.Operation) {
        var sent = operation.requestBody?.content ?? []
        for form in sent.filter({ Self.isForm($0.name) }) {
            refuseItems(form)
            // Those of forms of parts are told with their parts.
            if MediaType.baseName(form.name) != "multipart/form-data" { refusePositions(form) }
        }
        sent.removeAll { Self.isForm($0.name) }
        for media in sent + operation.responses.flatMap(\.content) {
            refusePositions(media)
            warnOfEncodings(media)
        }
        let headers = operation.responses.flatMap(\.headers)
        for media in operation.parameters.flatMap(\.content) + headers.flatMap(\.content) {
            refusePositions(media)
            refuseItems(media)
            if !Self.isForm(media.name) { warnOfEncodings(media) }
        }
    }

    private static func isForm(_ mediaType: String) -> Bool {
        ["application/x-www-form-urlencoded", "multipart/form-data"].contains(MediaType.baseName(mediaType))
    }

    private func refusePositions(_ media: MediaType) {
        for encoding in media.prefixEncodings + media.itemEncodings {
            collector.error(
                "parts by their position are not supported in '\(media.name)'; give them names, in multipart/form-data",
                at: encoding.location)
        }
    }

    private func refuseItems(_ media: MediaType) {
        guard let item = media.itemSchema else { return }
        collector.error(
            "'itemSchema' is for JSON Lines and event streams only, not for '\(media.name)'", at: item.location)
    }

    private func warnOfEncodings(_ media: MediaType) {
        for encoding in media.encodings {
            collector.warning(
                .noEffect, "an 'encoding' says nothing of '\(media.name)', only of forms that are received",
                at: encoding.location)
        }
    }
}
