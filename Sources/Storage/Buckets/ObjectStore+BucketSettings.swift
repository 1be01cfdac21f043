import NIOHTTP1

extension ObjectStore {
    /// Replaces a bucket's lifecycle rules.
    ///
    /// - Throws: ``StorageError``; `notImplemented` where the store has none.
    public func putLifecycle(_ rules: [LifecycleRule], bucket: String) async throws(StorageError) {
        try await putSetting(
            "lifecycle", operation: "put_lifecycle", bucket: bucket, document: LifecycleRule.document(rules))
    }

    /// Replaces a bucket's CORS rules.
    ///
    /// - Throws: ``StorageError``; `notImplemented` where the store has none per bucket.
    public func putCORS(_ rules: [CORSRule], bucket: String) async throws(StorageError) {
        try await putSetting("cors", operation: "put_cors", bucket: bucket, document: CORSRule.document(rules))
    }

    /// Makes sure that no bucket policy opens the bucket to everybody.
    ///
    /// A bucket without a policy is private on every S3. A policy that allows something to everybody without a
    /// condition, or that cannot be read, is removed; any other policy is an operator's decision and stays.
    ///
    /// - Returns: Whether a policy was removed.
    /// - Throws: ``StorageError``; `notImplemented` where the store has no policies.
    @discardableResult
    public func makePrivate(_ bucket: String) async throws(StorageError) -> Bool {
        var call = StoreCall("get_policy", .GET, bucket: bucket)
        call.query = [QueryItem("policy")]
        let document: [UInt8]
        do {
            document = try await perform(call).bytes
        } catch {
            guard error.storeCode == "NoSuchBucketPolicy" else { throw error }
            return false
        }
        guard BucketPolicy.opensToEverybody(document) else { return false }
        var removal = StoreCall("delete_policy", .DELETE, bucket: bucket)
        removal.query = [QueryItem("policy")]
        do {
            _ = try await perform(removal)
        } catch {
            guard error.storeCode == "NoSuchBucketPolicy" else { throw error }
        }
        return true
    }

    private func putSetting(
        _ setting: String, operation: String, bucket: String, document: String
    ) async throws(StorageError) {
        var call = StoreCall(operation, .PUT, bucket: bucket)
        call.query = [QueryItem(setting)]
        call.body = Array(document.utf8)
        call.headers = [(name: "content-type", value: "application/xml")]
        if let digest = ContentMD5.headerValue(for: call.body) {
            call.headers.append((name: "content-md5", value: digest))
        }
        _ = try await perform(call)
    }
}
