import Foundation

/// Brings a header into the form in which headers are compared: lower case, no accents, words with single spaces.
enum HeaderName {
    /// `"  Date d’opération (UTC)"` becomes `"date d operation utc"`.
    static func normalised(_ header: String) -> String {
        var words = String.UnicodeScalarView()
        var needsSpace = false
        for scalar in header.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                needsSpace = !words.isEmpty
                continue
            }
            if needsSpace {
                words.append(" ")
                needsSpace = false
            }
            words.append(contentsOf: (letters[scalar] ?? String(scalar)).unicodeScalars)
        }
        return String(words)
    }

    /// Letters that Unicode doesn't take apart into a base and an accent.
    private static let letters: [Unicode.Scalar: String] = [
        "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    ]
}
