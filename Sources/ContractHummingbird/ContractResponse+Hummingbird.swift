public import ContractRuntime
import HTTPTypes
public import Hummingbird
import NIOCore

extension Response {
    /// The answer as the method of a request wants it: to HEAD, what would have been sent is told by the header alone
    /// (RFC 9110, section 9.3.2).
    func answering(_ request: Request) -> Response {
        request.method == .head ? createHeadResponse() : self
    }
}

extension ContractResponse {
    /// The same answer as Hummingbird sends it, marked as not to be sniffed, and as not to be kept unless it says otherwise.
    public var hummingbird: Response {
        var fields = HTTPFields()
        for header in headers {
            guard let name = HTTPField.Name(header.name) else { continue }
            // A name may stand several times, as Set-Cookie does (RFC 9110, section 5.3).
            fields.append(HTTPField(name: name, value: header.value))
        }
        if let mediaType, mayHaveBody { fields[.contentType] = mediaType }
        fields[.xContentTypeOptions] = "nosniff"
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
        return Response(
            status: HTTPResponse.Status(code: status), headers: fields, body: hummingbirdBody)
    }

    private var hummingbirdBody: ResponseBody {
        guard mayHaveBody else { return ResponseBody() }
        guard let stream else {
            return body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        }
        return ResponseBody { writer in
            for try await piece in stream { try await writer.write(ByteBuffer(bytes: piece)) }
            try await writer.finish(nil)
        }
    }
}
