/// A value as the text of a parameter or of a form can tell it.
enum WrittenValue {
    case text(String)
    case list([String])
    case members([(name: String, text: String)])

    /// Takes a JSON value apart; arrays and objects inside others are JSON.
    ///
    /// - Throws: `UnwritableValue` for `null`, which no text stands for.
    init(_ value: JSONValue) throws(UnwritableValue) {
        switch value {
        case .array(let elements):
            var texts: [String] = []
            for element in elements { texts.append(try Self.text(of: element)) }
            self = .list(texts)
        case .object(let members):
            var texts: [(name: String, text: String)] = []
            for (key, member) in members { texts.append((key, try Self.text(of: member))) }
            self = .members(texts)
        case .null, .boolean, .number, .string: self = .text(try Self.text(of: value))
        }
    }

    /// The text of an element or of a member.
    static func text(of value: JSONValue) throws(UnwritableValue) -> String {
        if case .null = value { throw UnwritableValue("is or holds null, which no text stands for; leave it out") }
        return value.innerText
    }

    /// Everything that is written between separators.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let elements): elements
        case .members(let members): members.flatMap { [$0.name, $0.text] }
        }
    }

    var isComposed: Bool {
        if case .text = self { false } else { true }
    }
}
