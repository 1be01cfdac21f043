/// Puts a bucket and a key into the host and the path of a URL, by either addressing style.
struct BucketAddress: Sendable, Hashable {
    /// `http` or `https`.
    let scheme: String
    /// The `Host` header's value.
    let authority: String
    /// The percent-encoded path: what is sent is byte for byte what is signed.
    let path: String

    /// The address of the service itself (`bucket` is `nil`), of a bucket (`key` is `nil`) or of an object.
    init(endpoint: StorageEndpoint, style: StorageConfiguration.AddressingStyle, bucket: String?, key: String?) {
        scheme = endpoint.scheme
        let encodedKey = key.map { URIEncoding.path($0) } ?? ""
        guard let bucket else {
            authority = endpoint.authority
            path = "/"
            return
        }
        switch style {
        case .path:
            authority = endpoint.authority
            path = key == nil ? "/\(URIEncoding.component(bucket))" : "/\(URIEncoding.component(bucket))/\(encodedKey)"
        case .virtualHost:
            authority = "\(bucket).\(endpoint.authority)"
            path = "/\(encodedKey)"
        }
    }

    /// The URL without a query.
    var url: String { "\(scheme)://\(authority)\(path)" }
}
