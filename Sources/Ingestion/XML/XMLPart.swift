/// Reads XML parts of an archive whole, telling a handler what they hold.
enum XMLPart {
    /// How many bytes are unpacked at a step.
    static let stepLength = 32 * 1024

    /// The largest part that is kept in memory, in bytes: styles, relationships and the list of sheets.
    static let keptPart: UInt64 = 16 << 20

    /// Reads the part `name`; false when the archive has none of that name.
    ///
    /// - Throws: `ContentError`, `CancellationError` or what `handler` throws.
    static func read(_ name: String, of archive: ZipArchive, _ handler: any XMLHandler) throws -> Bool {
        guard let stream = try archive.open(name) else { return false }
        guard stream.declaredSize <= keptPart else { throw ContentError.unpacksTooLarge(name) }
        try read(stream, name, handler)
        return true
    }

    /// Reads the part that `stream` unpacks, of any size.
    static func read(_ stream: ZipEntryStream, _ name: String, _ handler: any XMLHandler) throws {
        let parser = try XMLParser(part: name, handler: handler)
        var isEnded = false
        while !isEnded {
            try Task.checkCancellation()
            isEnded =
                try parser.parse(capacity: stepLength) { buffer in
                    try stream.read(into: buffer, capacity: stepLength)
                } == 0
        }
    }
}
