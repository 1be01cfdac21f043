/// Finds the word that a misspelled one was meant to be.
public enum Suggestion {
    /// The nearest of some words, if it is near enough to be meant: at most a third of the letters differ.
    public static func nearest(to word: String, among words: some Sequence<String>) -> String? {
        // A long word is no misspelled one, and comparing many would take long.
        let length = word.unicodeScalars.count
        let limit = max(1, length / 3)
        guard length <= 100 else { return nil }
        let near = words.prefix(1_000).filter { abs($0.unicodeScalars.count - length) <= limit }
        let best = near.map { ($0, distance(word, $0)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let best, best.1 <= limit else { return nil }
        return best.0
    }

    /// The Levenshtein distance of two words, without regard to case; two letters that changed places count once.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased().unicodeScalars)
        let right = Array(right.lowercased().unicodeScalars)
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (index, scalar) in left.enumerated() {
            var row = [index + 1]
            for (column, other) in right.enumerated() {
                var cost = min(last[column] + (scalar == other ? 0 : 1), row[column] + 1, last[column + 1] + 1)
                if index > 0, column > 0, scalar == right[column - 1], left[index - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
