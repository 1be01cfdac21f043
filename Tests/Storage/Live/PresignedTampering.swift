@testable import Storage

extension PresignedRequest {
    /// The request with one header changed, or left out.
    static func replacing(_ request: PresignedRequest, header: String, with value: String?) -> PresignedRequest {
        let headers = request.headers.compactMap { pair -> (name: String, value: String)? in
            guard pair.name == header else { return pair }
            return value.map { (name: pair.name, value: $0) }
        }
        return PresignedRequest(
            method: request.method, url: request.url, headers: headers, expiresAt: request.expiresAt)
    }

    /// The request with the first occurrence of a text in its URL changed.
    static func replacing(_ request: PresignedRequest, text: String, with other: String) -> PresignedRequest {
        guard let range = request.url.firstRange(of: text) else { return request }
        var url = request.url
        url.replaceSubrange(range, with: other)
        return PresignedRequest(
            method: request.method, url: url, headers: request.headers, expiresAt: request.expiresAt)
    }

    /// The request with the last character of its URL, which is the signature's, changed.
    static func replacing(_ request: PresignedRequest, lastWith character: Character) -> PresignedRequest {
        PresignedRequest(
            method: request.method, url: String(request.url.dropLast()) + String(character),
            headers: request.headers, expiresAt: request.expiresAt)
    }
}

extension PresignedForm {
    /// The form with one field changed.
    static func replacing(_ form: PresignedForm, field: String, with value: String) -> PresignedForm {
        PresignedForm(
            url: form.url, fields: form.fields.map { (name: $0.name, value: $0.name == field ? value : $0.value) },
            expiresAt: form.expiresAt)
    }
}
