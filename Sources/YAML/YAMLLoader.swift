/// Loads one YAML (or JSON) document into a tree of nodes with their places.
///
/// A text that begins as JSON is read as JSON (RFC 8259), which is faster and knows surrogate pairs; if it is none after
/// all, and everything else, is read as YAML through libyaml.
///
/// Bounded against hostile input: a depth of 200 and 2,000,000 nodes, both after aliases have been replaced, so that a
/// few lines of nested aliases can fill neither the memory nor the stack.
public struct YAMLLoader {
    /// The deepest nesting that is read.
    public static let maximumDepth = 200
    /// The most nodes that a document may hold once aliases have been replaced.
    public static let maximumNodes = 2_000_000
    /// The longest text that is read, in bytes.
    public static let maximumBytes = 1 << 30

    /// Reads a text that holds exactly one document.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - file: The name that locations carry.
    /// - Returns: The root of the tree.
    /// - Throws: The first thing that is wrong, with its place.
    public static func load(_ bytes: [UInt8], file: String) throws(YAMLError) -> YAMLNode {
        try checkSize(of: bytes, file: file)
        var result: Result<YAMLNode, YAMLError>?
        bytes.withUnsafeBufferPointer { buffer in
            do throws(YAMLError) {
                result = .success(try load(buffer, file: file))
            } catch {
                result = .failure(error)
            }
        }
        guard let result else {
            throw YAMLError("the document is empty", at: SourceLocation(file: file, line: 1, column: 1))
        }
        return try result.get()
    }

    /// Reads a text that must be JSON (RFC 8259).
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - file: The name that locations carry.
    /// - Returns: The root of the tree.
    /// - Throws: The first thing that is wrong, with its place.
    public static func loadJSON(_ bytes: [UInt8], file: String) throws(YAMLError) -> YAMLNode {
        try checkSize(of: bytes, file: file)
        let start = SourceLocation(file: file, line: 1, column: 1)
        var builder = TreeBuilder(file: file, byteCount: bytes.count)
        var failure: YAMLError? = YAMLError("the text is empty", at: start)
        bytes.withUnsafeBufferPointer { buffer in
            do throws(YAMLError) {
                failure = try JSONTextReader.read(buffer, into: &builder)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        guard let storage = builder.finish() else { throw YAMLError("the text is empty", at: start) }
        return YAMLNode(storage, storage.root)
    }

    private static func checkSize(of bytes: [UInt8], file: String) throws(YAMLError) {
        guard bytes.count <= maximumBytes else {
            throw YAMLError(
                "the text is longer than \(maximumBytes) bytes", at: SourceLocation(file: file, line: 1, column: 1))
        }
    }

    private static func load(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(YAMLError) -> YAMLNode {
        var syntaxError: YAMLError?
        if JSONTextReader.begins(bytes) {
            var builder = TreeBuilder(file: file, byteCount: bytes.count)
            syntaxError = try JSONTextReader.read(bytes, into: &builder)
            if syntaxError == nil, let storage = builder.finish() { return YAMLNode(storage, storage.root) }
        }
        var builder = TreeBuilder(file: file, byteCount: bytes.count)
        do throws(YAMLError) {
            // libyaml counts a byte order mark as a column, so that the lines below seem to stand further out.
            let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
            try EventReader.read(hasMark ? UnsafeBufferPointer(rebasing: bytes.dropFirst(3)) : bytes, into: &builder)
        } catch {
            // Someone who writes JSON is told what is wrong with it as JSON.
            if let syntaxError, file.hasSuffix(".json"), !error.message.contains("UTF-8") { throw syntaxError }
            throw error
        }
        guard let storage = builder.finish() else {
            throw YAMLError("the document is empty", at: SourceLocation(file: file, line: 1, column: 1))
        }
        return YAMLNode(storage, storage.root)
    }
}
