/// Where a reader stands in one open object or array.
@usableFromInline
enum JSONPathStep: Sendable {
    /// Before the first member or element.
    case start
    /// At the element of this index.
    case index(Int)
    /// At the member whose name stands between these offsets, without its quotes.
    case name(from: Int, to: Int)
}

extension JSONReader {
    /// Records that the value at hand breaks the contract.
    ///
    /// - Parameters:
    ///   - reason: The keyword that is broken.
    ///   - message: What is wrong, as the end of a sentence that begins with the value.
    public mutating func record(_ reason: String, _ message: String) {
        guard violations.count < Self.maximumViolations else { return }
        violations.append(Violation(location: location, pointer: pointer, reason: reason, message: message))
    }

    /// Records that something inside the value at hand breaks the contract.
    ///
    /// - Parameters:
    ///   - reason: The keyword that is broken.
    ///   - message: What is wrong, as the end of a sentence that begins with the value.
    ///   - inner: Where, as a JSON Pointer into the value at hand.
    mutating func record(_ reason: String, _ message: String, below inner: String) {
        guard violations.count < Self.maximumViolations else { return }
        violations.append(
            Violation(location: location, pointer: pointer + inner, reason: reason, message: message))
    }

    /// Records that a required member of the object at hand is missing.
    public mutating func recordMissing(_ name: String) {
        guard violations.count < Self.maximumViolations else { return }
        let missing = pointer + "/" + Self.pointerToken(name)
        violations.append(
            Violation(location: location, pointer: missing, reason: "required", message: "is missing"))
    }

    /// The most Unicode scalars of one name that a pointer shows, so that a long name times many violations does not
    /// make a huge answer.
    static let maximumPointerName = 128

    /// The JSON Pointer (RFC 6901) of the value at hand.
    private var pointer: String {
        var text = root.map { "/" + Self.pointerToken($0) } ?? ""
        for step in path {
            switch step {
            case .start: break
            case .index(let index): text += "/\(index)"
            case .name(let start, let end): text += "/" + Self.pointerToken(name(from: start, to: end))
            }
        }
        return text
    }

    /// A name as part of a JSON Pointer (RFC 6901, section 3); a very long one is cut and ends in `…`.
    static func pointerToken(_ name: String) -> String {
        var text = ""
        for (count, character) in name.unicodeScalars.enumerated() {
            guard count < maximumPointerName else { return text + "…" }
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }

    /// The name whose token, known to be whole, stands between two offsets.
    private func name(from start: Int, to end: Int) -> String {
        var reader = JSONReader(bytes)
        reader.position = start - 1
        return (try? reader.string()) ?? String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
