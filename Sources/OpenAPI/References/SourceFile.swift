import YAML

/// One file of a document, with what is looked up in it over and over.
final class SourceFile {
    /// The file's number, 0 for the document itself.
    let number: Int
    /// What relative references in it are relative to.
    let base: String
    let root: YAMLNode
    /// The version of OpenAPI that the file says it is of, as a mask; nil for none, or for one that is not known.
    let version: UInt8?
    /// The word of each distinct key.
    let words: [Word]
    /// The numbers of the keys that Swift takes for another key, of other code points.
    let equivalentKeys: Set<Int>
    /// References that have been resolved.
    var resolved: [ExactName: ResolvedNode?] = [:]
    /// Those of them that are not written as they should be: what is wrong with them is told at each place.
    var inexact: Set<String> = []
    /// What vendor extensions are likely to mean, by the numbers of their keys.
    private var meantExtensions: [Int: VendorExtension?] = [:]
    /// Schemas with an identifier of their own, and names of places, by URI; found when first asked for.
    private(set) lazy var landmarks = Landmarks(self)

    /// - Parameters:
    ///   - uri: Where the file was found. One of OpenAPI 3.2 that says its own URI is called that, and its references start
    ///     there (OpenAPI 3.2, section 4.1.2.2).
    ///   - outer: The version of what refers to the file, for one that says none.
    init(number: Int, uri: String, root: YAMLNode, outer: UInt8 = 0) {
        self.number = number
        self.root = root
        version = root["openapi"]?.text.flatMap(DocumentParser.versionMask)
        let own = (version ?? outer) == 4 ? root["$self"]?.text : nil
        base = own.map { URIResolution.resolve($0, against: uri) } ?? uri
        let keys = root.documentKeys
        words = keys.map(Word.of)
        equivalentKeys = Self.equivalent(keys)
    }

    private static func equivalent(_ keys: [String]) -> Set<Int> {
        // A sign that is no ASCII may be equivalent to one that is, as that of Kelvin is to K.
        guard keys.contains(where: { !$0.utf8.allSatisfy { $0 < 0x80 } }) else { return [] }
        let groups = Dictionary(grouping: keys.indices) { keys[$0] }
        return Set(groups.values.filter { $0.count > 1 }.flatMap(\.self))
    }

    /// The vendor extension of this project that an entry is, or is likely to mean; nil for that of somebody else.
    func meantExtension(_ entry: YAMLEntry) -> VendorExtension? {
        if let known = meantExtensions[entry.keyNumber] { return known }
        let meant = VendorExtension.meant(by: entry.key)
        meantExtensions[entry.keyNumber] = .some(meant)
        return meant
    }

    /// What a pointer leads to, or where it ends.
    func find(_ tokens: [String], from start: YAMLNode) -> Finding {
        var current = start
        for (position, token) in tokens.enumerated() {
            if let next = current[token] {
                current = next
            } else if let index = Int(token), token.utf8.first != UInt8(ascii: "+"),
                current.elements.indices.contains(index)
            {
                current = current.elements[index]
            } else {
                return .end(current, before: position)
            }
        }
        return .node(current)
    }

    /// What was found of a pointer.
    enum Finding {
        /// What it leads to.
        case node(YAMLNode)
        /// The last thing that is there, and the position of the name that it does not have.
        case end(YAMLNode, before: Int)

        var node: YAMLNode? { if case .node(let node) = self { node } else { nil } }
    }
}

/// A node that a reference leads to, with the file that it is in.
struct ResolvedNode {
    var file: SourceFile
    var node: YAMLNode
    /// The schema resource that the node is in: its URI and its root.
    var resource: Resource
    /// The canonical pointer in its file, with its `#`.
    let pointer: String
    /// The kind of component that it is; nil for what is none.
    let component: ComponentKind?

    init(file: SourceFile, node: YAMLNode, resource: Resource, pointer: String) {
        (self.file, self.node, self.resource, self.pointer) = (file, node, resource, pointer)
        component = ComponentKind(pointer: pointer)
    }

    /// A value in this one, with the names that lead to it.
    func inner(_ node: YAMLNode, at names: some Sequence<String>) -> ResolvedNode {
        ResolvedNode(
            file: file, node: node, resource: resource, pointer: pointer + JSONPointer.fragment(names).dropFirst())
    }

    /// The name of the schema that it is under `components` of the document itself.
    var schemaName: String? {
        guard component == .schemas, file.number == 0, let slash = pointer.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            return nil
        }
        return JSONPointer.unescaped(pointer[pointer.index(after: slash)...])
    }

    /// `FILE#POINTER`, without the file in the document itself.
    var canonicalPointer: String { (file.number == 0 ? "" : file.base) + pointer }

    var id: Schema.ID { Schema.ID(file: file.number, node: node.number) }
}

/// A schema resource (JSON Schema 2020-12, section 4.3.5): what references without a file are relative to.
struct Resource {
    var base: String
    var root: YAMLNode
    /// The pointer to the root, with its `#`.
    var pointer: String
}

/// The places of a file that have names: `$id`, `$anchor` and `$dynamicAnchor`.
struct Landmarks {
    private(set) var resources: [String: Resource] = [:]
    private(set) var anchors: [String: (node: YAMLNode, pointer: String, resource: Resource)] = [:]

    init(_ file: SourceFile) {
        // Most documents have none.
        guard ["$id", "$anchor", "$dynamicAnchor"].contains(where: file.root.documentHas) else { return }
        var visited: Set<Int> = []
        visit(file.root, Resource(base: file.base, root: file.root, pointer: "#"), [], &visited)
    }

    private mutating func visit(_ node: YAMLNode, _ outer: Resource, _ path: [String], _ visited: inout Set<Int>) {
        guard node.shape != .scalar, visited.insert(node.number).inserted else { return }
        var resource = outer
        if let identifier = node["$id"]?.text {
            let base = URIResolution.resolve(identifier, against: outer.base)
            resource = Resource(base: base, root: node, pointer: JSONPointer.fragment(path))
            if resources[base] == nil { resources[base] = resource }
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            guard let name = node[keyword]?.text else { continue }
            let uri = "\(resource.base)#\(name)"
            if anchors[uri] == nil { anchors[uri] = (node, JSONPointer.fragment(path), resource) }
        }
        for entry in node.entries
        where !["example", "examples", "default", "const", "enum", "value"].contains(entry.key) {
            visit(entry.value, resource, path + [entry.key], &visited)
        }
        for (index, element) in node.elements.enumerated() {
            visit(element, resource, path + ["\(index)"], &visited)
        }
    }
}
