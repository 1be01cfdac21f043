extension ContractRequest {
    /// The media type of the answer that the client prefers (RFC 9110, section 12.5.1); the first when it says nothing.
    ///
    /// - Parameter type: The media types that the operation can answer, in the order of the contract.
    /// - Throws: `ContractFailure.notAcceptable` when the client takes none of them.
    public func negotiate<MediaType>(_ type: MediaType.Type) throws(ContractFailure) -> MediaType
    where MediaType: RawRepresentable & CaseIterable & Sendable, MediaType.RawValue == String {
        let accepted = Self.accepted(header("Accept") ?? "")
        var best: (value: MediaType, rank: (Int, Int, Int))?
        for value in MediaType.allCases {
            guard let offered = MediaRange(value.rawValue) else { continue }
            let rank = accepted.isEmpty ? (1_000, 0, 0) : Self.rank(of: offered, accepted)
            if rank.0 > 0, best.map({ rank > $0.rank }) ?? true { best = (value, rank) }
        }
        guard let best else { throw .notAcceptable(available: MediaType.allCases.map(\.rawValue)) }
        return best.value
    }

    /// The quality of the most precise range that a media type is in, 0 when it is in none; and how near it is to that.
    private static func rank(
        of offered: MediaRange, _ accepted: [(range: MediaRange, quality: Int)]
    ) -> (quality: Int, shared: Int, own: Int) {
        var best: (range: MediaRange, precision: (Int, Int, Int), quality: Int)?
        for (range, quality) in accepted where range.overlaps(offered) {
            let (shared, own) = range.nearness(to: offered)
            let precision = (range.precision, shared, own)
            let isBest = best.map { precision > $0.precision || precision == $0.precision && quality > $0.quality }
            if isBest ?? true { best = (range, precision, quality) }
        }
        guard let best else { return (0, 0, 0) }
        // A range with '*' means any, so what an offer has besides counts against it only beside a media type.
        let (shared, own) = offered.nearness(to: best.range)
        return (best.quality, shared, best.range.precision == 2 ? own : 0)
    }

    /// The ranges of an `Accept` field with their qualities in thousandths; what is malformed is left out.
    private static func accepted(_ field: String) -> [(range: MediaRange, quality: Int)] {
        FieldParameters.elements(of: field).prefix(100).compactMap { item in
            guard let range = MediaRange(item) else { return nil }
            guard let weight = FieldParameters(item)["q"] else { return (range, 1_000) }
            guard let number = Double(weight), (0...1).contains(number) else { return nil }
            return (range, Int(number * 1_000))
        }
    }
}
