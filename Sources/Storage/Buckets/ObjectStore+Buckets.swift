import NIOHTTP1

extension ObjectStore {
    /// The names of the buckets that the keys may see, in the store's order.
    public func listBuckets() async throws(StorageError) -> [String] {
        try await surveyBuckets().names
    }

    /// What kind of server answers; one listing of the buckets finds it out.
    public func detectDialect() async throws(StorageError) -> StorageDialect {
        try await surveyBuckets().dialect
    }

    /// Whether a bucket exists and the keys may use it.
    ///
    /// - Throws: ``StorageError``; `accessDenied` also where the name belongs to somebody else.
    public func bucketExists(_ bucket: String) async throws(StorageError) -> Bool {
        do {
            _ = try await perform(StoreCall("head_bucket", .HEAD, bucket: bucket))
            return true
        } catch {
            guard error.code == .bucketNotFound else { throw error }
            return false
        }
    }

    /// Creates a bucket in the configured region.
    ///
    /// - Returns: Whether this call created it; `false` where it existed already and is ours.
    /// - Throws: ``StorageError``; `accessDenied` where the name belongs to somebody else.
    @discardableResult
    public func createBucket(_ bucket: String) async throws(StorageError) -> Bool {
        var call = StoreCall("create_bucket", .PUT, bucket: bucket)
        // For us-east-1 S3 wants no document at all.
        if configuration.region != "us-east-1" {
            let region = XMLText.escaped(configuration.region)
            let document =
                "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<LocationConstraint>\(region)</LocationConstraint></CreateBucketConfiguration>"
            call.body = Array(document.utf8)
            call.headers = [(name: "content-type", value: "application/xml")]
        }
        do {
            _ = try await perform(call)
            return true
        } catch {
            // Some stores say "already exists" for a bucket of ours too: whether we may use it decides.
            guard error.code == .conflict, try await bucketExists(bucket) else { throw error }
            return false
        }
    }

    /// Removes an empty bucket; one that does not exist counts as removed.
    ///
    /// - Throws: ``StorageError``; `conflict` where it still holds objects. Some stores (SeaweedFS by its default
    ///   setting) remove the objects too.
    public func deleteBucket(_ bucket: String) async throws(StorageError) {
        do {
            _ = try await perform(StoreCall("delete_bucket", .DELETE, bucket: bucket))
        } catch {
            guard error.code == .bucketNotFound else { throw error }
        }
    }

    /// The buckets' names together with the kind of server that listed them.
    func surveyBuckets() async throws(StorageError) -> (names: [String], dialect: StorageDialect) {
        let call = StoreCall("list_buckets", .GET)
        let answer = try await perform(call)
        let names = try answer.decode(operation: call.operation, BucketsAnswer.init).names
        return (names, answer.dialect)
    }
}
