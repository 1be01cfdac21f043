/// Splits a `multipart/form-data` body that is in memory as a whole into its parts.
enum MultipartParser {
    /// The parts of a body.
    ///
    /// - Parameter contentType: The body's `Content-Type`, which names the boundary.
    /// - Throws: `ContractFailure.malformedMultipart`.
    static func parts(of bytes: [UInt8], contentType: String) throws(ContractFailure) -> [BodyPart] {
        var machine = try MultipartStateMachine(contentType: contentType)
        machine.append(bytes)
        machine.finish()
        var parts: [BodyPart] = []
        var part: BodyPart?
        while true {
            switch try machine.next() {
            case .part(let head): part = head
            case .bytes(let piece): part?.bytes += piece
            case .partEnd:
                if let part { parts.append(part) }
                part = nil
            // It needs no bytes any more once it knows that none come.
            case .end, .needsBytes: return parts
            }
        }
    }
}
