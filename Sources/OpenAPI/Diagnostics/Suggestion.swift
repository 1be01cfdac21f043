/// Finds the word that a misspelled one was meant to be.
enum Suggestion {
    /// The nearest of some words, if it is near enough to be meant: at most a third of the letters differ.
    static func nearest(to word: String, among words: some Sequence<String>) -> String? {
        let best = words.map { ($0, distance(word, $0)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let best, best.1 <= max(1, word.count / 3) else { return nil }
        return best.0
    }

    /// The Levenshtein distance of two words, without regard to case.
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased().unicodeScalars)
        let right = Array(right.lowercased().unicodeScalars)
        var row = Array(0...right.count)
        for (index, scalar) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let substituted = diagonal + (scalar == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
