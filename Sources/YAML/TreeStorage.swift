/// What a loaded document is made of: flat records that nodes point into.
///
/// A node costs 24 bytes and no allocation of its own. Aliases are links to the value of their anchor, and merge keys
/// are links to the entries that they bring, so neither copies anything.
///
/// `@unchecked Sendable` holds because nothing is written after `init`: the builder hands its buffers over and keeps no
/// pointer to them.
final class TreeStorage: @unchecked Sendable {
    /// One value or key of the document.
    struct Record {
        /// What the record holds.
        var kind: Kind
        /// The interned key for a record that is one, else -1.
        var key: Int32
        /// The first byte of a scalar's text, or the first link of a collection.
        var start: UInt32
        /// The bytes of a scalar's text, or the links of a collection; a mapping has two for each entry.
        var count: UInt32
        /// The line, from 0.
        var line: UInt32
        /// The column in Unicode scalars, from 0.
        var column: UInt32
    }

    /// What a record holds.
    enum Kind: UInt8 {
        case plainScalar
        case quotedScalar
        case sequence
        case mapping
    }

    /// The bytes of a text, wherever they stand.
    struct Key {
        var start: UInt32
        var count: UInt32
    }

    let file: String
    let root: UInt32
    /// Whether some value stands in several places.
    let hasAliases: Bool
    private let records: RecordBuffer
    private let links: IndexBuffer
    private let text: ByteBuffer
    private let keys: KeyTable
    /// The distinct keys, which many mappings have and readers ask for again and again.
    let keyTexts: [String]
    /// For entries of large mappings: the mapping and the key lead to the link of the entry.
    private let largeMappings: [UInt64: UInt32]

    /// Mappings with more links than this have their keys indexed.
    static let indexedCount: UInt32 = 32

    init(
        file: String, root: UInt32, hasAliases: Bool, records: RecordBuffer, links: IndexBuffer, text: ByteBuffer,
        keys: KeyTable,
        largeMappings: [UInt64: UInt32]
    ) {
        self.file = file
        self.root = root
        self.hasAliases = hasAliases
        self.records = records
        self.links = links
        self.text = text
        self.keys = keys
        keyTexts = (0..<Int(keys.count)).map { number in
            let entry = keys.entries[number]
            let buffer = UnsafeBufferPointer(start: text.base + Int(entry.start), count: Int(entry.count))
            return String(decoding: buffer, as: UTF8.self)
        }
        self.largeMappings = largeMappings
    }

    deinit {
        records.free()
        links.free()
        text.free()
        keys.free()
    }

    func record(_ index: UInt32) -> Record { records.base[Int(index)] }
    func link(_ index: UInt32) -> UInt32 { links.base[Int(index)] }

    func location(_ index: UInt32) -> SourceLocation {
        let record = record(index)
        return SourceLocation(file: file, line: Int(record.line) + 1, column: Int(record.column) + 1)
    }

    func text(of record: Record) -> String {
        String(decoding: bytes(of: record), as: UTF8.self)
    }

    func bytes(of record: Record) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.base + Int(record.start), count: Int(record.count))
    }

    func keyText(_ key: Int32) -> String {
        key >= 0 && key < keys.count ? keyTexts[Int(key)] : ""
    }

    func hasKey(_ key: String) -> Bool { number(of: key) >= 0 }

    /// The number of a key, or -1 when the document has none of this text.
    private func number(of key: String) -> Int32 {
        var key = key
        return key.withUTF8 { keys.find($0, in: text.base) }
    }

    /// The record of a key's value in a mapping.
    func value(of mapping: UInt32, key: String) -> UInt32? {
        let record = record(mapping)
        guard record.kind == .mapping, record.count > 0 else { return nil }
        let wanted = number(of: key)
        guard wanted >= 0 else { return nil }
        if record.count > Self.indexedCount {
            return largeMappings[Self.entry(mapping, wanted)].map { link($0 + 1) }
        }
        var index = record.start
        let end = record.start + record.count
        while index < end {
            if self.record(link(index)).key == wanted { return link(index + 1) }
            index += 2
        }
        return nil
    }

    static func entry(_ mapping: UInt32, _ key: Int32) -> UInt64 {
        UInt64(mapping) << 32 | UInt64(UInt32(bitPattern: key))
    }
}
