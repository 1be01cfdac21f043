/// Matches an expression with backreferences, by the engine of the standard library, which goes back over the text.
struct BacktrackingMatcher: @unchecked Sendable {
    // Sendable by proof: the expression is compiled from text alone, so it holds no closure, and it is never changed
    // after initialisation; matching reads it only.
    private let regex: Regex<AnyRegexOutput>

    init(_ root: Node) throws(RegularExpressionError) {
        var translation = SwiftTranslation()
        let text = try translation.text(of: root)
        do {
            regex = try Regex(text).matchingSemantics(.unicodeScalar).asciiOnlyWordCharacters()
                .wordBoundaryKind(.simple)
        } catch {
            throw RegularExpressionError(reason: "an expression with a backreference cannot be run", offset: nil)
        }
    }

    func matches(_ text: String) -> Bool {
        (try? regex.firstMatch(in: text)) ?? nil != nil
    }
}
