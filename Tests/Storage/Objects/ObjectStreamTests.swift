import AsyncHTTPClient
import NIOCore
import Testing

@testable import Storage

@Suite struct ObjectStreamTests {
    @Test func handsOutEveryPromisedByteAndEnds() async throws {
        var iterator = stream(size: 5, chunks: ["ab", "cde"]).makeAsyncIterator()
        #expect(try await iterator.next() == ByteBuffer(string: "ab"))
        #expect(try await iterator.next() == ByteBuffer(string: "cde"))
        #expect(try await iterator.next() == nil)
        #expect(try await iterator.next() == nil)
    }

    @Test(arguments: [["ab"], [], ["ab", "cdef"]])
    func anyOtherLengthIsATruncatedBody(chunks: [String]) async throws {
        let error = try await failure { for try await _ in stream(size: 5, chunks: chunks) {} }
        #expect(error.code == .truncatedBody)
        #expect(error.operation == "get")
    }

    private func stream(size: Int64, chunks: [String]) -> ObjectStream {
        let body = AsyncStream<ByteBuffer> { continuation in
            for chunk in chunks { continuation.yield(ByteBuffer(string: chunk)) }
            continuation.finish()
        }
        return ObjectStream(
            metadata: ObjectMetadata(size: size, etag: "ab", contentType: nil, lastModified: nil),
            body: .stream(body), patience: .seconds(60))
    }
}
