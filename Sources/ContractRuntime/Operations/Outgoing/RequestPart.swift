/// A piece of a URL that an earlier request tells (OpenAPI 3.2, section 4.8.20.4).
public enum RequestPart: Hashable, Sendable {
    /// What stands there as it is.
    case text(String)
    /// The method.
    case method
    /// The value of a header field.
    case header(String)
    /// The value of a query parameter.
    case query(String)
    /// The value of a path parameter.
    case path(String)
    /// The body, or what a JSON Pointer leads to in it (RFC 6901).
    case body(pointer: String)

    /// The expression as the contract writes it.
    var expression: String {
        switch self {
        case .text(let text): text
        case .method: "$method"
        case .header(let name): "$request.header.\(name)"
        case .query(let name): "$request.query.\(name)"
        case .path(let name): "$request.path.\(name)"
        case .body(let pointer): "$request.body" + (pointer.isEmpty ? "" : "#\(pointer)")
        }
    }
}

extension ContractCall {
    /// The URL that a callback goes to, told by the request that asked for it.
    ///
    /// A value at the beginning is put in as it is, for it is a URL or begins one. Any other is percent-encoded, so that
    /// it stays within the part of the URL that it stands in (RFC 3986, section 2.1).
    ///
    /// - Parameter parts: The pieces in their order.
    /// - Throws: `ClientError` with `missingValue` where the request does not have a value.
    public func url(_ parts: [RequestPart]) throws(ClientError) -> String {
        var url = ""
        for part in parts {
            if case .text(let text) = part {
                url += text
                continue
            }
            guard let value = value(of: part)?.scalarText else {
                throw ClientError(metadata.identifier, .missingValue(expression: part.expression))
            }
            url += url.isEmpty ? value : PercentEncoding.encode(value)
        }
        return url
    }

    /// What the request has there; nil for nothing.
    func value(of part: RequestPart) -> JSONValue? {
        switch part {
        case .text(let text): .string(text)
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

extension JSONValue {
    /// The text of a value that has no others in it; nil for `null`.
    fileprivate var scalarText: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .boolean(let flag): String(flag)
        case .null, .array, .object: nil
        }
    }
}
