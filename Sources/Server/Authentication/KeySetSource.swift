import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Where the set of keys comes from.
protocol KeySetSource: Sendable {
    /// Reads the set's text, within a bounded time, and at most `KeySet.maximumBytes` of it.
    func read() async throws(KeySetReadFailure) -> [UInt8]
}

/// Why a set could not be read.
struct KeySetReadFailure: Error, Hashable {
    /// How it is counted.
    var outcome: KeySetOutcome
    /// What happened, for the log.
    var description: String
}

/// A set in a file, such as a mounted secret; it may be replaced at any time, best by renaming.
struct FileKeySetSource: KeySetSource {
    var path: String
    /// Where the file is read, for that blocks.
    var threadPool: NIOThreadPool = .singleton

    func read() async throws(KeySetReadFailure) -> [UInt8] {
        do {
            let bytes = try await threadPool.runIfActive { [path] in try Self.contents(of: path) }
            guard bytes.count <= KeySet.maximumBytes else {
                throw KeySetReadFailure(outcome: .tooLarge, description: "The file is too large.")
            }
            return bytes
        } catch let error as KeySetReadFailure {
            throw error
        } catch {
            throw KeySetReadFailure(outcome: .unreachable, description: "The file cannot be read.")
        }
    }

    /// At most one byte more than a set may have.
    static func contents(of path: String) throws -> [UInt8] {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        return [UInt8](try file.read(upToCount: KeySet.maximumBytes + 1) ?? Data())
    }
}

/// A set behind a URL of the identity provider.
///
/// One answer counts: 200 from this very address, within the deadline. A redirect is not followed, for the address of the
/// keys is what the operator trusts.
struct WebKeySetSource: KeySetSource {
    var url: String
    var client: HTTPClient
    /// How long an answer may take, to its last byte.
    var deadline = TimeAmount.seconds(5)

    /// A client that follows no redirect.
    static func makeClient() -> HTTPClient {
        HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: .init(
                redirectConfiguration: .disallow,
                timeout: .init(connect: .seconds(3), read: .seconds(5))))
    }

    func read() async throws(KeySetReadFailure) -> [UInt8] {
        do {
            return try await withThrowingTaskGroup(of: [UInt8].self) { group in
                group.addTask { try await fetch() }
                group.addTask {
                    try await Task.sleep(for: .nanoseconds(deadline.nanoseconds))
                    throw KeySetReadFailure(outcome: .timedOut, description: "The answer took too long.")
                }
                defer { group.cancelAll() }
                return try await group.next() ?? []
            }
        } catch let error as KeySetReadFailure {
            throw error
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout {
            throw KeySetReadFailure(outcome: .timedOut, description: "The answer took too long.")
        } catch {
            throw KeySetReadFailure(
                outcome: .unreachable, description: "No answer: \(String(describing: type(of: error))).")
        }
    }

    private func fetch() async throws -> [UInt8] {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Accept", value: "application/jwk-set+json, application/json")
        let response = try await client.execute(request, deadline: .now() + deadline)
        switch response.status.code {
        case 200: break
        case 300..<400:
            throw KeySetReadFailure(outcome: .redirected, description: "Redirects are not followed.")
        default:
            throw KeySetReadFailure(
                outcome: .unexpectedStatus, description: "The status was \(response.status.code).")
        }
        do {
            return Array(buffer: try await response.body.collect(upTo: KeySet.maximumBytes))
        } catch is NIOTooManyBytesError {
            throw KeySetReadFailure(outcome: .tooLarge, description: "The answer is too large.")
        }
    }
}
