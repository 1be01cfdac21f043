package import Foundation

/// What `make test` has started and told through the environment.
package struct TestEnvironment: Sendable {
    /// Why a test cannot run.
    package struct Missing: Error, CustomStringConvertible {
        let variable: String
        package var description: String {
            "\(variable) is not set. Run `make test`, which starts PostgreSQL and both stores."
        }
    }

    /// One of the stores that tests run against.
    package enum Store: String, Sendable, CaseIterable, CustomStringConvertible {
        case seaweedFS = "MINIO_ENDPOINT"
        case juiceFS = "JUICEFS_ENDPOINT"

        package var description: String { self == .seaweedFS ? "SeaweedFS" : "JuiceFS" }
    }

    /// How many times as long as usual tests wait for what must come: code that a sanitizer watches is slow.
    package static let patience = Double(ProcessInfo.processInfo.environment["TEST_PATIENCE"] ?? "") ?? 1

    package let databaseURL: String
    package let accessKey: String
    package let secretKey: String
    private let endpoints: [Store: String]

    package init() throws {
        databaseURL = try Self.value("DATABASE_URL")
        accessKey = try Self.value("MINIO_ACCESS_KEY")
        secretKey = try Self.value("MINIO_SECRET_KEY")
        var endpoints: [Store: String] = [:]
        for store in Store.allCases { endpoints[store] = try Self.value(store.rawValue) }
        self.endpoints = endpoints
    }

    package func endpoint(of store: Store) -> String { endpoints[store] ?? "" }

    package func place(of store: Store) -> StorePlace {
        StorePlace(endpoint: endpoint(of: store), accessKey: accessKey, secretKey: secretKey)
    }

    /// The program of a store, for a test that needs one of its own.
    package static func program(of store: Store) throws -> URL {
        URL(filePath: try value(store == .seaweedFS ? "MATCHBOT_TEST_WEED" : "MATCHBOT_TEST_JUICEFS"))
    }

    /// The `matchbot` that was built with these tests.
    package static var binary: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "matchbot")
    }

    /// Prometheus' promtool, which `make test` has fetched.
    package static func promtool() throws -> URL { URL(filePath: try value("PROMTOOL")) }

    /// The checkout that these tests were built from.
    package static var checkout: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    private static func value(_ name: String) throws -> String {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            throw Missing(variable: name)
        }
        return value
    }
}
