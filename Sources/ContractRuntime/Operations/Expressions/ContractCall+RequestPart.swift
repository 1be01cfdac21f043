extension ContractCall {
    /// What the request has there; nil for nothing.
    func value(of part: RequestPart) -> JSONValue? {
        switch part {
        case .method: .string(metadata.method)
        case .header(let name):
            headers.first(where: { $0.name.lowercased() == name.lowercased() }).map { .string($0.value) }
        case .query(let name): queryValue(name).map { .string($0) }
        case .path(let name): pathTexts[name].map { .string(PercentEncoding.decode($0.utf8)) }
        case .body(let pointer): bodyValue?.value(at: pointer)
        }
    }

    private func queryValue(_ name: String) -> String? {
        let values = query.compactMap { pair -> String? in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = parts.first, PercentEncoding.decode(key.utf8) == name else { return nil }
            return parts.count == 2 ? PercentEncoding.decode(parts[1].utf8) : ""
        }
        return values.isEmpty ? nil : values.joined(separator: ",")
    }

    private var bodyValue: JSONValue? {
        guard case .bytes(let bytes) = body else { return nil }
        return try? JSONValue.read(jsonBytes: bytes)
    }
}
