/// Where the files of a document's references come from.
public struct DocumentFiles: Sendable {
    /// Files that stand for URLs, by the URL or by its beginning.
    public var mapping: [String: String]
    /// The absolute path of the folder that paths are relative to, by which two paths of one file are told; empty when
    /// it is not known.
    public var folder: String
    /// Reads a file by its path; nil when there is none.
    public var read: @Sendable (String) -> [UInt8]?

    /// Says where files come from.
    ///
    /// - Parameters:
    ///   - mapping: Files that stand for URLs. A URL that ends with a slash stands for all that begin with it.
    ///   - folder: The absolute path of the folder that paths are relative to.
    ///   - read: Reads a file by its path, relative to the same folder as the document's own; nil when there is none.
    public init(
        mapping: [String: String] = [:], folder: String = "", read: @escaping @Sendable (String) -> [UInt8]?
    ) {
        self.mapping = mapping
        self.folder = folder
        self.read = read
    }

    /// No file but the document itself.
    public static let none = DocumentFiles { _ in nil }

    /// What all paths of one file have in common.
    func identity(of path: String) -> String {
        URIResolution.scheme(of: path) == nil
            ? URIResolution.removingDots(path.hasPrefix("/") || folder.isEmpty ? path : "\(folder)/\(path)") : path
    }

    /// The path of the file that a URI stands for; nil for a URL that nothing is mapped to.
    func path(for uri: String) -> String? {
        if let file = mapping[uri] { return file }
        let prefixes = mapping.keys.filter { $0.hasSuffix("/") && uri.hasPrefix($0) }
        if let prefix = prefixes.max(by: { $0.utf8.count < $1.utf8.count }), let folder = mapping[prefix] {
            return (folder.hasSuffix("/") ? folder : folder + "/") + uri.dropFirst(prefix.count)
        }
        if uri.hasPrefix("file://") { return JSONPointer.percentDecoded(String(uri.dropFirst(7))) }
        return URIResolution.scheme(of: uri) == nil ? JSONPointer.percentDecoded(uri) : nil
    }
}
