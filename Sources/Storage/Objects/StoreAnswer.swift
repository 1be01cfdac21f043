import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A successful answer: its head, and its body either collected or as a stream.
struct StoreAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    /// The collected body; empty where it is streamed.
    let bytes: [UInt8]
    /// The body where the call asked for a stream.
    let stream: HTTPClientResponse.Body?
    /// The place in the bulkhead that a streamed body holds until it is read.
    var slot: BulkheadSlot?

    /// The object's facts as the head states them.
    ///
    /// - Throws: `.malformedResponse` where length or entity tag are missing: without them nothing can be verified.
    func metadata(operation: String) throws(StorageError) -> ObjectMetadata {
        guard let length = headers.first(name: "content-length"), let size = Int64(length), size >= 0,
            let tag = headers.first(name: "etag"), !tag.isEmpty
        else { throw StorageError(.malformedResponse, operation: operation, status: status, requestID: requestID) }
        return ObjectMetadata(
            size: size, etag: EntityTag.bare(tag), contentType: headers.first(name: "content-type"),
            lastModified: headers.first(name: "last-modified").flatMap(StoreTimestamp.parseHTTPDate),
            storageClass: headers.first(name: "x-amz-storage-class"))
    }

    /// Reads the collected body with one of the answer types.
    func decode<Answer>(
        operation: String,
        _ decoder: ([UInt8]) throws(XMLScannerError) -> Answer
    ) throws(StorageError) -> Answer {
        do {
            return try decoder(bytes)
        } catch {
            throw StorageError(.malformedResponse, operation: operation, status: status, requestID: requestID)
        }
    }

    var requestID: String? { headers.first(name: "x-amz-request-id") }

    var dialect: StorageDialect { StorageDialect.detect(headers: headers) }
}
