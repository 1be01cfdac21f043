extension JSONValue {
    /// What a JSON Pointer leads to in the value (RFC 6901, section 4); nil where it leads nowhere.
    public func value(at pointer: String) -> JSONValue? {
        guard pointer.isEmpty || pointer.hasPrefix("/") else { return nil }
        var value = self
        for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            switch value {
            case .object(let members):
                let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
                guard let member = members[name] else { return nil }
                value = member
            case .array(let elements):
                // No sign and no zero before other digits.
                guard token == "0" || token.first.map({ ("1"..."9").contains($0) }) == true,
                    token.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(token),
                    elements.indices.contains(index)
                else { return nil }
                value = elements[index]
            case .null, .boolean, .number, .string: return nil
            }
        }
        return value
    }
}
