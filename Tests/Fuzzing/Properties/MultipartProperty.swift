public import ContractRuntime

/// A form of parts is the same wherever it is split on its way, and is refused or taken alike.
public enum MultipartProperty {
    /// What the forms are sent with.
    public static let contentType = "multipart/form-data; boundary=b"

    /// What does not hold for these bytes; nil where all does.
    ///
    /// The first byte tells how many bytes arrive at once, the others are the form.
    public static func violation(_ bytes: [UInt8]) async -> String? {
        guard let size = bytes.first, size > 0 else { return nil }
        let form = Array(bytes.dropFirst())
        let whole = await parts([form])
        guard await parts(pieces(of: form, size: Int(size))) == whole else { return "split it has other parts" }
        return await parts(pieces(of: form, size: 1)) == whole ? nil : "byte by byte it has other parts"
    }

    private static func pieces(of bytes: [UInt8], size: Int) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    }

    /// The parts of a form that arrives in these pieces; nil for one that is refused.
    public static func parts(_ pieces: [[UInt8]]) async -> [BodyPart]? {
        let request = ContractRequest(
            requestID: "1", pathParameters: [:], query: "",
            header: { ["content-type": contentType, "transfer-encoding": "chunked"][$0.lowercased()] },
            collectBody: { _ in pieces.flatMap(\.self) }, streamBody: { _ in ByteStream(pieces) })
        do {
            let form = try request.streamedMultipartBody("multipart/form-data", limit: 1 << 20) { part in
                try await part.streamed.collect(upTo: 1 << 20)
            }
            var parts: [BodyPart] = []
            if let form { for try await part in form { parts.append(part) } }
            return parts
        } catch {
            return nil
        }
    }
}
