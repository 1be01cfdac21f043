/// How a store keeps an object: for what price, in how many places, and how fast it can be read again.
///
/// Only classes whose objects can be read at once, so that presigned downloads go on working; `GLACIER` and
/// `DEEP_ARCHIVE`, which must be restored first, are none. Which of the others a store has is its own matter.
/// Source: Amazon S3 API Reference, `x-amz-storage-class`.
public struct StorageClass: Sendable, Hashable, CustomStringConvertible {
    /// The name as it stands in `x-amz-storage-class`.
    public let name: String

    /// The class's ``name``.
    public var description: String { name }

    /// A class by its name.
    ///
    /// - Parameter name: 1 to 64 of `A`-`Z`, `0`-`9` and `_`; nil for anything else, and for a class whose objects
    ///   cannot be read at once.
    public init?(_ name: String) {
        let isName = name.utf8.allSatisfy { byte in
            (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
        }
        guard isName, (1...64).contains(name.utf8.count), !["GLACIER", "DEEP_ARCHIVE"].contains(name) else {
            return nil
        }
        self.name = name
    }
}
