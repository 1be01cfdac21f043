/// Resolves references against a base (RFC 3986, section 5.2), where both may be paths of files.
enum URIResolution {
    /// The absolute form of a reference, without its fragment.
    static func resolve(_ reference: String, against base: String) -> String {
        let reference = withoutFragment(reference)
        if reference.isEmpty { return withoutFragment(base) }
        if scheme(of: reference) != nil { return reference }
        let authorityEnd = authorityEnd(of: base)
        let authority = base[..<authorityEnd]
        if reference.hasPrefix("//") { return (scheme(of: base).map { "\($0):" } ?? "") + reference }
        if reference.hasPrefix("/") { return authority + removingDots(reference) }
        let path = withoutQuery(String(base[authorityEnd...]))
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? (authority.isEmpty ? "" : "/")
        return authority + removingDots(folder + reference)
    }

    /// A reference that leads to a URI from a base, without a fragment: the URI itself where they have no folder in common.
    static func relative(_ uri: String, to base: String) -> String {
        let (end, baseEnd) = (authorityEnd(of: uri), authorityEnd(of: base))
        guard uri[..<end] == base[..<baseEnd], uri[end...].hasPrefix("/") == base[baseEnd...].hasPrefix("/") else {
            return uri
        }
        let target = removingDots(String(uri[end...])).split(separator: "/", omittingEmptySubsequences: false)
        let folder = removingDots(withoutQuery(String(base[baseEnd...])))
            .split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let shared = zip(target.dropLast(), folder).prefix { $0 == $1 }.count
        // Nothing leads back to a folder that has no name.
        guard !folder.dropFirst(shared).contains("..") else { return uri }
        let path = (Array(repeating: "..", count: folder.count - shared) + target.dropFirst(shared)).joined(
            separator: "/")
        return scheme(of: path) == nil ? path : "./" + path
    }

    static func withoutFragment(_ text: String) -> String {
        text.firstIndex(of: "#").map { String(text[..<$0]) } ?? text
    }

    private static func withoutQuery(_ text: String) -> String {
        text.firstIndex(of: "?").map { String(text[..<$0]) } ?? text
    }

    /// The scheme of a URI; a single letter is none, but the drive of a path.
    static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon]
        guard scheme.utf8.count > 1, let first = scheme.utf8.first, isLetter(first),
            scheme.utf8.allSatisfy({
                isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
            })
        else { return nil }
        return String(scheme)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A)
    }

    private static func authorityEnd(of base: String) -> String.Index {
        guard let scheme = scheme(of: base) else { return base.startIndex }
        let rest = base[base.index(base.startIndex, offsetBy: scheme.count + 1)...]
        guard rest.hasPrefix("//") else { return rest.startIndex }
        return rest.dropFirst(2).firstIndex(of: "/") ?? base.endIndex
    }

    static func removingDots(_ path: String) -> String {
        var parts: [Substring] = []
        let isAbsolute = path.hasPrefix("/")
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { parts.append("") }
            case "..":
                if let last = parts.last, last != "..", !(isAbsolute && parts.count == 1) {
                    parts.removeLast()
                } else if !isAbsolute {
                    parts.append(segment)
                }
                if isLast { parts.append("") }
            default: parts.append(segment)
            }
        }
        return parts.joined(separator: "/")
    }
}
