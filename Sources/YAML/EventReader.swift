import CYAML

/// Reads a YAML text through libyaml and tells a builder what it holds.
///
/// The only place that touches libyaml.
struct EventReader {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    private let bytes: UnsafeBufferPointer<UInt8>
    private let file: String
    /// Where lines begin, for a text in which libyaml sees more lines than editors do.
    private let lines: LineStarts?

    /// Reads a text that holds exactly one document.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, into builder: inout TreeBuilder) throws(YAMLError) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        defer {
            event.deallocate()
            parser.deallocate()
        }
        let start = SourceLocation(file: builder.file, line: 1, column: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            throw YAMLError("the YAML parser cannot start", at: start)
        }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
        let reader = EventReader(
            parser: parser, event: event, bytes: bytes, file: builder.file, lines: LineStarts(bytes))
        try reader.document(start, &builder)
    }

    private func document(_ start: SourceLocation, _ builder: inout TreeBuilder) throws(YAMLError) {
        var documents = 0
        while true {
            guard yaml_parser_parse(parser, event) == 1 else { throw failure() }
            let type = event.pointee.type
            if type == YAML_DOCUMENT_START_EVENT {
                documents += 1
                if documents > 1 {
                    let place = location(event.pointee.start_mark)
                    yaml_event_delete(event)
                    throw YAMLError("a second document begins; put one document in one file", at: place)
                }
            }
            do throws(YAMLError) {
                try tell(type, &builder)
            } catch {
                yaml_event_delete(event)
                throw error
            }
            yaml_event_delete(event)
            if type == YAML_STREAM_END_EVENT { break }
        }
        if documents == 0 { throw YAMLError("the document is empty", at: start) }
    }

    private func tell(_ type: yaml_event_type_t, _ builder: inout TreeBuilder) throws(YAMLError) {
        let (line, column) = place(event.pointee.start_mark)
        switch type {
        case YAML_SCALAR_EVENT:
            let scalar = event.pointee.data.scalar
            var isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            if let tag = scalar.tag { isPlain = isPlain && !Self.makesString(tag) }
            guard let value = scalar.value else { return }
            let start = builder.keep(value, count: scalar.length)
            try builder.scalar(
                start: start, count: scalar.length, isPlain: isPlain, line: line, column: column,
                anchor: string(scalar.anchor))
        case YAML_SEQUENCE_START_EVENT:
            try builder.begin(
                isMapping: false, line: line, column: column,
                anchor: string(event.pointee.data.sequence_start.anchor))
        case YAML_MAPPING_START_EVENT:
            try builder.begin(
                isMapping: true, line: line, column: column, anchor: string(event.pointee.data.mapping_start.anchor))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try builder.end()
        case YAML_ALIAS_EVENT:
            try builder.alias(string(event.pointee.data.alias.anchor) ?? "", line: line, column: column)
        default: break
        }
    }

    private func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let pointer else { return nil }
        return String(cString: pointer)
    }

    private static func makesString(_ tag: UnsafeMutablePointer<yaml_char_t>) -> Bool {
        let tag = String(cString: tag)
        return tag == "tag:yaml.org,2002:str" || tag == "!"
    }

    private func location(_ mark: yaml_mark_t) -> SourceLocation {
        let (line, column) = place(mark)
        return SourceLocation(file: file, line: line + 1, column: column + 1)
    }

    /// The place of a mistake. That of one at the end of a text without a last line feed is a line that is not there.
    private func placeOfMistake(_ mark: yaml_mark_t) -> SourceLocation {
        let count = bytes.count { $0 == 0x0A }
        guard bytes.last != 0x0A, place(mark).line > count else { return location(mark) }
        let last = bytes.reversed().prefix { $0 != 0x0A }
        let column = last.count { $0 & 0xC0 != 0x80 }
        return SourceLocation(file: file, line: count + 1, column: column + 1)
    }

    /// The line and the column of a mark, from 0.
    private func place(_ mark: yaml_mark_t) -> (line: Int, column: Int) {
        lines?.place(of: Int(clamping: mark.index)) ?? (Int(clamping: mark.line), Int(clamping: mark.column))
    }

    private func failure() -> YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "the text is not YAML"
        guard parser.pointee.error != YAML_READER_ERROR else {
            let end = max(0, min(Int(clamping: parser.pointee.problem_offset), bytes.count))
            let line = bytes.prefix(end).count { $0 == 0x0A } + 1
            return YAMLError(
                "\(problem); the text must be UTF-8", at: SourceLocation(file: file, line: line, column: 1))
        }
        if isIndentedByTab(parser.pointee.problem_mark) {
            return YAMLError("a tab cannot begin a line; use spaces", at: location(parser.pointee.problem_mark))
        }
        let context = parser.pointee.context.map { " " + String(cString: $0) } ?? ""
        let advice =
            problem.hasPrefix("mapping values are not allowed")
            ? "; quote a value that holds ': ', or check the indentation" : ""
        return YAMLError(problem + context + advice, at: placeOfMistake(parser.pointee.problem_mark))
    }

    /// Whether a tab stands at a mark, with nothing but spaces before it in its line.
    private func isIndentedByTab(_ mark: yaml_mark_t) -> Bool {
        let (number, column) = place(mark)
        let lines = bytes.split(separator: 0x0A, maxSplits: number, omittingEmptySubsequences: false)
        guard let line = lines.last, lines.count == number &+ 1 else { return false }
        let indent = line.prefix { $0 == 0x20 }
        return indent.count == column && line.dropFirst(indent.count).first == 0x09
    }
}
