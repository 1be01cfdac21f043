/// Swift sources without what is no code in them.
struct SwiftCode {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    private init(_ source: String) { scalars = Array(source.unicodeScalars) }

    /// A source with spaces instead of its comments, which may stand in each other, and its literals of text.
    static func code(of source: String) -> String {
        var scanner = SwiftCode(source)
        var result = String.UnicodeScalarView()
        while scanner.index < scanner.scalars.count {
            let start = scanner.index
            if scanner.skipComment() || scanner.skipText() {
                result.append(" ")
            } else {
                result.append(contentsOf: scanner.scalars[start...].prefix(1))
                scanner.index = start + 1
            }
        }
        return String(result)
    }

    private func has(_ text: String) -> Bool { scalars.dropFirst(index).starts(with: text.unicodeScalars) }

    private mutating func skip(_ text: String) -> Bool {
        guard has(text) else { return false }
        index += text.unicodeScalars.count
        return true
    }

    private mutating func skipComment() -> Bool {
        if has("//") {
            index += scalars.dropFirst(index).prefix { $0 != "\n" }.count
            return true
        }
        guard skip("/*") else { return false }
        var depth = 1
        while depth > 0, index < scalars.count {
            if skip("/*") {
                depth += 1
            } else if skip("*/") {
                depth -= 1
            } else {
                index += 1
            }
        }
        return true
    }

    /// Skips a literal of text or a regular expression, whose delimiters and escapes may have number signs.
    private mutating func skipText() -> Bool {
        let signs = String(repeating: "#", count: scalars.dropFirst(index).prefix { $0 == "#" }.count)
        let start = index
        index += signs.count
        if !signs.isEmpty, skip("/") {
            while index < scalars.count, !skip("/" + signs) { index += has("\\") ? 2 : 1 }
            return true
        }
        let isLong = has("\"\"\"")
        guard skip(isLong ? "\"\"\"" : "\"") else {
            index = start
            return false
        }
        let end = (isLong ? "\"\"\"" : "\"") + signs
        let escape = "\\" + signs
        while index < scalars.count, !skip(end) {
            if skip(escape + "(") {
                skipInterpolation()
            } else if skip(escape) {
                index += 1
            } else if !isLong, has("\n") {
                return true
            } else {
                index += 1
            }
        }
        return true
    }

    /// Skips what stands in a literal and is code, which may have parentheses, comments and literals of its own.
    private mutating func skipInterpolation() {
        var depth = 1
        while depth > 0, index < scalars.count {
            if skip("(") {
                depth += 1
            } else if skip(")") {
                depth -= 1
            } else if !skipComment(), !skipText() {
                index += 1
            }
        }
    }
}
