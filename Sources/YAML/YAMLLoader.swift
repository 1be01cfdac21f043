/// Loads one YAML (or JSON) document into a tree of nodes with their places.
///
/// Bounded against hostile input: a depth of 200 and 2,000,000 nodes, both after aliases have been replaced, so that a
/// few lines of nested aliases can fill neither the memory nor the stack.
public struct YAMLLoader {
    /// The deepest nesting that is read.
    public static let maximumDepth = 200
    /// The most nodes that a document may hold once aliases have been replaced.
    public static let maximumNodes = 2_000_000

    private let stream: EventStream
    private let file: String
    private var anchors: [String: (node: YAMLNode, count: Int, height: Int)] = [:]
    private var count = 0
    /// The deepest level of the anchored values that are being read.
    private var deepest = 0

    private init(_ bytes: [UInt8], file: String) throws(YAMLError) {
        stream = try EventStream(bytes, file: file)
        self.file = file
    }

    /// Reads a text that holds exactly one document.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - file: The name that locations carry.
    /// - Returns: The root of the tree.
    /// - Throws: The first thing that is wrong, with its place.
    public static func load(_ bytes: [UInt8], file: String) throws(YAMLError) -> YAMLNode {
        var loader = try YAMLLoader(bytes, file: file)
        return try loader.document()
    }

    private mutating func document() throws(YAMLError) -> YAMLNode {
        let first = try stream.next()
        guard case .documentStart = first.event else {
            throw YAMLError("the document is empty", at: SourceLocation(file: file, line: 1, column: 1))
        }
        let (event, location) = try stream.next()
        let root = try node(event, at: location, depth: 0)
        _ = try stream.next()
        let last = try stream.next()
        guard case .streamEnd = last.event else {
            throw YAMLError("a second document begins; put one document in one file", at: last.location)
        }
        return root
    }

    private mutating func node(
        _ event: EventStream.Event, at location: SourceLocation, depth: Int
    ) throws(YAMLError) -> YAMLNode {
        try descend(to: depth, at: location)
        let before = count
        let outer = deepest
        deepest = depth
        defer { deepest = max(outer, deepest) }
        try add(1, at: location)
        switch event {
        case .alias(let name):
            guard let anchor = anchors[name] else {
                throw YAMLError("the alias *\(name) has no anchor before it", at: location)
            }
            try add(anchor.count, at: location)
            try descend(to: depth + anchor.height, at: location)
            deepest = depth + anchor.height
            return anchor.node
        case .scalar(let text, let isPlain, let tag, let anchor):
            let plain = isPlain && tag != "tag:yaml.org,2002:str" && tag != "!"
            let result = YAMLNode(.scalar(YAMLScalar(text: text, isPlain: plain)), at: location)
            return remember(result, as: anchor, since: before, depth: depth)
        case .sequenceStart(let anchor):
            var nodes: [YAMLNode] = []
            while true {
                let (event, location) = try stream.next()
                if case .sequenceEnd = event { break }
                nodes.append(try node(event, at: location, depth: depth + 1))
            }
            return remember(YAMLNode(.sequence(nodes), at: location), as: anchor, since: before, depth: depth)
        case .mappingStart(let anchor):
            let entries = try mapping(depth: depth)
            return remember(YAMLNode(.mapping(entries), at: location), as: anchor, since: before, depth: depth)
        case .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
            throw YAMLError("a value is missing", at: location)
        }
    }

    private mutating func mapping(depth: Int) throws(YAMLError) -> [YAMLEntry] {
        var entries: [YAMLEntry] = []
        var places: [String: SourceLocation] = [:]
        var merged: [YAMLEntry] = []
        while true {
            let (event, location) = try stream.next()
            if case .mappingEnd = event { break }
            guard let key = try node(event, at: location, depth: depth + 1).scalar else {
                throw YAMLError("a key must be a scalar", at: location)
            }
            let (valueEvent, valueLocation) = try stream.next()
            let value = try node(valueEvent, at: valueLocation, depth: depth + 1)
            if key.text == "<<", case .scalar(_, true, _, _) = event {
                merged += try mergeSources(value)
                continue
            }
            if let first = places[key.text] {
                throw YAMLError(
                    "the key '\(key.text)' stands twice; the first is at line \(first.line), column \(first.column)",
                    at: location)
            }
            places[key.text] = location
            entries.append(YAMLEntry(key: key.text, keyLocation: location, value: value))
        }
        for entry in merged where places[entry.key] == nil {
            places[entry.key] = entry.keyLocation
            entries.append(entry)
        }
        return entries
    }

    /// The entries that a merge key brings (YAML 1.1, https://yaml.org/type/merge.html); earlier sources win.
    private func mergeSources(_ node: YAMLNode) throws(YAMLError) -> [YAMLEntry] {
        if let entries = node.mapping { return entries }
        var result: [YAMLEntry] = []
        for source in node.sequence ?? [] {
            guard let entries = source.mapping else {
                throw YAMLError("a merge key takes a mapping or a sequence of mappings", at: source.location)
            }
            result += entries
        }
        guard node.sequence != nil else {
            throw YAMLError("a merge key takes a mapping or a sequence of mappings", at: node.location)
        }
        return result
    }

    private mutating func remember(
        _ node: YAMLNode, as anchor: String?, since before: Int, depth: Int
    ) -> YAMLNode {
        if let anchor { anchors[anchor] = (node, count - before, deepest - depth) }
        return node
    }

    private func descend(to depth: Int, at location: SourceLocation) throws(YAMLError) {
        guard depth <= Self.maximumDepth else {
            throw YAMLError("the document is nested deeper than \(Self.maximumDepth) levels", at: location)
        }
    }

    private mutating func add(_ nodes: Int, at location: SourceLocation) throws(YAMLError) {
        count += nodes
        guard count <= Self.maximumNodes else {
            throw YAMLError(
                "the document holds more than \(Self.maximumNodes) values once its aliases are replaced", at: location)
        }
    }
}
