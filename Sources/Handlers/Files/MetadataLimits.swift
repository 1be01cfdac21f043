import ContractRuntime
import Generated

/// What a client may attach to a file, beyond what the contract's keywords can say.
enum MetadataLimits {
    /// The most bytes that are kept; more is no description of a file.
    static let maximumBytes = 16_384
    /// The most characters of a number.
    private static let maximumNumberLength = 64

    /// Why metadata cannot be kept, as the end of a sentence; nil when it can.
    static func violation(_ metadata: FileMetadata) -> String? {
        guard metadata.jsonBytes.count <= maximumBytes else { return "is longer than \(maximumBytes) bytes" }
        let isKept = metadata.additionalProperties.allSatisfy { isStorable($0.value) }
        return isKept ? nil : "holds a number too long to be kept"
    }

    /// The database writes exponents out, so a few bytes such as `1e131000` would become many.
    private static func isStorable(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .boolean, .string: true
        case .array(let elements): elements.allSatisfy(isStorable)
        case .object(let members): members.allSatisfy { isStorable($0.value) }
        case .number(let text):
            text.utf8.count <= maximumNumberLength
                && text.utf8.drop { $0 | 0x20 != UInt8(ascii: "e") }.count { (0x30...0x39).contains($0) } <= 2
        }
    }
}
