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
            guard let value = value(of: part) else {
                throw ClientError(metadata.identifier, .missingValue(expression: part.expression))
            }
            url += url.isEmpty ? value : PercentEncoding.encode(value)
        }
        return url
    }

    private func value(of part: RequestPart) -> String? {
        switch part {
        case .text(let text): text
        case .method: metadata.method
        case .header(let name): headers.first(where: { $0.name.lowercased() == name.lowercased() })?.value
        case .query(let name): queryValue(name)
        case .path(let name): pathTexts[name].map { PercentEncoding.decode($0.utf8) }
        case .body(let pointer): bodyValue(pointer)
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

    private func bodyValue(_ pointer: String) -> String? {
        guard case .bytes(let bytes) = body, var value = try? JSONValue.read(jsonBytes: bytes) else { return nil }
        for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
            switch value {
            case .object(let members):
                guard let member = members[name] else { return nil }
                value = member
            case .array(let elements):
                guard let index = Int(name), elements.indices.contains(index) else { return nil }
                value = elements[index]
            default: return nil
            }
        }
        switch value {
        case .string(let text), .number(let text): return text
        case .boolean(let flag): return String(flag)
        case .null, .array, .object: return nil
        }
    }
}
