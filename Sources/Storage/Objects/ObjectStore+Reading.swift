import NIOCore
import NIOHTTP1

extension ObjectStore {
    /// Asks for an object's size, entity tag, type and age without its bytes.
    ///
    /// - Throws: ``StorageError``. A HEAD answer has no body, so a store that sends no code in a header cannot say
    ///   whether the bucket or the object is missing (then `objectNotFound`), nor whether the keys or the permission is
    ///   wrong (then `accessDenied`).
    public func head(_ location: ObjectLocation) async throws(StorageError) -> ObjectMetadata {
        let call = StoreCall("head", .HEAD, location)
        return try await perform(call).metadata(operation: call.operation)
    }

    /// Opens an object for reading; its bytes are fetched as the stream is consumed.
    ///
    /// The stream counts as a call under way until its end, an error, or its last copy is gone.
    ///
    /// - Parameters:
    ///   - location: The object.
    ///   - etag: The only version to read, or `nil` for whatever is there.
    /// - Throws: ``StorageError``; `preconditionFailed` where the object is another version.
    public func get(
        _ location: ObjectLocation,
        ifMatch etag: String? = nil
    ) async throws(StorageError) -> ObjectStream {
        try await open(StoreCall("get", .GET, location), ifMatch: etag)
    }

    /// Reads a part of an object into memory.
    ///
    /// - Parameters:
    ///   - location: The object.
    ///   - offset: Where the part begins, in bytes from 0; it must lie before the object's end.
    ///   - count: The most bytes to read; fewer come where the object ends.
    ///   - etag: The only version to read, or `nil` for whatever is there.
    /// - Throws: ``StorageError``; `preconditionFailed` where the object is another version.
    public func read(
        _ location: ObjectLocation, from offset: Int64, count: Int, ifMatch etag: String? = nil
    ) async throws(StorageError) -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        var call = StoreCall("get_range", .GET, location)
        let last = offset.addingReportingOverflow(Int64(count) - 1)
        call.headers.append((name: "range", value: "bytes=\(offset)-\(last.overflow ? .max : last.partialValue)"))
        let stream = try await open(call, ifMatch: etag)
        // A store that ignores the range sends the whole object (RFC 9110, section 14.2).
        return try await read(stream, skipping: stream.isPartial ? 0 : Int(clamping: offset), count: count)
    }

    /// Takes bytes off a stream, all of them within the time of one transfer.
    ///
    /// A body that stands still is noticed by the stream only when its connection is given up, which no caller may set.
    func read(_ stream: ObjectStream, skipping offset: Int = 0, count: Int) async throws(StorageError) -> [UInt8] {
        do {
            return try await withDeadline(time.now().advanced(by: configuration.transferTimeout)) {
                var skipped = offset
                var bytes: [UInt8] = []
                for try await chunk in stream {
                    let view = chunk.readableBytesView.dropFirst(skipped)
                    skipped -= min(skipped, chunk.readableBytes)
                    bytes += view.prefix(count - bytes.count)
                    if bytes.count == count { break }
                }
                return bytes
            }
        } catch let error as StorageError {
            throw error
        } catch {
            let code = Task.isCancelled ? .cancelled : TransportFailure.code(for: error)
            throw StorageError(code, operation: stream.operation)
        }
    }

    private func open(_ request: StoreCall, ifMatch etag: String?) async throws(StorageError) -> ObjectStream {
        var call = request
        call.streamsAnswer = true
        if let etag { call.headers.append((name: "if-match", value: EntityTag.quoted(etag))) }
        let answer = try await perform(call)
        let metadata = try answer.metadata(operation: call.operation)
        guard let body = answer.stream else {
            throw StorageError(.malformedResponse, operation: call.operation, status: answer.status)
        }
        return ObjectStream(
            metadata: metadata, body: body, patience: configuration.transferTimeout, operation: call.operation,
            isPartial: answer.status == 206, slot: answer.slot, report: { recordDownload($0, bytes: $1, of: request) })
    }

    /// Lists objects in the order of their keys' bytes, one page a call.
    ///
    /// - Parameters:
    ///   - bucket: The bucket.
    ///   - prefix: What every key starts with; empty for all.
    ///   - continuationToken: The token of the page before, or `nil` for the first page.
    ///   - limit: The most objects to return, clamped to 1...500 so that a page always fits the answer limit of 1 MiB.
    /// - Throws: ``StorageError``.
    public func list(
        bucket: String,
        prefix: String,
        continuationToken: String?,
        limit: Int
    ) async throws(StorageError) -> ObjectPage {
        var call = StoreCall("list", .GET, bucket: bucket)
        call.query = [QueryItem("list-type", "2"), QueryItem("max-keys", String(min(max(limit, 1), 500)))]
        if !prefix.isEmpty { call.query.append(QueryItem("prefix", prefix)) }
        if let continuationToken { call.query.append(QueryItem("continuation-token", continuationToken)) }
        return try await perform(call).decode(operation: call.operation, ListBucketAnswer.init).page
    }
}
