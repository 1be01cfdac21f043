/// Reads a JSON text (RFC 8259) and tells a builder what it holds.
///
/// Strings without escapes stay where they stand in the text; nothing is copied for them. Works on pointers, for it must
/// be fast in a debug build too.
struct JSONTextReader {
    /// The text in the builder's own buffer, with a zero byte behind it.
    private var bytes: UnsafePointer<UInt8>
    private let end: Int
    private let file: String
    private var position = 0
    private var line = 0
    private var lineStart = 0
    /// The bytes of the line so far that do not begin a Unicode scalar.
    private var continuations = 0

    /// Whether a text begins as a JSON object, array or string would, or with a comment, which JSON has not.
    static func begins(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while index < bytes.count, bytes[index] == 0x20 || (bytes[index] >= 0x09 && bytes[index] <= 0x0D) { index += 1 }
        guard index < bytes.count else { return false }
        return bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "[") || bytes[index] == 0x22
            || bytes[index] == UInt8(ascii: "/")
    }

    /// Reads a whole text.
    ///
    /// - Returns: Where and why the text is no JSON; nil when it is.
    /// - Throws: What is wrong with the document though it is JSON: a key that stands twice, or a bound.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, into builder: inout TreeBuilder
    ) throws(YAMLError) -> YAMLError? {
        guard let base = bytes.baseAddress, isUTF8(bytes) else {
            return YAMLError(
                "the text must be UTF-8", at: SourceLocation(file: builder.file, line: 1, column: 1))
        }
        _ = builder.keep(base, count: bytes.count)
        builder.keep(0)
        var reader = JSONTextReader(text: builder.text, of: builder.file, count: bytes.count)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            reader.position = 3
            reader.lineStart = 3
        }
        return try reader.document(&builder)
    }

    /// Whether bytes are UTF-8; no text is made of them.
    private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) else {
            return String(validating: bytes, as: UTF8.self) != nil
        }
        do {
            _ = try UTF8Span(validating: bytes.span)
            return true
        } catch {
            return false
        }
    }

    private init(text: ByteBuffer, of file: String, count: Int) {
        self.file = file
        bytes = UnsafePointer(text.base)
        end = count
    }

    private var column: Int { position - lineStart - continuations }

    /// Whether a comment begins here.
    private var isAtComment: Bool {
        let slash = UInt8(ascii: "/")
        return bytes[position] == slash && [slash, UInt8(ascii: "*")].contains(bytes[position + 1])
    }

    private func failure(_ message: String) -> YAMLError {
        YAMLError(
            isAtComment ? "JSON has no comments; leave it out" : message,
            at: SourceLocation(file: file, line: line + 1, column: column + 1))
    }

    /// What was meant as JSON and is told so, though YAML would take the comment for a part of a text.
    private func throwAtComment(isCertain: Bool) throws(YAMLError) {
        if isAtComment, isCertain || file.hasSuffix(".json") { throw failure("") }
    }

    private enum State {
        case value
        case firstElement
        case firstName
        case name
        case afterValue
    }

    private mutating func document(_ builder: inout TreeBuilder) throws(YAMLError) -> YAMLError? {
        /// One bit a level: whether it is an object.
        var levels: [Bool] = []
        var state = State.value
        while true {
            skipSpace()
            try throwAtComment(isCertain: levels.isEmpty || ![.value, .firstElement].contains(state))
            let byte = bytes[position]
            switch state {
            case .firstElement where byte == UInt8(ascii: "]"):
                try close(&levels, &builder)
                state = .afterValue
            case .value, .firstElement:
                if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                    let isObject = byte == UInt8(ascii: "{")
                    try builder.begin(isMapping: isObject, line: line, column: column)
                    levels.append(isObject)
                    position += 1
                    state = isObject ? .firstName : .firstElement
                    continue
                }
                if let error = try scalar(byte, &builder) { return error }
                state = .afterValue
            case .firstName where byte == UInt8(ascii: "}"):
                try close(&levels, &builder)
                state = .afterValue
            case .firstName, .name:
                guard byte == UInt8(ascii: "\"") else { return failure("a name in double quotes is expected") }
                if let error = try string(&builder) { return error }
                skipSpace()
                guard bytes[position] == UInt8(ascii: ":") else { return failure("':' is expected after a name") }
                position += 1
                state = .value
            case .afterValue:
                guard let isObject = levels.last else {
                    return position == end ? nil : failure("the text goes on after the document")
                }
                if byte == UInt8(ascii: ",") {
                    position += 1
                    state = isObject ? .name : .value
                } else if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    try close(&levels, &builder)
                } else {
                    return failure("',' or '\(isObject ? "}" : "]")' is expected")
                }
            }
        }
    }

    private mutating func close(_ levels: inout [Bool], _ builder: inout TreeBuilder) throws(YAMLError) {
        try builder.end()
        levels.removeLast()
        position += 1
    }

    private mutating func skipSpace() {
        while true {
            let byte = bytes[position]
            if byte == 0x20 || byte == 0x09 {
                position += 1
            } else if byte == 0x0A || (byte == 0x0D && bytes[position + 1] != 0x0A) {
                position += 1
                line += 1
                lineStart = position
                continuations = 0
            } else if byte == 0x0D {
                position += 1
            } else {
                return
            }
        }
    }

    private mutating func scalar(_ byte: UInt8, _ builder: inout TreeBuilder) throws(YAMLError) -> YAMLError? {
        if byte == UInt8(ascii: "\"") { return try string(&builder) }
        let start = position
        var index = position
        while Self.isBare(bytes[index]) { index += 1 }
        let count = index - start
        let isWord =
            switch (byte, count) {
            case (UInt8(ascii: "t"), 4): isWord("true")
            case (UInt8(ascii: "f"), 5): isWord("false")
            case (UInt8(ascii: "n"), 4): isWord("null")
            default: JSONNumber.isValid(bytes + start, count: count)
            }
        guard isWord else { return failure("a value is expected") }
        try builder.scalar(start: start, count: count, isPlain: true, line: line, column: column)
        position = index
        return nil
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A) || byte == 0x2B || byte == 0x2D || byte == 0x2E
            || byte == 0x45
    }

    private func isWord(_ word: StaticString) -> Bool {
        for index in 0..<word.utf8CodeUnitCount where bytes[position + index] != word.utf8Start[index] { return false }
        return true
    }

    private mutating func string(_ builder: inout TreeBuilder) throws(YAMLError) -> YAMLError? {
        let start = position
        let startColumn = column
        var index = position + 1
        var added = 0
        while true {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                continuations += added
                return try escapedString(from: start, startColumn: startColumn, &builder)
            }
            if byte < 0x20 {
                position = index
                return failure("a string ends with a quote on its own line")
            }
            if byte & 0xC0 == 0x80 { added += 1 }
            index += 1
        }
        try builder.scalar(
            start: start + 1, count: index - start - 1, isPlain: false, line: line, column: startColumn)
        continuations += added
        position = index + 1
        return nil
    }

    /// Reads a string again that holds an escape; its text goes behind the document's own.
    private mutating func escapedString(
        from start: Int, startColumn: Int, _ builder: inout TreeBuilder
    ) throws(YAMLError) -> YAMLError? {
        continuations = start - lineStart - startColumn
        let textStart = builder.text.count
        var index = start + 1
        var runStart = index
        while true {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { break }
            if byte < 0x20 {
                position = index
                return failure("a string ends with a quote on its own line")
            }
            if byte & 0xC0 == 0x80 { continuations += 1 }
            guard byte == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            builder.keepAgain(runStart..<index)
            // The buffer may have moved while it grew.
            bytes = UnsafePointer(builder.text.base)
            guard let length = JSONEscape.read(bytes + index, keep: { builder.keep($0) }) else {
                position = index
                return failure("there is no such escape in JSON")
            }
            bytes = UnsafePointer(builder.text.base)
            index += length
            runStart = index
        }
        builder.keepAgain(runStart..<index)
        bytes = UnsafePointer(builder.text.base)
        try builder.scalar(
            start: textStart, count: builder.text.count - textStart, isPlain: false, line: line, column: startColumn)
        position = index + 1
        return nil
    }
}
