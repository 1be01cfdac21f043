import ContractRuntime
import Foundation
import TestSupport

/// A form as a browser sends it, with any fields in any order, and with or without a file.
struct Form {
    private let fields: [(String, String)]
    private let file: [UInt8]?

    init(_ fields: [(String, String)], _ file: [UInt8]?) {
        self.fields = fields
        self.file = file
    }

    /// Posts it; returns the store's status.
    func send(to url: String, _ service: ServiceFixture) async throws -> Int {
        let boundary = "threat-\(UUID().uuidString)"
        var body: [UInt8] = []
        for (name, value) in fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        if let file {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n".utf8
            body += "Content-Type: text/csv\r\n\r\n".utf8
            body += file
            body += "\r\n".utf8
        }
        body += "--\(boundary)--\r\n".utf8
        let headers = [("Content-Type", "multipart/form-data; boundary=\(boundary)")]
        return try await service.send("POST", url, headers: headers, body: body).status
    }
}
