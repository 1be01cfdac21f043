import NIOHTTP1

extension ObjectStore {
    /// Stores bytes under a key, replacing what was there, and returns the new version's entity tag.
    ///
    /// The bytes' SHA-256 is signed, so the store refuses them where they arrive changed.
    public func put(
        _ location: ObjectLocation,
        bytes: [UInt8],
        contentType: String
    ) async throws(StorageError) -> String {
        var call = StoreCall("put", .PUT, location)
        call.headers = [(name: "content-type", value: contentType)]
        call.body = bytes
        call.isTransfer = true
        let answer = try await perform(call)
        guard let tag = answer.headers.first(name: "etag"), !tag.isEmpty else {
            throw StorageError(
                .malformedResponse, operation: call.operation, status: answer.status, requestID: answer.requestID)
        }
        return EntityTag.bare(tag)
    }

    /// Copies one version of an object inside the store and returns the copy's entity tag.
    ///
    /// The bytes do not pass through this process. The copy keeps the source's Content-Type.
    ///
    /// - Parameters:
    ///   - source: The object to copy, at most 5 GiB.
    ///   - destination: Where the copy goes; what was there is replaced.
    ///   - etag: The only version that may be copied.
    ///   - storageClass: How the copy is kept; nil for the store's default.
    /// - Throws: ``StorageError``; `preconditionFailed` where the source is another version, `invalidStorageClass` where
    ///   the store lacks the class. A 200 whose body reports an error is an error.
    public func copy(
        _ source: ObjectLocation,
        to destination: ObjectLocation,
        ifSourceMatches etag: String,
        storageClass: StorageClass? = nil
    ) async throws(StorageError) -> String {
        var call = StoreCall("copy", .PUT, destination)
        call.headers = [
            (
                name: "x-amz-copy-source",
                value: "/\(URIEncoding.component(source.bucket))/\(URIEncoding.path(source.key))"
            ),
            (name: "x-amz-copy-source-if-match", value: EntityTag.quoted(etag)),
        ]
        if let storageClass { call.headers.append((name: "x-amz-storage-class", value: storageClass.name)) }
        call.isTransfer = true
        // The condition names one version of the bytes, so a second copy writes what the first wrote.
        call.isIdempotent = true
        return try await perform(call).decode(operation: call.operation, CopyAnswer.init).etag
    }

    /// Removes an object; one that does not exist counts as removed.
    public func delete(_ location: ObjectLocation) async throws(StorageError) {
        do {
            _ = try await perform(StoreCall("delete", .DELETE, location))
        } catch {
            guard error.code == .objectNotFound else { throw error }
        }
    }
}
