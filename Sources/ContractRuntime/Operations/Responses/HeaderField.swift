/// One header field (RFC 9110, section 5).
public struct HeaderField: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: String
    /// Why the field cannot tell what it should, such as a comma inside an element; nil for nothing.
    let mistake: String?

    /// Makes a header field.
    public init(_ name: String, _ value: String) {
        self.init(name, value, mistake: nil)
    }

    init(_ name: String, _ value: String, mistake: String?) {
        self.name = name
        self.value = value
        self.mistake = mistake
    }
}
