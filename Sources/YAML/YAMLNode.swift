/// One value of a YAML document, with the place where it begins.
///
/// Aliases have been replaced by what they stand for and merge keys have been applied, so a reader sees plain data.
/// The location of an aliased value is that of its anchor. A node is a small handle; the document lives as long as any
/// node of it.
public struct YAMLNode: Sendable {
    let storage: TreeStorage
    let index: UInt32

    init(_ storage: TreeStorage, _ index: UInt32) {
        self.storage = storage
        self.index = index
    }

    /// What the node holds.
    public enum Shape: Sendable {
        /// A scalar.
        case scalar
        /// A sequence.
        case sequence
        /// A mapping.
        case mapping
    }

    /// What the node holds.
    public var shape: Shape {
        switch storage.record(index).kind {
        case .plainScalar, .quotedScalar: .scalar
        case .sequence: .sequence
        case .mapping: .mapping
        }
    }

    /// Where it begins.
    public var location: SourceLocation { storage.location(index) }

    /// The file that it stands in, as it was given to the loader.
    public var file: String { storage.file }

    /// The number of the node in its document: two nodes of a document are the same if their numbers are, however one
    /// came to them.
    public var number: Int { Int(index) }

    /// The scalar, if the node is one.
    public var scalar: YAMLScalar? {
        let record = storage.record(index)
        switch record.kind {
        case .plainScalar: return YAMLScalar(text: storage.text(of: record), isPlain: true)
        case .quotedScalar: return YAMLScalar(text: storage.text(of: record), isPlain: false)
        case .sequence, .mapping: return nil
        }
    }

    /// The text of a scalar that is not null; cheaper than `scalar` when nothing else is asked.
    public var text: String? {
        let record = storage.record(index)
        switch record.kind {
        case .quotedScalar: return storage.text(of: record)
        case .plainScalar:
            let text = storage.text(of: record)
            return YAMLScalar.isNull(text) ? nil : text
        case .sequence, .mapping: return nil
        }
    }

    /// Whether the node is a string, and no number, boolean or null that stands without quotes; cheaper than `scalar` where
    /// nothing else is asked.
    public var isString: Bool {
        let record = storage.record(index)
        switch record.kind {
        case .quotedScalar: return true
        case .plainScalar:
            // Of what begins with a letter only a few words are no strings.
            guard let first = storage.bytes(of: record).first else { return false }
            if first >= 0x41, record.count > 5 || !"tTfFnN~".utf8.contains(first) { return true }
            return YAMLScalar(text: storage.text(of: record), isPlain: true).value == .string
        case .sequence, .mapping: return false
        }
    }

    /// The elements, if the node is a sequence.
    public var sequence: YAMLSequence? {
        storage.record(index).kind == .sequence ? elements : nil
    }

    /// The entries, if the node is a mapping.
    public var mapping: YAMLMapping? {
        storage.record(index).kind == .mapping ? entries : nil
    }

    /// The elements; empty when the node is no sequence.
    public var elements: YAMLSequence {
        let record = storage.record(index)
        guard record.kind == .sequence else { return YAMLSequence(storage: storage, start: 0, endIndex: 0) }
        return YAMLSequence(storage: storage, start: record.start, endIndex: Int(record.count))
    }

    /// The entries; empty when the node is no mapping.
    public var entries: YAMLMapping {
        let record = storage.record(index)
        guard record.kind == .mapping else { return YAMLMapping(storage: storage, start: 0, endIndex: 0) }
        return YAMLMapping(storage: storage, start: record.start, endIndex: Int(record.count / 2))
    }

    /// The value of a key, if the node is a mapping that has it.
    public subscript(key: String) -> YAMLNode? {
        storage.value(of: index, key: key).map { YAMLNode(storage, $0) }
    }

    /// Says what the node is, for a message: `a string`, `a mapping`, …
    public var kind: String {
        switch shape {
        case .scalar: scalar?.value.kind ?? ""
        case .sequence: "a sequence"
        case .mapping: "a mapping"
        }
    }

    /// Whether some node of the document stands in several places, by an alias.
    public var isOfDocumentWithAliases: Bool { storage.hasAliases }

    /// Every distinct key of the whole document; the index of a key is the number that its entries carry.
    public var documentKeys: [String] { storage.keyTexts }

    /// Whether some mapping of the whole document has a key.
    public func documentHas(key: String) -> Bool { storage.hasKey(key) }
}

/// The elements of a sequence, in the order of the document.
public struct YAMLSequence: Sendable, RandomAccessCollection {
    let storage: TreeStorage
    let start: UInt32

    /// Always 0.
    public var startIndex: Int { 0 }
    /// The count.
    public let endIndex: Int

    init(storage: TreeStorage, start: UInt32, endIndex: Int) {
        self.storage = storage
        self.start = start
        self.endIndex = endIndex
    }

    /// The element at a position from 0.
    public subscript(position: Int) -> YAMLNode {
        precondition(position >= 0 && position < endIndex, "no such element")
        return YAMLNode(storage, storage.link(start + UInt32(truncatingIfNeeded: position)))
    }
}

/// The entries of a mapping, in the order of the document; no key stands twice.
public struct YAMLMapping: Sendable, RandomAccessCollection {
    let storage: TreeStorage
    let start: UInt32

    /// Always 0.
    public var startIndex: Int { 0 }
    /// The count.
    public let endIndex: Int

    init(storage: TreeStorage, start: UInt32, endIndex: Int) {
        self.storage = storage
        self.start = start
        self.endIndex = endIndex
    }

    /// The entry at a position from 0.
    public subscript(position: Int) -> YAMLEntry {
        precondition(position >= 0 && position < endIndex, "no such entry")
        let link = start + UInt32(truncatingIfNeeded: position) * 2
        return YAMLEntry(storage: storage, keyRecord: storage.link(link), valueRecord: storage.link(link + 1))
    }
}

/// One entry of a mapping.
public struct YAMLEntry: Sendable {
    let storage: TreeStorage
    let keyRecord: UInt32
    let valueRecord: UInt32
    private var replacement: YAMLNode?

    init(storage: TreeStorage, keyRecord: UInt32, valueRecord: UInt32) {
        self.storage = storage
        self.keyRecord = keyRecord
        self.valueRecord = valueRecord
    }

    /// The key as text; every scalar key is taken as its text, as JSON would.
    public var key: String { storage.keyText(storage.record(keyRecord).key) }
    /// The key's index in the document's keys.
    public var keyNumber: Int { Int(storage.record(keyRecord).key) }
    /// Where the key begins.
    public var keyLocation: SourceLocation { storage.location(keyRecord) }
    /// The value.
    public var value: YAMLNode { replacement ?? YAMLNode(storage, valueRecord) }

    /// The same key with another value, which may be of another document.
    public func with(_ value: YAMLNode) -> YAMLEntry {
        var entry = self
        entry.replacement = value
        return entry
    }
}
