/// Tells which number formats show a number as a date or a time.
enum NumberFormat {
    /// Whether a built-in format does (ECMA-376 part 1, 18.8.30); 27 to 36 and 50 to 58 do in East Asian versions.
    static func isDate(builtIn identifier: Int) -> Bool {
        switch identifier {
        case 14...22, 27...36, 45...47, 50...58: true
        default: false
        }
    }

    /// Whether a format code does: its first section has a d, m, y or h that isn't quoted, escaped or in brackets.
    ///
    /// `General` has none of them. An elapsed time in brackets, `[h]`, is one as well.
    static func isDate(code: String) -> Bool {
        var isQuoted = false
        var skips = false
        var bracket: String?
        for character in code.unicodeScalars {
            if skips {
                skips = false
            } else if isQuoted {
                isQuoted = character != "\""
            } else if let content = bracket {
                guard character == "]" else {
                    // A colour, a condition or a currency is of no interest.
                    bracket = content.count < 8 ? content + String(character) : content
                    continue
                }
                if !content.isEmpty, content.lowercased().allSatisfy({ $0 == "h" || $0 == "m" || $0 == "s" }) {
                    return true
                }
                bracket = nil
            } else {
                switch character {
                case "\"": isQuoted = true
                case "[": bracket = ""
                // The next character is shown as it is, repeated, or left out as a space.
                case "\\", "_", "*": skips = true
                case ";": return false
                case "d", "D", "m", "M", "y", "Y", "h", "H": return true
                default: break
                }
            }
        }
        return false
    }
}
