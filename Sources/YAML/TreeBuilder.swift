/// Takes a document in piece by piece and keeps its bounds.
///
/// 1. A reader (of YAML events, or of JSON) tells what begins, what ends, and every scalar.
/// 2. When a collection ends, its children become links; a mapping's keys are checked and its merge keys applied.
/// 3. `finish` hands the buffers to the storage.
struct TreeBuilder: ~Copyable {
    private struct Frame {
        var record: UInt32
        var isMapping: Bool
        var children: UInt32
        var anchor: Int
        /// The count of values before the collection, and the deepest level outside of it.
        var countBefore: Int
        var outerDeepest: Int
    }

    private struct Anchor {
        var record: UInt32
        var count: Int
        var height: Int
    }

    let file: String
    private(set) var text: ByteBuffer
    private var records: RecordBuffer
    private var links: IndexBuffer
    private var keys = KeyTable()
    private var largeMappings: [UInt64: UInt32] = [:]
    /// For each key the number of the mapping that had it last.
    private var lastMapping: [UInt32] = []

    private var frames: UnsafeMutablePointer<Frame>
    private var depth = 0
    private var pending = IndexBuffer(capacity: 1024)
    private var root: UInt32?
    private var count = 0
    /// The deepest level of the anchored values that are being read.
    private var deepest = 0
    private var anchorNames: [String: Int] = [:]
    private var anchors: [Anchor] = []
    private var isHandedOver = false
    private var hasAliases = false

    init(file: String, byteCount: Int) {
        self.file = file
        text = ByteBuffer(capacity: byteCount + 1)
        records = RecordBuffer(capacity: max(64, byteCount / 24))
        links = IndexBuffer(capacity: max(64, byteCount / 24))
        frames = .allocate(capacity: YAMLLoader.maximumDepth + 2)
    }

    deinit {
        frames.deallocate()
        pending.free()
        guard !isHandedOver else { return }
        records.free()
        links.free()
        text.free()
        keys.free()
    }

    // MARK: What readers tell

    /// Keeps some text and says where.
    mutating func keep(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int {
        let start = text.count
        text.append(bytes, count: count)
        return start
    }

    mutating func keep(_ byte: UInt8) { text.append(byte) }

    /// Keeps once more what has been kept.
    mutating func keepAgain(_ range: Range<Int>) { text.appendOwn(range) }

    mutating func scalar(
        start: Int, count length: Int, isPlain: Bool, line: Int, column: Int, anchor: String? = nil
    ) throws(YAMLError) {
        try add(1, line, column)
        try descend(to: depth, line, column)
        let index = records.count
        records.append(
            TreeStorage.Record(
                kind: isPlain ? .plainScalar : .quotedScalar, key: -1, start: UInt32(truncatingIfNeeded: start),
                count: UInt32(truncatingIfNeeded: length), line: UInt32(truncatingIfNeeded: line),
                column: UInt32(truncatingIfNeeded: column)))
        if let anchor {
            anchors.append(Anchor(record: index, count: 1, height: 0))
            anchorNames[anchor] = anchors.count - 1
        }
        attach(index)
    }

    mutating func begin(isMapping: Bool, line: Int, column: Int, anchor: String? = nil) throws(YAMLError) {
        if depth > 0, frames[depth - 1].isMapping, frames[depth - 1].children & 1 == 0 {
            throw YAMLError("a key must be a scalar", at: location(line, column))
        }
        let before = count
        try add(1, line, column)
        try descend(to: depth, line, column)
        var number = -1
        if let anchor {
            // The name is bound when the value is whole: an alias inside its own value leads nowhere.
            anchors.append(Anchor(record: .max, count: 0, height: 0))
            number = anchors.count - 1
            openAnchors.append((number, anchor))
        }
        frames[depth] = Frame(
            record: records.count, isMapping: isMapping, children: 0, anchor: number, countBefore: before,
            outerDeepest: deepest)
        deepest = depth
        depth += 1
        records.append(
            TreeStorage.Record(
                kind: isMapping ? .mapping : .sequence, key: -1, start: 0, count: 0,
                line: UInt32(truncatingIfNeeded: line), column: UInt32(truncatingIfNeeded: column)))
    }

    private var openAnchors: [(number: Int, name: String)] = []

    mutating func end() throws(YAMLError) {
        guard depth > 0 else { return }
        let frame = frames[depth - 1]
        let start = links.count
        links.take(frame.children, from: &pending)
        records.base[Int(frame.record)].start = start
        records.base[Int(frame.record)].count = frame.children
        if frame.isMapping { try checkKeys(frame.record, start: start, count: frame.children) }
        depth -= 1
        if frame.anchor >= 0 {
            anchors[frame.anchor] = Anchor(
                record: frame.record, count: count - frame.countBefore, height: deepest - depth)
            if let open = openAnchors.popLast() { anchorNames[open.name] = open.number }
        }
        deepest = max(deepest, frame.outerDeepest)
        attach(frame.record)
    }

    mutating func alias(_ name: String, line: Int, column: Int) throws(YAMLError) {
        guard let number = anchorNames[name] else {
            throw YAMLError("the alias *\(name) has no anchor before it", at: location(line, column))
        }
        let anchor = anchors[number]
        if depth > 0, frames[depth - 1].isMapping, frames[depth - 1].children & 1 == 0,
            records.base[Int(anchor.record)].kind.rawValue > TreeStorage.Kind.quotedScalar.rawValue
        {
            throw YAMLError("a key must be a scalar", at: location(line, column))
        }
        hasAliases = true
        try add(1 + anchor.count, line, column)
        try descend(to: depth + anchor.height, line, column)
        attach(anchor.record)
    }

    /// The storage of what was told.
    mutating func finish() -> TreeStorage? {
        guard let root, depth == 0 else { return nil }
        isHandedOver = true
        return TreeStorage(
            file: file, root: root, hasAliases: hasAliases, records: records, links: links, text: text, keys: keys,
            largeMappings: largeMappings)
    }

    // MARK: Bounds

    private mutating func descend(to depth: Int, _ line: Int, _ column: Int) throws(YAMLError) {
        guard depth <= YAMLLoader.maximumDepth else {
            throw YAMLError(
                "the document is nested deeper than \(YAMLLoader.maximumDepth) levels", at: location(line, column))
        }
        if depth > deepest { deepest = depth }
    }

    private mutating func add(_ nodes: Int, _ line: Int, _ column: Int) throws(YAMLError) {
        count += nodes
        guard count <= YAMLLoader.maximumNodes else {
            throw YAMLError(
                "the document holds more than \(YAMLLoader.maximumNodes) values once its aliases are replaced",
                at: location(line, column))
        }
    }

    private func location(_ line: Int, _ column: Int) -> SourceLocation {
        SourceLocation(file: file, line: line + 1, column: column + 1)
    }

    private func location(of record: UInt32) -> SourceLocation {
        let record = records.base[Int(record)]
        return location(Int(record.line), Int(record.column))
    }

    // MARK: Mappings

    private mutating func attach(_ index: UInt32) {
        guard depth > 0 else {
            root = index
            return
        }
        if frames[depth - 1].isMapping, frames[depth - 1].children & 1 == 0 {
            let record = records.base[Int(index)]
            if record.key < 0 {
                records.base[Int(index)].key = keys.intern(
                    start: Int(record.start), count: Int(record.count), in: text.base)
            }
        }
        frames[depth - 1].children += 1
        pending.append(index)
    }

    /// Refuses keys that stand twice, and applies merge keys.
    private mutating func checkKeys(_ mapping: UInt32, start: UInt32, count: UInt32) throws(YAMLError) {
        while lastMapping.count < Int(keys.count) { lastMapping.append(.max) }
        var hasMerge = false
        var index = start
        while index < start + count {
            let key = records.base[Int(links.base[Int(index)])]
            if isMerge(key) {
                hasMerge = true
            } else if lastMapping[Int(key.key)] == mapping {
                throw twice(key, from: start, to: index)
            } else {
                lastMapping[Int(key.key)] = mapping
            }
            index += 2
        }
        if hasMerge { try merge(mapping, start: start, count: count) }
        let record = records.base[Int(mapping)]
        guard record.count > TreeStorage.indexedCount else { return }
        index = record.start
        while index < record.start + record.count {
            largeMappings[TreeStorage.entry(mapping, records.base[Int(links.base[Int(index)])].key)] = index
            index += 2
        }
    }

    private func isMerge(_ key: TreeStorage.Record) -> Bool {
        guard key.kind == .plainScalar, key.count == 2 else { return false }
        let start = Int(key.start)
        return text.base[start] == UInt8(ascii: "<") && text.base[start + 1] == UInt8(ascii: "<")
    }

    private func twice(_ key: TreeStorage.Record, from start: UInt32, to end: UInt32) -> YAMLError {
        var index = start
        while index < end {
            let first = records.base[Int(links.base[Int(index)])]
            if first.key == key.key, !isMerge(first) {
                let name = String(
                    decoding: UnsafeBufferPointer(start: text.base + Int(key.start), count: Int(key.count)),
                    as: UTF8.self)
                return YAMLError(
                    "the key '\(name)' stands twice; the first is at line \(first.line + 1), column \(first.column + 1)",
                    at: location(of: links.base[Int(end)]))
            }
            index += 2
        }
        return YAMLError("a key stands twice", at: location(of: links.base[Int(end)]))
    }

    /// Adds the entries that merge keys bring (YAML 1.1, https://yaml.org/type/merge.html); what stands in the mapping
    /// itself wins, then earlier sources.
    private mutating func merge(_ mapping: UInt32, start: UInt32, count: UInt32) throws(YAMLError) {
        var own: [UInt32] = []
        var sources: [UInt32] = []
        for index in stride(from: start, to: start + count, by: 2) {
            let (key, value) = (links.base[Int(index)], links.base[Int(index) + 1])
            guard isMerge(records.base[Int(key)]) else {
                own += [key, value]
                continue
            }
            let record = records.base[Int(value)]
            switch record.kind {
            case .mapping: sources.append(value)
            case .sequence:
                for link in record.start..<record.start + record.count {
                    let source = links.base[Int(link)]
                    guard records.base[Int(source)].kind == .mapping else { throw notAMapping(source) }
                    sources.append(source)
                }
            default: throw notAMapping(value)
            }
        }
        for source in sources {
            let record = records.base[Int(source)]
            for link in stride(from: record.start, to: record.start + record.count, by: 2) {
                let key = links.base[Int(link)]
                let number = Int(records.base[Int(key)].key)
                guard lastMapping[number] != mapping else { continue }
                lastMapping[number] = mapping
                own += [key, links.base[Int(link) + 1]]
            }
        }
        records.base[Int(mapping)].start = links.count
        records.base[Int(mapping)].count = UInt32(truncatingIfNeeded: own.count)
        for link in own { links.append(link) }
        try add(own.count / 2, Int(records.base[Int(mapping)].line), Int(records.base[Int(mapping)].column))
    }

    private func notAMapping(_ source: UInt32) -> YAMLError {
        YAMLError("a merge key takes a mapping or a sequence of mappings", at: location(of: source))
    }
}
