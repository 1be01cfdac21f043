/// What the header of an answer to HEAD tells of the body that GET would get (RFC 9110, sections 8.3, 8.6 and 9.3.2).
public struct ContentHead: Hashable, Sendable {
    /// The media type. A server that says nothing sends the first that the contract has for the answer.
    public var mediaType: String?
    /// The length in bytes. A server that says nothing sends 0, for over HTTP/1.1 an answer needs one to be told from
    /// the next.
    public var length: Int?

    /// Tells of a body.
    public init(mediaType: String? = nil, length: Int? = nil) {
        self.mediaType = mediaType
        self.length = length
    }
}
