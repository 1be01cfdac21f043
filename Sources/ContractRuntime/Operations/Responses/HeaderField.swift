/// One header field (RFC 9110, section 5).
public struct HeaderField: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: String
    /// Why the field cannot tell what it should, such as a comma inside an element; nil for nothing.
    let mistake: String?

    /// Makes a header field. A value that no field can hold (RFC 9110, section 5.5) is a mistake, told when it is sent.
    public init(_ name: String, _ value: String) {
        do throws(UnwritableValue) {
            for line in Self.lines(name, value) { try Self.check(String(line)) }
            self.init(name, value, mistake: nil)
        } catch {
            self.init(name, value, mistake: "the header \(name) \(error.message)")
        }
    }

    init(_ name: String, _ value: String, mistake: String?) {
        self.name = name
        self.value = value
        self.mistake = mistake
    }

    /// The fields that are sent: cookies are one a line, for they cannot be joined by commas (RFC 6265, section 3).
    var separate: [HeaderField] { Self.lines(name, value).map { Self(name, String($0), mistake: mistake) } }

    /// What stands between the values of fields of one name in one text.
    static func separator(of name: String) -> String { name.lowercased() == "set-cookie" ? "\n" : "," }

    private static func lines(_ name: String, _ value: String) -> [Substring] {
        separator(of: name) == "\n" ? value.split(separator: "\n") : [value[...]]
    }
}
