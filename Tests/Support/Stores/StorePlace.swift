/// Where a store is, and the keys of whoever uses it.
package struct StorePlace: Sendable {
    /// Host and port.
    package let endpoint: String
    package let accessKey: String
    package let secretKey: String

    package init(endpoint: String, accessKey: String, secretKey: String) {
        self.endpoint = endpoint
        self.accessKey = accessKey
        self.secretKey = secretKey
    }
}
