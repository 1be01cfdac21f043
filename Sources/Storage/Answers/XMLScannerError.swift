/// Says why a document is not XML that an S3 server would send.
enum XMLScannerError: Error, Sendable, Hashable {
    /// It is larger than ``XMLScanner/maximumSize``.
    case tooLarge
    /// It is not UTF-8.
    case invalidEncoding
    /// Its elements nest too deeply.
    case tooDeep
    /// It ends inside an element or holds none.
    case truncated
    /// A tag or an attribute is not well formed, or an end tag closes another element.
    case malformed
    /// It holds a DTD, a CDATA section or a processing instruction.
    case forbiddenMarkup
    /// It holds a control character.
    case forbiddenCharacter
    /// It refers to an entity other than the five of XML and characters by number.
    case unknownEntity
    /// Text or a second element stands outside the root element.
    case contentOutsideRoot
    /// Its root element is another one than the operation answers with, or a needed value is missing.
    case unexpectedContent
}
