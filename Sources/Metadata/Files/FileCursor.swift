public import Foundation

/// A place in a user's files, newest first: after the file with this moment and identity.
public struct FileCursor: Sendable, Hashable {
    /// The file's ``FileRecord/createdAt``, exact to the microsecond.
    public var createdAt: Date
    /// The file's identity; it orders files of the same microsecond.
    public var id: FileID

    /// The place after this file.
    public init(createdAt: Date, id: FileID) {
        self.createdAt = createdAt
        self.id = id
    }

    /// The place after this file.
    public init(after record: FileRecord) {
        self.init(createdAt: record.createdAt, id: record.id)
    }
}

extension FileCursor: CustomStringConvertible, LosslessStringConvertible {
    /// 48 lowercase hexadecimal digits: the microseconds since 2000, then the identity. Safe in a URL.
    public var description: String {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: PostgresTime.microseconds(of: createdAt))
        bytes.append(id.rawValue)
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The moments that a timestamp of PostgreSQL can hold, in microseconds since 2000 (manual, "Date/Time Types").
    private static let moments: Range<Int64> = -211_813_488_000_000_000..<9_223_371_331_200_000_000

    /// Reads what `description` wrote; nil for anything else, also for a moment that the database cannot hold.
    public init?(_ description: String) {
        guard description.utf8.count == 48, description.utf8.allSatisfy({ Self.isDigit($0) }),
            let moment = UInt64(description.prefix(16), radix: 16).map({ Int64(bitPattern: $0) }),
            Self.moments.contains(moment)
        else { return nil }
        var text = String(description.dropFirst(16))
        for offset in [20, 16, 12, 8] { text.insert("-", at: text.index(text.startIndex, offsetBy: offset)) }
        guard let id = FileID(text) else { return nil }
        self.init(createdAt: PostgresTime.date(microseconds: moment), id: id)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
