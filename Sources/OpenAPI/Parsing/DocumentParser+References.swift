import YAML

extension DocumentParser {
    /// Follows `$ref` until a node that is none, at most eight times.
    ///
    /// Only references into the same document are followed; others are refused.
    func resolve(_ node: YAMLNode) -> YAMLNode? {
        var current = node
        for _ in 0..<8 {
            guard let reference = current["$ref"] else { return current }
            guard let text = reference.scalar?.text else {
                collector.error("'$ref' must be a string", at: reference.location)
                return nil
            }
            for entry in current.entries where !["$ref", "summary", "description"].contains(entry.key) {
                collector.error(
                    "'\(entry.key)' beside '$ref' is not supported; put it where the reference leads",
                    at: entry.keyLocation)
            }
            guard let target = lookup(text, from: reference) else { return nil }
            current = target
        }
        collector.error("this reference leads in a circle", at: node.location)
        return nil
    }

    /// Finds what a JSON Pointer in a URI fragment points at (RFC 6901, section 6).
    private func lookup(_ reference: String, from node: YAMLNode) -> YAMLNode? {
        guard reference.hasPrefix("#/") else {
            collector.error(
                "the reference '\(reference)' leads out of the document, which is not supported yet",
                at: node.location)
            return nil
        }
        var current = root
        for key in Self.tokens(reference) {
            if let next = current[key] {
                current = next
            } else if let elements = current.sequence, let index = Int(key), elements.indices.contains(index) {
                current = elements[index]
            } else {
                let nearest = Suggestion.nearest(to: key, among: current.entries.map(\.key))
                let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
                collector.error(
                    "the reference '\(reference)' leads nowhere: there is no '\(key)'\(hint)", at: node.location)
                return nil
            }
        }
        return current
    }

    /// The names that the pointer of a reference goes through: percent escapes are read before the pointer is.
    private static func tokens(_ reference: String) -> [String] {
        percentDecoded(String(reference.dropFirst(2))).split(separator: "/", omittingEmptySubsequences: false).map {
            String($0).replacing("~1", with: "/").replacing("~0", with: "~")
        }
    }

    private static func percentDecoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy({ $0 > 0x2F }),
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The name of the schema that a reference leads to.
    func schemaName(_ node: YAMLNode) -> String? {
        guard let text = node.scalar?.text else {
            collector.error("'$ref' must be a string", at: node.location)
            return nil
        }
        let tokens = Self.tokens(text)
        guard text.hasPrefix("#/components/schemas/"), tokens.count == 3 else {
            collector.error(
                "the reference '\(text)' does not lead to #/components/schemas, which is not supported yet",
                at: node.location)
            return nil
        }
        return lookup(text, from: node).map { _ in tokens[2] }
    }

    /// Refuses schemas that are nothing but references to each other in a circle.
    func checkReferences(_ document: Document) {
        for named in document.schemas {
            var seen: Set<String> = [named.name]
            var current = named.schema
            while let next = current.reference {
                guard seen.insert(next).inserted else {
                    collector.error(
                        "the schema '\(named.name)' refers to nothing but itself", at: named.schema.location)
                    break
                }
                guard let schema = document.schema(named: next) else { break }
                current = schema
            }
        }
    }
}
