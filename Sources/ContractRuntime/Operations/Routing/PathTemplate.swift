/// A path template of a contract (OpenAPI 3.2, section 4.8.2): segments of text, of parameters, and of both.
struct PathTemplate: Sendable {
    /// One segment: text, or parameters with text around them.
    struct Segment: Sendable {
        /// The text before the first parameter: read where there is none, as a path that was sent has it where there is.
        let prefix: String
        /// Each parameter with the text after it.
        let parameters: [(name: String, suffix: String)]

        /// How much of it is text; of two that a segment fits the one with more text is meant.
        var precision: Int {
            prefix.utf8.count + parameters.reduce(0) { $0 + $1.suffix.utf8.count }
        }

        /// Whether two differ in the names of their parameters alone.
        func hasText(of other: Segment) -> Bool {
            prefix == other.prefix && parameters.map(\.suffix) == other.parameters.map(\.suffix)
        }
    }

    /// The template as the contract has it.
    let text: String
    let segments: [Segment]
    let endsWithSlash: Bool

    init(_ text: String) {
        self.text = text
        segments = text.split(separator: "/").map(Segment.init)
        endsWithSlash = text.utf8.last == UInt8(ascii: "/")
    }

    var hasParameters: Bool { segments.contains { !$0.parameters.isEmpty } }

    /// The values of the parameters in a path that fits.
    func values(in sent: [PathSegment]) -> [String: String] {
        var values: [String: String] = [:]
        for (segment, sent) in zip(segments, sent) where !segment.parameters.isEmpty {
            values.merge(segment.values(in: sent) ?? [:]) { _, last in last }
        }
        return values
    }
}

extension PathTemplate.Segment {
    init(_ part: Substring) {
        let pieces = part.split(separator: "{", omittingEmptySubsequences: false)
        let parameters = pieces.dropFirst().compactMap { piece -> (name: String, suffix: String)? in
            piece.firstIndex(of: "}").map {
                (String(piece[..<$0]), PathSegment.encoded(String(piece[piece.index(after: $0)...])))
            }
        }
        self.parameters = parameters
        prefix =
            parameters.isEmpty
            ? PercentEncoding.decode(part.utf8) : PathSegment.encoded(String(pieces.first ?? ""))
    }

    /// The values of the parameters as they were sent; nil when a segment has not the text that the template has, be it
    /// escaped where it need not be.
    func values(in sent: PathSegment) -> [String: String]? {
        values(in: sent.encoded) ?? values(in: sent.normalized)
    }

    private func values(in sent: String) -> [String: String]? {
        var values: [String: String] = [:]
        guard var rest = sent.utf8.droppingPrefix(prefix) else { return nil }
        for (number, parameter) in parameters.enumerated() {
            guard
                let (value, next) = Self.split(
                    rest, before: parameter.suffix.utf8, isLast: number == parameters.count - 1)
            else { return nil }
            values[parameter.name] = String(Substring(value))
            rest = next
        }
        return values
    }

    /// Takes a value off a text: up to the first place where the text after it stands, or all but that at the end.
    private static func split(
        _ text: Substring.UTF8View, before suffix: String.UTF8View, isLast: Bool
    ) -> (value: Substring.UTF8View, rest: Substring.UTF8View)? {
        if isLast {
            let count = text.count - suffix.count
            guard count > 0, text.suffix(suffix.count).elementsEqual(suffix) else { return nil }
            return (text.prefix(count), text.suffix(0))
        }
        guard let first = text.indices.dropFirst().first(where: { text[$0...].starts(with: suffix) }) else {
            return nil
        }
        return (text[..<first], text[first...].dropFirst(suffix.count))
    }
}

extension String.UTF8View {
    fileprivate func droppingPrefix(_ prefix: String) -> Substring.UTF8View? {
        starts(with: prefix.utf8) ? self[...].dropFirst(prefix.utf8.count) : nil
    }
}
