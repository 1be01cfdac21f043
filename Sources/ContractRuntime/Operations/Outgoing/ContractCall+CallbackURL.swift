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
