import YAML

extension DocumentComparison {
    /// How the fields of a form are written: both sides must do alike.
    mutating func compareEncodings(
        _ old: MediaType, _ new: MediaType, _ direction: ComparisonDirection, _ place: String
    ) {
        // Of other media types an encoding says nothing (OpenAPI 3.2, section 4.8.14).
        guard Self.hasFields(old) || Self.hasFields(new) else { return }
        compareKinds(old, new, place)
        let named = Self.pairs(old.encodings, new.encodings).map { ("field '\($0.name)'", $0.old, $0.new) }
        let positional = (0..<max(old.prefixEncodings.count, new.prefixEncodings.count)).map { index in
            (
                "part \(index + 1)", old.prefixEncodings.dropFirst(index).first,
                new.prefixEncodings.dropFirst(index).first
            )
        }
        let others = [("part that repeats", old.itemEncodings.first, new.itemEncodings.first)]
        for (part, one, other) in named + positional + others {
            compareHeaders(one, other, direction, "\(place), \(part)", within: new.location)
            let texts = (
                Self.text(one.map { saying($0, old, .old) }), Self.text(other.map { saying($0, new, .new) })
            )
            guard texts.0 != texts.1 else { continue }
            add(
                .parameterStyle, clients: .breaking, servers: .breaking,
                "the \(part) is written with \(texts.1) and was with \(texts.0)", at: place,
                old: one?.location ?? old.location, new: other?.location ?? new.location)
        }
    }

    private static func pairs(
        _ old: [Encoding], _ new: [Encoding]
    ) -> [(name: String, old: Encoding?, new: Encoding?)] {
        let names = old.map(\.name) + new.map(\.name).filter { name in !old.contains { $0.name == name } }
        return names.map { name in (name, old.first { $0.name == name }, new.first { $0.name == name }) }
    }

    /// The headers of a part, and of the parts in it.
    private mutating func compareHeaders(
        _ old: Encoding?, _ new: Encoding?, _ direction: ComparisonDirection, _ place: String,
        within enclosing: SourceLocation
    ) {
        let location = new?.location ?? enclosing
        compareHeaders(old?.headers ?? [], new?.headers ?? [], direction, place, within: location)
        for inner in Self.pairs(old?.encodings ?? [], new?.encodings ?? []) {
            let place = inner.name.isEmpty ? place : "\(place), field '\(inner.name)'"
            compareHeaders(inner.old, inner.new, direction, place, within: location)
        }
    }

    private static func text(_ encoding: Encoding?) -> String {
        guard let encoding else { return "no encoding of its own" }
        let parts = [
            encoding.contentType.map { "contentType \($0)" }, encoding.style.map { "style \($0.rawValue)" },
            encoding.isExploded.map { "explode \($0)" }, encoding.allowsReserved == true ? "allowReserved" : nil,
            encoding.encodings.isEmpty ? nil : "encodings \(encoding.encodings.map { text($0) })",
        ].compactMap(\.self)
        return parts.isEmpty ? "no encoding of its own" : parts.joined(separator: ", ")
    }
}
