/// The words of a name in one, for names of nothing but ASCII: the same as `SwiftName` makes of any name by its characters,
/// many times as fast. Nearly all names of documents are such.
struct ASCIIName {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var text: [UInt8] = []

    /// The words, each capitalised, or the first in lower case for members; nil for a name that has other characters. A name
    /// without a letter or a digit is empty.
    static func joined(_ name: String, lowersFirst: Bool) -> String? {
        var name = name
        return name.withUTF8 { bytes in
            for byte in bytes where byte >= 0x80 { return nil }
            var name = ASCIIName(bytes)
            name.write(lowersFirst)
            return String(decoding: name.text, as: UTF8.self)
        }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        text.reserveCapacity(bytes.count + 8)
    }

    private mutating func write(_ lowersFirst: Bool) {
        if bytes.count > 1, Self.isDigit(bytes[1]), bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
            let sign: StaticString =
                switch (bytes[0] == UInt8(ascii: "-"), lowersFirst) {
                case (true, true): "minus"
                case (true, false): "Minus"
                case (false, true): "plus"
                case (false, false): "Plus"
                }
            sign.withUTF8Buffer { text += $0 }
        }
        while let word = nextWord() {
            if let last = text.last, Self.isDigit(last), Self.isDigit(bytes[word.lowerBound]) {
                text.append(UInt8(ascii: "_"))
            }
            let isFirst = text.isEmpty
            let isInitialism = Self.isInitialism(bytes, word)
            for index in word {
                let isUpper = !(isFirst && lowersFirst) && (isInitialism || index == word.lowerBound)
                text.append(isUpper ? Self.uppercased(bytes[index]) : Self.lowercased(bytes[index]))
            }
        }
    }

    /// The next word: letters and digits up to anything else, or up to where an upper-case letter begins another.
    private mutating func nextWord() -> Range<Int>? {
        while position < bytes.count, !Self.isLetter(bytes[position]), !Self.isDigit(bytes[position]) { position += 1 }
        guard position < bytes.count else { return nil }
        let start = position
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            guard Self.isLetter(byte) || Self.isDigit(byte) else { break }
            if Self.isUpper(byte) {
                let endsInitials = position + 1 < bytes.count && Self.isLower(bytes[position + 1])
                if !Self.isUpper(bytes[position - 1]) || endsInitials { break }
            }
            position += 1
        }
        return start..<position
    }

    private static func isInitialism(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
        guard word.count > 1, word.count <= longestInitialism else { return false }
        return initialisms.contains(word.reduce(0) { $0 << 8 | UInt64(lowercased(bytes[$1])) })
    }

    /// The initialisms, each with its bytes in one number.
    private static let initialisms = Set(
        SwiftName.initialisms.filter { $0.utf8.count <= 8 }.map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1) } })
    private static let longestInitialism = min(SwiftName.initialisms.map(\.utf8.count).max() ?? 0, 8)

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
    private static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
    private static func isLetter(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
    private static func lowercased(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }
    private static func uppercased(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte & 0xDF : byte }
}
