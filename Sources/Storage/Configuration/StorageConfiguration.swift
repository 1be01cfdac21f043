/// Says where the object store is, who we are there and how long we wait.
public struct StorageConfiguration: Sendable {
    /// Where a bucket's name goes in a URL.
    public enum AddressingStyle: String, Sendable, Hashable, CaseIterable {
        /// `https://host/bucket/key`: every S3 server understands it. The default.
        case path
        /// `https://bucket.host/key`: what AWS prefers; needs a wildcard DNS entry.
        case virtualHost
    }

    /// Where this service connects.
    public var endpoint: StorageEndpoint
    /// What presigned URLs are signed for: the address that browsers can resolve.
    public var publicEndpoint: StorageEndpoint
    /// The region in every signature's scope; `us-east-1` unless told.
    public var region: String
    /// The keys that sign every request.
    public var credentials: StorageCredentials
    /// The three buckets of the service.
    public var buckets: BucketNames
    /// Where a bucket's name goes in a URL; ``AddressingStyle/path`` unless told.
    public var addressingStyle: AddressingStyle
    /// The longest a call may take from its start to its whole answer, retries and pauses included; 10 s unless told.
    ///
    /// For ``ObjectStore/get(_:ifMatch:)`` it covers the answer's head; the body has its own idle limit.
    public var requestTimeout: Duration
    /// The longest an upload or a server-side copy may take, and a download may stand still; 60 s unless told.
    ///
    /// Some stores copy byte by byte before they answer, so a copy needs more than ``requestTimeout``.
    public var transferTimeout: Duration
    /// The browser origins that may use presigned URLs; `["*"]` unless told.
    public var allowedOrigins: [String]
    /// How calls behave while the store is slow, failing or gone; see its own defaults.
    public var resilience: ResilienceConfiguration

    /// Takes an installation's settings; `publicEndpoint` is `endpoint` unless told.
    public init(
        endpoint: StorageEndpoint,
        publicEndpoint: StorageEndpoint? = nil,
        region: String = "us-east-1",
        credentials: StorageCredentials,
        buckets: BucketNames = BucketNames(),
        addressingStyle: AddressingStyle = .path,
        requestTimeout: Duration = .seconds(10),
        transferTimeout: Duration = .seconds(60),
        allowedOrigins: [String] = ["*"],
        resilience: ResilienceConfiguration = .init()
    ) {
        self.endpoint = endpoint
        self.publicEndpoint = publicEndpoint ?? endpoint
        self.region = region
        self.credentials = credentials
        self.buckets = buckets
        self.addressingStyle = addressingStyle
        self.requestTimeout = requestTimeout
        self.transferTimeout = transferTimeout
        self.allowedOrigins = allowedOrigins
        self.resilience = resilience
    }
}
