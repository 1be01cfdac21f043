extension ContractRequest {
    /// The media type of the answer that the client prefers (RFC 9110, section 12.5.1); the first when it says nothing.
    ///
    /// - Parameter type: The media types that the operation can answer, in the order of the contract.
    /// - Throws: `ContractFailure.notAcceptable` when the client takes none of them.
    public func negotiate<MediaType>(_ type: MediaType.Type) throws(ContractFailure) -> MediaType
    where MediaType: RawRepresentable & CaseIterable & Sendable, MediaType.RawValue == String {
        let accepted = Self.accepted(header("Accept") ?? "")
        var best: (value: MediaType, quality: Int)?
        for value in MediaType.allCases {
            guard let offered = MediaRange(value.rawValue) else { continue }
            let quality = accepted.isEmpty ? 1_000 : Self.quality(of: offered, accepted)
            if quality > best?.quality ?? 0 { best = (value, quality) }
        }
        guard let best else { throw .notAcceptable(available: MediaType.allCases.map(\.rawValue)) }
        return best.value
    }

    /// The quality of the most precise range that a media type is in; 0 when it is in none.
    private static func quality(of offered: MediaRange, _ accepted: [(range: MediaRange, quality: Int)]) -> Int {
        var best = (precision: -1, quality: 0)
        for (range, quality) in accepted where range.overlaps(offered) {
            let isBetter = range.precision > best.precision
            let isAsGood = range.precision == best.precision && quality > best.quality
            if isBetter || isAsGood { best = (range.precision, quality) }
        }
        return best.quality
    }

    /// The ranges of an `Accept` field with their qualities in thousandths; what is malformed is left out.
    private static func accepted(_ field: String) -> [(range: MediaRange, quality: Int)] {
        field.split(separator: ",").prefix(100).compactMap { item in
            guard let range = MediaRange(String(item)) else { return nil }
            var quality = 1_000
            for parameter in item.split(separator: ";").dropFirst() {
                let text = parameter.filter { $0 != " " && $0 != "\t" }.lowercased()
                guard text.hasPrefix("q=") else { continue }
                guard let number = Double(text.dropFirst(2)), (0...1).contains(number) else { return nil }
                quality = Int(number * 1_000)
            }
            return (range, quality)
        }
    }
}
