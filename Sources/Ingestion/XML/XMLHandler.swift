/// Learns what an XML part holds, in its order.
///
/// Names and attributes are valid only during a call. What a call throws ends the parsing.
protocol XMLHandler: AnyObject {
    /// An element begins; `depth` is 1 for the root.
    func start(_ name: XMLName, _ attributes: XMLAttributes, depth: Int, _ parser: XMLParser) throws

    /// An element ends.
    func end(_ name: XMLName, depth: Int, _ parser: XMLParser) throws

    /// A piece of text in UTF-8; a text may come in several pieces.
    func text(_ bytes: UnsafeRawBufferPointer) throws
}
