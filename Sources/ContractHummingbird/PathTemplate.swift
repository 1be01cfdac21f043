import Hummingbird

/// A path template of a contract, and how the values of its parameters are found.
///
/// The router knows parameters that fill a segment, by one name at one place. A contract has more: several parameters in
/// a segment, text between them, two operations that call the same place by different names. So the router takes every
/// segment with a parameter as a whole, named by its place, and the template finds its parameters in it.
struct PathTemplate: Sendable {
    /// The template for the router.
    let routerPath: String
    /// How much of it is text; of two templates that a path fits the one with more text is meant.
    let precision: Int
    private let segments: [Segment]

    private struct Segment: Sendable {
        /// What the router calls the segment.
        let captured: String
        /// The text before the first parameter.
        let prefix: Substring
        /// Each parameter with the text after it.
        let parameters: [(name: String, suffix: Substring)]
    }

    init(_ template: String) {
        var segments: [Segment] = []
        var precision = 0
        let parts = template.split(separator: "/", omittingEmptySubsequences: false).enumerated().map {
            (number, part) -> String in
            guard let segment = Self.segment(part, captured: "p\(number)") else {
                precision += part.count
                return String(part)
            }
            precision += segment.prefix.count + segment.parameters.reduce(0) { $0 + $1.suffix.count }
            segments.append(segment)
            return "{\(segment.captured)}"
        }
        routerPath = parts.joined(separator: "/")
        self.precision = precision
        self.segments = segments
    }

    private static func segment(_ part: Substring, captured: String) -> Segment? {
        let pieces = part.split(separator: "{", omittingEmptySubsequences: false)
        let parameters = pieces.dropFirst().compactMap { piece -> (name: String, suffix: Substring)? in
            piece.firstIndex(of: "}").map { (String(piece[..<$0]), piece[piece.index(after: $0)...]) }
        }
        guard !parameters.isEmpty else { return nil }
        return Segment(captured: captured, prefix: pieces[0], parameters: parameters)
    }

    /// The values of the parameters as they were sent; nil when a segment has not the text that the template has.
    func values(in captured: Parameters) -> [String: String]? {
        var values: [String: String] = [:]
        for segment in segments {
            guard var rest = captured.get(segment.captured)?[...], rest.hasPrefix(segment.prefix) else { return nil }
            rest = rest.dropFirst(segment.prefix.count)
            for (number, parameter) in segment.parameters.enumerated() {
                guard
                    let (value, next) = Self.split(
                        rest, before: parameter.suffix, isLast: number == segment.parameters.count - 1)
                else { return nil }
                values[parameter.name] = String(value)
                rest = next
            }
        }
        return values
    }

    /// Takes a value off a text: up to the first place where the text after it stands, or all but that at the end.
    private static func split(
        _ text: Substring, before suffix: Substring, isLast: Bool
    ) -> (value: Substring, rest: Substring)? {
        if isLast {
            guard text.hasSuffix(suffix), text.count > suffix.count else { return nil }
            return (text.dropLast(suffix.count), "")
        }
        guard let first = text.indices.dropFirst().first(where: { text[$0...].hasPrefix(suffix) }) else { return nil }
        return (text[..<first], text[first...].dropFirst(suffix.count))
    }
}
