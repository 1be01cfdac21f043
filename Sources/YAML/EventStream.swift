import CYAML

/// The events of a YAML text, read one at a time through libyaml.
///
/// The only place that touches libyaml. The parser and the text live as long as the stream.
final class EventStream {
    enum Event {
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        case scalar(text: String, isPlain: Bool, tag: String?, anchor: String?)
        case sequenceStart(anchor: String?)
        case sequenceEnd
        case mappingStart(anchor: String?)
        case mappingEnd
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let text: UnsafeMutableBufferPointer<UInt8>
    private let file: String

    init(_ bytes: [UInt8], file: String) throws(YAMLError) {
        parser = .allocate(capacity: 1)
        text = .allocate(capacity: max(bytes.count, 1))
        _ = text.update(fromContentsOf: bytes)
        self.file = file
        guard yaml_parser_initialize(parser) == 1 else {
            throw YAMLError("the YAML parser cannot start", at: SourceLocation(file: file, line: 1, column: 1))
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        text.deallocate()
    }

    /// Reads the next event and where it begins; the start of the stream itself is passed over.
    func next() throws(YAMLError) -> (event: Event, location: SourceLocation) {
        while true {
            var raw = yaml_event_t()
            guard yaml_parser_parse(parser, &raw) == 1 else { throw failure() }
            defer { yaml_event_delete(&raw) }
            let location = locate(raw.start_mark)
            if let event = Self.event(raw) { return (event, location) }
        }
    }

    private static func event(_ raw: yaml_event_t) -> Event? {
        switch raw.type {
        case YAML_STREAM_END_EVENT: return .streamEnd
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias(string(raw.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = raw.data.scalar
            let buffer = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(
                text: String(decoding: buffer, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
                tag: string(scalar.tag), anchor: string(scalar.anchor))
        case YAML_SEQUENCE_START_EVENT: return .sequenceStart(anchor: string(raw.data.sequence_start.anchor))
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT: return .mappingStart(anchor: string(raw.data.mapping_start.anchor))
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        default: return nil
        }
    }

    private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func locate(_ mark: yaml_mark_t) -> SourceLocation {
        SourceLocation(file: file, line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }

    private func failure() -> YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "the text is not YAML"
        guard parser.pointee.error != YAML_READER_ERROR else {
            let line = lineNumber(ofByte: parser.pointee.problem_offset)
            return YAMLError(
                "\(problem); the text must be UTF-8", at: SourceLocation(file: file, line: line, column: 1))
        }
        let context = parser.pointee.context.map { " " + String(cString: $0) } ?? ""
        return YAMLError(problem + context, at: locate(parser.pointee.problem_mark))
    }

    private func lineNumber(ofByte offset: Int) -> Int {
        1
            + text.prefix(max(0, min(offset, text.count))).reduce(into: 0) { lines, byte in
                lines += byte == 0x0A ? 1 : 0
            }
    }
}
