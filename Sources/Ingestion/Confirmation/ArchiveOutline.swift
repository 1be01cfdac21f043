/// Finds the names in a ZIP archive by ranges of its bytes, before anything else of it is fetched.
///
/// `ArchiveDirectory` judges an archive that is at hand as a whole; this one only tells what it holds. Layout: PKWARE
/// APPNOTE 6.3, sections 4.3.12 and 4.3.16.
enum ArchiveOutline {
    /// Where an archive's directory is.
    enum Place: Sendable, Hashable {
        /// The bytes are the end of no archive.
        case none
        /// It lies at this offset of the file.
        case at(offset: Int64, length: Int)
        /// It's longer than 1 MiB, or described in the way of archives over 4 GiB.
        case unusual
    }

    /// The end record with the longest comment that it may have.
    static let tailLength = endLength + 65_535
    private static let endLength = 22
    private static let entryLength = 46
    private static let maximumLength: UInt64 = 1 << 20

    /// Looks for the end record in a file's last bytes.
    ///
    /// - Parameters:
    ///   - tail: The last bytes.
    ///   - size: The file's size in bytes.
    static func find(in tail: [UInt8], endingAt size: Int64) -> Place {
        guard tail.count >= endLength, Int64(tail.count) <= size else { return .none }
        let bytes = LittleEndianBytes(bytes: tail)
        for start in stride(from: tail.count - endLength, through: 0, by: -1)
        where bytes.number(at: start, length: 4) == 0x0605_4B50 {
            guard let comment = bytes.number(at: start + 20, length: 2),
                let length = bytes.number(at: start + 12, length: 4),
                start + endLength + Int(comment) == tail.count
            else { continue }
            // The directory ends where this record begins; an archive may have something before its first entry, so
            // the offset that it states says less.
            let end = size - Int64(tail.count - start)
            guard length <= maximumLength else { return .unusual }
            guard length > 0, Int64(length) <= end else { return .none }
            return .at(offset: end - Int64(length), length: Int(length))
        }
        return .none
    }

    /// The names of all entries; nil when the bytes are no directory.
    static func names(in directory: [UInt8]) -> [String]? {
        let bytes = LittleEndianBytes(bytes: directory)
        var names: [String] = []
        var position = 0
        while position < directory.count {
            guard bytes.number(at: position, length: 4) == 0x0201_4B50,
                let nameLength = bytes.number(at: position + 28, length: 2),
                let extraLength = bytes.number(at: position + 30, length: 2),
                let commentLength = bytes.number(at: position + 32, length: 2),
                let name = bytes.slice(at: position + entryLength, length: Int(nameLength))
            else { return nil }
            names.append(String(decoding: name, as: UTF8.self))
            position += entryLength + Int(nameLength) + Int(extraLength) + Int(commentLength)
        }
        return position == directory.count ? names : nil
    }
}
