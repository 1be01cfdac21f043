import CExpat
import Foundation

/// Parses one XML part of a workbook with expat, piece by piece, in bounded memory.
///
/// A document type declaration is refused wherever it stands, and with it every entity that isn't one of XML's own
/// five, internal or external. So are deep nesting, tags without end and an endless variety of names.
final class XMLParser {
    /// How deep elements may be nested; workbooks need about twenty.
    private static let deepest = 64
    /// The largest tag, comment or processing instruction, in bytes; expat keeps it whole.
    private static let largestToken = 1 << 20

    private let parser: XML_Parser
    private let part: String
    private let handler: any XMLHandler
    private var names = XMLNameBudget()
    private var depth = 0
    private var fed: Int64 = 0
    private var failure: (any Error)?
    private(set) var isSuspended = false

    /// Starts a part; `part` is its name in messages.
    ///
    /// - Throws: `ContentError` when there is no memory for it.
    init(part: String, handler: any XMLHandler) throws(ContentError) {
        guard let parser = XML_ParserCreateNS(nil, XML_Char(XMLName.separator)) else { throw .brokenPart(part) }
        self.parser = parser
        self.part = part
        self.handler = handler
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in XMLParser.from(context)?.started(name, attributes) },
            { context, name in XMLParser.from(context)?.ended(name) })
        XML_SetCharacterDataHandler(parser) { context, text, count in
            XMLParser.from(context)?.read(UnsafeRawBufferPointer(start: text, count: Int(count)))
        }
        XML_SetNamespaceDeclHandler(
            parser, { context, prefix, _ in XMLParser.from(context)?.declared(prefix: prefix) }, nil)
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in XMLParser.from(context)?.refuseDeclaration() }
        XML_SetEntityDeclHandler(parser) { context, _, _, _, _, _, _, _, _ in
            XMLParser.from(context)?.refuseDeclaration()
        }
        XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER)
    }

    deinit {
        XML_ParserFree(parser)
    }

    /// Makes room for at most `capacity` bytes, has `fill` write some and parses them; zero bytes end the part.
    ///
    /// Afterwards the parser may be suspended, then `resume` has to be called first. Answers how many bytes came.
    func parse(capacity: Int, _ fill: (UnsafeMutableRawPointer) throws -> Int) throws -> Int {
        guard let buffer = XML_GetBuffer(parser, Int32(capacity)) else { throw ContentError.brokenPart(part) }
        let count = try fill(buffer)
        fed += Int64(count)
        try check(XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0))
        return count
    }

    /// Goes on where `suspend` stopped.
    func resume() throws {
        try check(XML_ResumeParser(parser))
    }

    /// Stops behind the element that just ended; only for use by a handler.
    func suspend() {
        XML_StopParser(parser, XML_Bool(1))
    }

    private func check(_ status: XML_Status) throws {
        isSuspended = status == XML_STATUS_SUSPENDED
        if let failure { throw failure }
        if isSuspended { return }
        guard status == XML_STATUS_OK else {
            throw ContentError.brokenPart(part, line: Int64(clamping: XML_GetCurrentLineNumber(parser)))
        }
        guard fed - max(0, Int64(XML_GetCurrentByteIndex(parser))) <= Self.largestToken else {
            throw ContentError.forbiddenXML(part, "a tag of more than \(Self.largestToken) bytes")
        }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> XMLParser? {
        context.map { Unmanaged<XMLParser>.fromOpaque($0).takeUnretainedValue() }
    }

    private func started(_ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        guard failure == nil, let name else { return }
        depth += 1
        attempt {
            guard depth <= Self.deepest else {
                throw ContentError.forbiddenXML(part, "elements nested deeper than \(Self.deepest)")
            }
            let name = XMLName(name)
            let attributes = XMLAttributes(list)
            try count(name)
            try attributes.forEach { name, _ in try count(name) }
            try handler.start(name, attributes, depth: depth, self)
        }
    }

    private func ended(_ name: UnsafePointer<CChar>?) {
        guard failure == nil, let name else { return }
        attempt { try handler.end(XMLName(name), depth: depth, self) }
        depth -= 1
    }

    private func read(_ text: UnsafeRawBufferPointer) {
        guard failure == nil else { return }
        attempt { try handler.text(text) }
    }

    private func declared(prefix: UnsafePointer<CChar>?) {
        guard failure == nil, let prefix else { return }
        let bytes = UnsafeRawBufferPointer(start: prefix, count: strlen(prefix))
        guard !names.allows(prefix: bytes) else { return }
        attempt { throw ContentError.forbiddenXML(part, "too many different names") }
    }

    private func refuseDeclaration() {
        guard failure == nil else { return }
        attempt { throw ContentError.forbiddenXML(part, "a document type declaration") }
    }

    private func count(_ name: XMLName) throws {
        guard names.allows(name) else { throw ContentError.forbiddenXML(part, "too many different names") }
    }

    /// Keeps what `body` throws until expat has returned, for no Swift error can pass through C.
    private func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch {
            failure = error
            XML_StopParser(parser, XML_Bool(0))
        }
    }
}
