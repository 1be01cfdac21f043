extension ContractCall {
    /// The URL that a callback goes to, told by the request that asked for it and by what that was answered.
    ///
    /// A value at the beginning is put in as it is, for it is a URL or begins one. Any other is percent-encoded, so that
    /// it stays within the part of the URL that it stands in (RFC 3986, section 2.1).
    ///
    /// - Parameters:
    ///   - parts: The pieces in their order.
    ///   - answer: What the request was answered; nil where no piece is of it.
    ///   - requestURL: The whole URL that was asked; nil where no piece is it.
    /// - Throws: `ClientError` with `missingValue` where the messages do not have a value.
    public func url(
        _ parts: [ExpressionPart], answer: ContractResponse? = nil, requestURL: String? = nil
    ) throws(ClientError) -> String {
        var url = ""
        for part in parts {
            let value: JSONValue?
            switch part {
            case .text(let text):
                url += text
                continue
            case .url: value = requestURL.map { .string($0) }
            case .request(let part): value = self.value(of: part)
            case .statusCode, .header, .body: value = answer?.value(of: part)
            }
            guard let text = value?.scalarText else {
                throw ClientError(metadata.identifier, .missingValue(expression: part.expression))
            }
            url += url.isEmpty ? text : PercentEncoding.encode(text)
        }
        return url
    }
}

extension JSONValue {
    /// The text of a value, elements of lists between commas; nil for `null` and for objects, which no text in a URL tells.
    fileprivate var scalarText: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .boolean(let flag): String(flag)
        case .array: simpleText()
        case .null, .object: nil
        }
    }
}
