public import Foundation

/// The identity of one `Entity`: a UUID that can't be mistaken for the identity of something else.
///
/// Its text is the 36 lowercase characters of RFC 9562, as PostgreSQL prints them.
public struct Identifier<Entity>: Hashable, Sendable, RawRepresentable {
    /// The UUID itself.
    public let rawValue: UUID

    /// The identifier with this UUID.
    public init(rawValue: UUID) {
        self.rawValue = rawValue
    }

    /// The identifier with this UUID.
    public init(_ rawValue: UUID) {
        self.rawValue = rawValue
    }

    /// Reads the 36-character form in either case; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 36, let value = UUID(uuidString: text) else { return nil }
        rawValue = value
    }

    /// A new random (version 4) identifier.
    public static func random() -> Self {
        Self(rawValue: UUID())
    }
}

extension Identifier: CustomStringConvertible, LosslessStringConvertible {
    /// 36 lowercase characters.
    public var description: String { rawValue.lowercaseText }
}

extension UUID {
    /// The 36 lowercase characters of RFC 9562, written without Foundation's detour over upper case.
    var lowercaseText: String {
        withUnsafeBytes(of: uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { buffer in
                var position = 0
                for (index, byte) in bytes.enumerated() {
                    if index == 4 || index == 6 || index == 8 || index == 10 {
                        buffer[position] = UInt8(ascii: "-")
                        position += 1
                    }
                    buffer[position] = Self.digit(byte >> 4)
                    buffer[position + 1] = Self.digit(byte & 15)
                    position += 2
                }
                return position
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

/// Names what ``UserID`` identifies.
public enum UserEntity: Sendable {}
/// Names what ``ReconciliationID`` identifies.
public enum ReconciliationEntity: Sendable {}
/// Names what ``FileID`` identifies.
public enum FileEntity: Sendable {}
/// Names what ``IngestionID`` identifies.
public enum IngestionEntity: Sendable {}
/// Names what ``JobID`` identifies.
public enum JobEntity: Sendable {}

/// A user, as the identity provider numbers them.
public typealias UserID = Identifier<UserEntity>
/// A reconciliation that files can belong to.
public typealias ReconciliationID = Identifier<ReconciliationEntity>
/// An uploaded file's record.
public typealias FileID = Identifier<FileEntity>
/// The one ingestion of a confirmed file.
public typealias IngestionID = Identifier<IngestionEntity>
/// A job in the queue.
public typealias JobID = Identifier<JobEntity>
