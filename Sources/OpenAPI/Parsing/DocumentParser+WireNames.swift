import YAML

/// Names that HTTP carries.
extension DocumentParser {
    /// Whether a text is a token (RFC 9110, section 5.6.2), as the names of methods, header fields and cookies are.
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }

    /// Refuses a name that no header field or cookie can have (RFC 9110, section 5.1; RFC 6265, section 4.1.1).
    func checkName(_ name: String, in place: Parameter.Place, at location: SourceLocation) {
        guard place == .header || place == .cookie, !Self.isToken(name) else { return }
        collector.error(
            .wireName,
            "no \(place.rawValue) can be called '\(name)': a name has letters, digits and !#$%&'*+-.^_`|~ only (\(place == .header ? "RFC 9110, section 5.1" : "RFC 6265, section 4.1.1"))",
            at: location)
    }

    /// Headers by their names.
    func headers(_ entry: YAMLEntry) -> [Header] {
        named(entry).compactMap { entry in
            checkName(entry.key, in: .header, at: entry.keyLocation)
            return header(entry)
        }
    }
}
