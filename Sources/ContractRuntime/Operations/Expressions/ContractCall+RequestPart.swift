extension ContractCall {
    /// What the request has there; nil for nothing.
    func value(of part: RequestPart) -> JSONValue? {
        switch part {
        case .method: .string(metadata.method)
        case .header(let name):
            parameter(name, in: .header)
                ?? headers.first(where: { $0.name.lowercased() == name.lowercased() }).map { .string($0.value) }
        case .query(let name): parameter(name, in: .query) ?? queryValue(name).map { .string($0) }
        case .path(let name): parameter(name, in: .path)
        case .body(let pointer): bodyValue?.value(at: pointer)
        }
    }

    /// What a parameter was written from. The names of header fields have no case (RFC 9110, section 5.1).
    private func parameter(_ name: String, in location: Violation.Location) -> JSONValue? {
        values.first { parameter in
            parameter.location == location
                && (location == .header ? parameter.name.lowercased() == name.lowercased() : parameter.name == name)
        }?.value
    }

    /// The member of an object whose members are parameters of the query.
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
