/// A request as generated code reads it, whatever the HTTP server.
public struct ContractRequest: Sendable {
    /// Finds the request in the log and is part of every problem.
    public var requestID: String
    /// The values of the path's parameters by name, percent-decoded.
    public var pathParameters: [String: String]
    /// The query string without its question mark, as it was sent.
    public var query: String
    /// The first value of a header field, by its name in any case.
    public var header: @Sendable (String) -> String?
    /// Reads the whole body, up to a limit in bytes.
    ///
    /// Throws `ContractFailure.contentTooLarge` beyond the limit. It is read only after the caller is authenticated.
    public var collectBody: @Sendable (Int) async throws -> [UInt8]

    /// Makes a request.
    public init(
        requestID: String, pathParameters: [String: String], query: String,
        header: @escaping @Sendable (String) -> String?, collectBody: @escaping @Sendable (Int) async throws -> [UInt8]
    ) {
        self.requestID = requestID
        self.pathParameters = pathParameters
        self.query = query
        self.header = header
        self.collectBody = collectBody
    }

    /// Reads a JSON body.
    ///
    /// - Parameters:
    ///   - type: What the body must be.
    ///   - mediaType: The media type that the contract names.
    ///   - limit: The most bytes that are read.
    /// - Returns: The value, or nil when there is no body.
    /// - Throws: `ContractFailure` with 400, 413, 415 or 422.
    public func jsonBody<Body: JSONReadable>(
        _ type: Body.Type, mediaType: String, limit: Int
    ) async throws -> Body? {
        let bytes = try await collectBody(limit)
        guard !bytes.isEmpty else { return nil }
        guard MediaTypeName(header("Content-Type") ?? "") == MediaTypeName(mediaType) else {
            throw ContractFailure.unsupportedMediaType(allowed: mediaType)
        }
        do {
            return try Body.read(jsonBytes: bytes, in: .request)
        } catch .syntax(let error) {
            throw ContractFailure.malformedBody(error)
        } catch .violations(let violations) {
            throw ContractFailure.validationFailed(violations)
        }
    }

    /// Reads a JSON body that must be there.
    public func requiredJSONBody<Body: JSONReadable>(
        _ type: Body.Type, mediaType: String, limit: Int
    ) async throws -> Body {
        guard let body = try await jsonBody(type, mediaType: mediaType, limit: limit) else {
            throw ContractFailure.missingBody
        }
        return body
    }
}
