/// Walks a document and reports each element when it ends: its path from the root and its own text.
///
/// Every S3 answer is a tree whose values sit in leaves, so a decoder is one closure over paths.
enum XMLLeafReader {
    /// Calls `visit` at each element's end, inner elements first.
    ///
    /// - Throws: ``XMLScannerError``; `.unexpectedContent` where the root is not `root`.
    static func read(
        _ bytes: [UInt8], root: String, visit: (_ path: [String], _ text: String) -> Void
    ) throws(XMLScannerError) {
        var scanner = try XMLScanner(bytes)
        var path: [String] = []
        var texts: [String] = []
        while let token = try scanner.next() {
            switch token {
            case .start(let name):
                guard !path.isEmpty || name == root else { throw .unexpectedContent }
                path.append(name)
                texts.append("")
            case .text(let text):
                if let last = texts.indices.last { texts[last] += text }
            case .end:
                visit(path, texts.popLast() ?? "")
                path.removeLast()
            }
        }
    }

    /// The name of the root element, or `nil` where the bytes are no XML; reads no further than the first tag.
    static func rootName(of bytes: [UInt8]) -> String? {
        guard var scanner = try? XMLScanner(bytes), case .start(let name)? = try? scanner.next() else { return nil }
        return name
    }
}
