import AsyncHTTPClient
import FoundationEssentials
import Logging
import NIOCore
import NIOHTTP1
import Storage
import Testing

/// One of the two real stores, with buckets of its own whose names no other test uses.
struct LiveStore: Sendable {
    /// Which of the stores; every live test runs against both.
    enum Kind: String, Sendable, CaseIterable {
        case first = "MINIO_ENDPOINT"
        case second = "JUICEFS_ENDPOINT"
    }

    struct Missing: Error, CustomStringConvertible {
        let variable: String
        var description: String { "\(variable) is not set: run `make test`, which starts the stores" }
    }

    let configuration: StorageConfiguration
    let client: HTTPClient
    let store: ObjectStore
    let presigner: Presigner
    let dialect: StorageDialect

    var files: String { configuration.buckets.reconciliationFiles }
    var uploads: String { configuration.buckets.temporaryUploads }

    /// Runs `body` with the store and removes whatever it left behind.
    static func with(
        _ kind: Kind,
        creating buckets: Set<Bucket> = [.uploads],
        _ body: (LiveStore) async throws -> Void
    ) async throws {
        let configuration = try configuration(kind)
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: configuration.httpClientConfiguration)
        do {
            let store = ObjectStore(
                configuration: configuration, httpClient: client, logger: Logger(label: "test"), now: { Date() })
            let live = LiveStore(
                configuration: configuration, client: client, store: store,
                presigner: Presigner(configuration: configuration, now: { Date() }),
                dialect: try await store.detectDialect())
            do {
                if buckets.contains(.uploads) { try await store.createBucket(live.uploads) }
                if buckets.contains(.files) { try await store.createBucket(live.files) }
                try await body(live)
            } catch {
                try? await live.removeBuckets()
                throw error
            }
            try await live.removeBuckets()
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    enum Bucket {
        case uploads
        case files
    }

    static func configuration(_ kind: Kind) throws -> StorageConfiguration {
        let suffix = UUID().uuidString.lowercased().prefix(8)
        return StorageConfiguration(
            endpoint: try StorageEndpoint(parsing: try variable(kind.rawValue), secure: false),
            credentials: StorageCredentials(
                accessKey: try variable("MINIO_ACCESS_KEY"), secretKey: try variable("MINIO_SECRET_KEY")),
            buckets: BucketNames(
                reconciliationFiles: "live-files-\(suffix)", reconciliationReports: "live-reports-\(suffix)",
                temporaryUploads: "live-uploads-\(suffix)"))
    }

    private static func variable(_ name: String) throws -> String {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            throw Missing(variable: name)
        }
        return value
    }

    /// The same store seen with other settings.
    func store(
        changing change: (inout StorageConfiguration) throws -> Void,
        now: @escaping @Sendable () -> Date = { Date() }
    ) rethrows -> ObjectStore {
        var changed = configuration
        try change(&changed)
        return ObjectStore(configuration: changed, httpClient: client, logger: Logger(label: "test"), now: now)
    }

    /// Reads a whole object.
    func read(_ location: ObjectLocation) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in try await store.get(location) { bytes.append(contentsOf: chunk.readableBytesView) }
        return bytes
    }

    /// Sends what a client would send that holds a presigned request.
    func send(_ presigned: PresignedRequest, body: [UInt8]? = nil) async throws -> ClientAnswer {
        var request = HTTPClientRequest(url: presigned.url)
        request.method = HTTPMethod(rawValue: presigned.method)
        for header in presigned.headers where header.name != "Content-Length" {
            request.headers.add(name: header.name, value: header.value)
        }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        return try await send(request)
    }

    /// Posts what a browser would post that holds a presigned form.
    func post(_ form: PresignedForm, file: [UInt8]) async throws -> ClientAnswer {
        let boundary = "boundary-\(UUID().uuidString)"
        var body: [UInt8] = []
        for field in form.fields {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n".utf8)
            body += Array("\(field.value)\r\n".utf8)
        }
        body += Array(
            ("--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n").utf8)
        body += file + Array("\r\n--\(boundary)--\r\n".utf8)
        var request = HTTPClientRequest(url: form.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "multipart/form-data; boundary=\(boundary)")
        request.body = .bytes(ByteBuffer(bytes: body))
        return try await send(request)
    }

    /// Sends what anybody could send who holds nothing at all.
    func sendUnsigned(
        _ method: HTTPMethod, _ location: ObjectLocation, headers: [(String, String)] = []
    ) async throws -> ClientAnswer {
        var request = HTTPClientRequest(url: "\(configuration.endpoint)/\(location.bucket)/\(location.key)")
        request.method = method
        for header in headers { request.headers.add(name: header.0, value: header.1) }
        return try await send(request)
    }

    private func send(_ request: HTTPClientRequest) async throws -> ClientAnswer {
        let response = try await client.execute(request, timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 1 << 20)
        return ClientAnswer(
            status: Int(response.status.code), headers: response.headers, body: String(buffer: body))
    }

    private func removeBuckets() async throws {
        for bucket in configuration.buckets.all where try await store.bucketExists(bucket) {
            var token: String?
            repeat {
                let page = try await store.list(bucket: bucket, prefix: "", continuationToken: token, limit: 500)
                for object in page.objects {
                    try await store.delete(ObjectLocation(bucket: bucket, key: object.key))
                }
                token = page.nextContinuationToken
            } while token != nil
            try await store.deleteBucket(bucket)
        }
    }
}

/// What a client without any credential got.
struct ClientAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: String
}

/// Runs an operation that must fail and returns its error.
func failure<Value>(of operation: () async throws -> Value) async throws -> StorageError {
    do {
        _ = try await operation()
    } catch let error as StorageError {
        return error
    }
    throw UnexpectedSuccess()
}

struct UnexpectedSuccess: Error {}
