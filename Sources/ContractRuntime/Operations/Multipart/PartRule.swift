/// What a contract says of the parts of one field of a streamed form.
public struct PartRule: Sendable {
    let name: String
    let mediaTypes: [String]
    let isRequired: Bool
    let isRepeated: Bool
    let minimumCount: Int
    let maximumCount: Int
    let isUnique: Bool
    let minimumLength: Int
    let maximumLength: Int

    /// Makes a rule.
    ///
    /// - Parameters:
    ///   - name: The field's name.
    ///   - mediaTypes: The media types that its parts may have; any when none is named.
    ///   - isRequired: Whether there must be a part.
    ///   - isRepeated: Whether there may be several parts.
    ///   - minimumCount: The least count of parts, where there is one.
    ///   - maximumCount: The greatest count of parts.
    ///   - isUnique: Whether no two of its values may be equal.
    ///   - minimumLength: The least count of bytes of a part.
    ///   - maximumLength: The greatest count of bytes of a part.
    public init(
        _ name: String, mediaTypes: [String] = [], isRequired: Bool = false, isRepeated: Bool = false,
        minimumCount: Int = 0, maximumCount: Int = .max, isUnique: Bool = false, minimumLength: Int = 0,
        maximumLength: Int = .max
    ) {
        self.name = name
        self.mediaTypes = mediaTypes
        self.isRequired = isRequired
        self.isRepeated = isRepeated
        self.minimumCount = minimumCount
        self.maximumCount = maximumCount
        self.isUnique = isUnique
        self.minimumLength = minimumLength
        self.maximumLength = maximumLength
    }
}
