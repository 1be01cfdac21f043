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
        for part in reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
            let key = Self.unescape(String(part))
            if let next = current[key] {
                current = next
            } else if let elements = current.sequence, let index = Int(key), elements.indices.contains(index) {
                current = elements[index]
            } else {
                let nearest = Suggestion.nearest(to: key, among: (current.mapping ?? []).map(\.key))
                let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
                collector.error(
                    "the reference '\(reference)' leads nowhere: there is no '\(key)'\(hint)", at: node.location)
                return nil
            }
        }
        return current
    }

    private static func unescape(_ part: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(part.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else if byte == UInt8(ascii: "~"), let next = rest.first, next == UInt8(ascii: "0") {
                bytes.append(UInt8(ascii: "~"))
                rest = rest.dropFirst()
            } else if byte == UInt8(ascii: "~"), let next = rest.first, next == UInt8(ascii: "1") {
                bytes.append(UInt8(ascii: "/"))
                rest = rest.dropFirst()
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
        let prefix = "#/components/schemas/"
        guard text.hasPrefix(prefix), !text.dropFirst(prefix.count).contains("/") else {
            collector.error(
                "the reference '\(text)' does not lead to #/components/schemas, which is not supported yet",
                at: node.location)
            return nil
        }
        return lookup(text, from: node).map { _ in Self.unescape(String(text.dropFirst(prefix.count))) }
    }

    /// Refuses schemas that are nothing but references to each other in a circle.
    func checkReferences(_ document: Document) {
        for named in document.schemas {
            var seen: Set<String> = [named.name]
            var current = named.schema
            while let next = current.reference {
                guard seen.insert(next).inserted else {
                    collector.error("the schema '\(named.name)' refers to nothing but itself", at: named.schema.location)
                    break
                }
                guard let schema = document.schema(named: next) else { break }
                current = schema
            }
        }
    }
}
