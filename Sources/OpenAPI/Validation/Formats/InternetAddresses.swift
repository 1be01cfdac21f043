/// Addresses of the internet protocol (RFC 2673, section 3.2, and RFC 4291, section 2.2).
enum InternetAddresses {
    static func isVersion4(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy(\.isDigit)
                    && (part.count == 1 || part.first != UInt8(ascii: "0"))
                    && part.reduce(0) { $0 * 10 + Int($1 - 0x30) } < 256
            }
    }

    static func isVersion6(_ text: String) -> Bool {
        guard text.utf8.count <= 45 else { return false }
        guard let gap = text.firstRange(of: "::") else { return groups(text[...], mayEndInVersion4: true) == 8 }
        let after = text[gap.upperBound...]
        guard !after.contains("::"), !after.hasPrefix(":"),
            let head = groups(text[..<gap.lowerBound], mayEndInVersion4: false),
            let tail = groups(after, mayEndInVersion4: true)
        else { return false }
        return head + tail <= 7
    }

    /// How many groups of 16 bits a text has, an address of version 4 being two of them; nil for what is no group.
    private static func groups(_ text: Substring, mayEndInVersion4: Bool) -> Int? {
        if text.isEmpty { return 0 }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var count = 0
        for (index, part) in parts.enumerated() {
            if mayEndInVersion4, index == parts.count - 1, part.contains(".") {
                guard isVersion4(String(part)) else { return nil }
                count += 2
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(\.isHexadecimal) else { return nil }
                count += 1
            }
        }
        return count
    }
}
