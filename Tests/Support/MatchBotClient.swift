package import ContractRuntime
import Foundation

/// Calls the service as a client does: JSON out, JSON in, and uploads straight to the store.
package struct MatchBotClient: Sendable {
    /// An answer and its JSON.
    package struct Answer: Sendable {
        package let status: Int
        package let json: JSONValue
        package let response: ContractResponse

        /// The stable code of a problem.
        package var code: String? { json["code"]?.string }
    }

    package let service: ServiceFixture
    package let url: String
    package let token: String?

    package init(_ service: ServiceFixture, _ server: ServerProcess, token: String?, prefix: String = "/api/v1") {
        self.service = service
        url = server.url + prefix
        self.token = token
    }

    package func call(
        _ method: String, _ path: String, _ body: String? = nil, headers others: [(String, String)] = []
    ) async throws -> Answer {
        var headers = others
        if let token { headers.append(("Authorization", "Bearer \(token)")) }
        if body != nil { headers.append(("Content-Type", "application/json")) }
        let response = try await service.send(method, url + path, headers: headers, body: body.map { Array($0.utf8) })
        let json = (try? JSONValue.read(jsonBytes: response.body)) ?? .null
        return Answer(status: response.status, json: json, response: response)
    }

    package func sign(
        filename: String = "transactions.csv", size: Int? = nil, contentType: String? = nil, method: String? = nil,
        reconciliation: String? = nil
    ) async throws -> Answer {
        var members = ["\"filename\":\(filename.json)", "\"file_type\":\"source\""]
        if let size { members.append("\"file_size_bytes\":\(size)") }
        if let contentType { members.append("\"content_type\":\(contentType.json)") }
        if let method { members.append("\"upload_method\":\(method.json)") }
        if let reconciliation { members.append("\"reconciliation_id\":\(reconciliation.json)") }
        return try await call("POST", "/files/sign_upload", "{\(members.joined(separator: ","))}")
    }

    /// Uploads as a signed answer says: one PUT, or a form whose file goes last.
    package func upload(
        _ content: [UInt8], _ signed: Answer, contentType: String? = nil, url other: String? = nil
    ) async throws -> ContractResponse {
        let target = other ?? signed.json["upload_url"]?.string ?? ""
        guard signed.json["method"]?.string == "POST" else {
            let headers = (signed.json["headers"]?.members ?? []).map { name, value in
                (name, name == "Content-Type" ? contentType ?? value.string ?? "" : value.string ?? "")
            }
            return try await service.send("PUT", target, headers: headers, body: content)
        }
        let boundary = "matchbot-\(UUID().uuidString)"
        var body: [UInt8] = []
        for (name, value) in signed.json["form_fields"]?.members ?? [] {
            body +=
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value.string ?? "")\r\n"
                .utf8
        }
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        body += "--\(boundary)\r\n\(head)".utf8
        body += content
        body += "\r\n--\(boundary)--\r\n".utf8
        return try await service.send(
            "POST", target, headers: [("Content-Type", "multipart/form-data; boundary=\(boundary)")], body: body)
    }

    package func confirm(_ file: String, metadata: String? = nil, reconciliation: String? = nil) async throws -> Answer
    {
        var members = ["\"file_id\":\(file.json)"]
        if let metadata { members.append("\"metadata\":\(metadata)") }
        if let reconciliation { members.append("\"reconciliation_id\":\(reconciliation.json)") }
        return try await call("POST", "/files/confirm", "{\(members.joined(separator: ","))}")
    }

    /// Polls the status until the file is ready or failed.
    package func finalStatus(_ identifier: String, within seconds: Double = 20) async throws -> JSONValue? {
        try await service.eventually(within: seconds) {
            let answer = try await call("GET", "/files/\(identifier)/status")
            let status = answer.json["status"]?.string
            return status == "ready" || status == "failed" ? answer.json : nil
        }
    }
}

extension JSONValue {
    /// A member of an object.
    package subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// An element of an array.
    package subscript(index: Int) -> JSONValue? {
        if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
    }

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    package var integer: Int64? {
        if case .number(let text) = self { Int64(text) } else { nil }
    }

    package var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    package var members: [(String, JSONValue)] {
        if case .object(let members) = self { members.map { ($0.key, $0.value) } } else { [] }
    }
}

extension String {
    /// The string as a JSON string.
    package var json: String { String(decoding: JSONValue.string(self).jsonBytes, as: UTF8.self) }
}
