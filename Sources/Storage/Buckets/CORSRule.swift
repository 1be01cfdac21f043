/// Lets pages of some origins use presigned URLs from a browser (Fetch standard, CORS protocol).
public struct CORSRule: Sendable, Hashable {
    /// The origins, for example `https://app.example.org`, or `*`.
    public let allowedOrigins: [String]
    /// The methods a page may use.
    public let allowedMethods: [String]
    /// The request headers a page may send, or `*`.
    public let allowedHeaders: [String]
    /// The answer headers a page may read.
    public let exposedHeaders: [String]
    /// How long a browser may remember the permission, in seconds.
    public let maximumAgeSeconds: Int

    /// Makes a rule; as it stands it serves uploads by PUT or form, downloads, and reading the ETag.
    public init(
        allowedOrigins: [String],
        allowedMethods: [String] = ["GET", "HEAD", "PUT", "POST"],
        allowedHeaders: [String] = ["*"],
        exposedHeaders: [String] = ["ETag"],
        maximumAgeSeconds: Int = 3600
    ) {
        self.allowedOrigins = allowedOrigins
        self.allowedMethods = allowedMethods
        self.allowedHeaders = allowedHeaders
        self.exposedHeaders = exposedHeaders
        self.maximumAgeSeconds = max(0, maximumAgeSeconds)
    }

    /// The `CORSConfiguration` document of some rules.
    static func document(_ rules: [CORSRule]) -> String {
        let items = rules.map { rule in
            "<CORSRule>" + elements("AllowedOrigin", rule.allowedOrigins)
                + elements("AllowedMethod", rule.allowedMethods) + elements("AllowedHeader", rule.allowedHeaders)
                + elements("ExposeHeader", rule.exposedHeaders)
                + "<MaxAgeSeconds>\(rule.maximumAgeSeconds)</MaxAgeSeconds></CORSRule>"
        }
        return "<CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\(items.joined())"
            + "</CORSConfiguration>"
    }

    private static func elements(_ name: String, _ values: [String]) -> String {
        values.map { "<\(name)>\(XMLText.escaped($0))</\(name)>" }.joined()
    }
}
