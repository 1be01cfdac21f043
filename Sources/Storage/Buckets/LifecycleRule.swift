/// Lets the store itself remove old objects: what it does without us, also while we are down.
public struct LifecycleRule: Sendable, Hashable {
    /// A name for the rule, at most 255 characters.
    public let identifier: String
    /// What the keys start with; empty for the whole bucket.
    public let prefix: String
    /// The age in whole days from which an object is removed; at least 1, the least that S3 knows.
    public let expirationDays: Int

    /// Makes a rule; days below 1 are raised to 1.
    public init(identifier: String, prefix: String = "", expirationDays: Int) {
        self.identifier = identifier
        self.prefix = prefix
        self.expirationDays = max(1, expirationDays)
    }

    /// The `LifecycleConfiguration` document of some rules.
    static func document(_ rules: [LifecycleRule]) -> String {
        let items = rules.map { rule in
            "<Rule><ID>\(XMLText.escaped(rule.identifier))</ID>"
                + "<Filter><Prefix>\(XMLText.escaped(rule.prefix))</Prefix></Filter><Status>Enabled</Status>"
                + "<Expiration><Days>\(rule.expirationDays)</Days></Expiration></Rule>"
        }
        return "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\(items.joined())"
            + "</LifecycleConfiguration>"
    }
}
