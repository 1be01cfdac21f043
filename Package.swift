// swift-tools-version: 6.2
import PackageDescription

// `make test` counts the lines that its tests reach: of this package's own sources only, for instrumented dependencies
// would make build and tests slower and say nothing. The flags are there only when it asks for them, because a package
// with unsafe flags cannot be another one's dependency.
let measuresCoverage = Context.environment["MATCHBOT_COVERAGE"] != nil

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ] + (measuresCoverage ? [.unsafeFlags(["-profile-generate", "-profile-coverage-mapping"])] : [])
let linking: [LinkerSetting] = measuresCoverage ? [.unsafeFlags(["-profile-generate"])] : []

func target(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    exclude: [String] = [],
    resources: [Resource] = [],
    plugins: [Target.PluginUsage] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: settings,
        plugins: plugins)
}

func tests(
    _ folder: String,
    _ dependencies: [Target.Dependency],
    exclude: [String] = [],
    resources: [Resource] = [],
    plugins: [Target.PluginUsage] = []
) -> Target {
    .testTarget(
        name: "\(folder)Tests", dependencies: dependencies, path: "Tests/\(folder)", exclude: exclude,
        resources: resources, swiftSettings: settings, linkerSettings: linking, plugins: plugins)
}

/// Programs that `make fuzz` feeds with inputs; only it builds them, for their `main` is that of libFuzzer.
func fuzzers() -> [Target] {
    guard Context.environment["MATCHBOT_FUZZING"] != nil else { return [] }
    return ["Contract", "JSON", "Multipart", "YAML"].map { folder in
        .executableTarget(
            name: "\(folder)Fuzzing", dependencies: ["FuzzingProperties"], path: "Tests/Fuzzing/\(folder)",
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
    }
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

let package = Package(
    name: "matchbot-files",
    products: [
        .executable(name: "matchbot", targets: ["Server"]),
        .executable(name: "codegen", targets: ["codegen"]),
        .plugin(name: "CodegenPlugin", targets: ["CodegenPlugin"]),
        .library(name: "ContractRuntime", targets: ["ContractRuntime"]),
        .library(name: "ContractHummingbird", targets: ["ContractHummingbird"]),
        .library(name: "ContractClient", targets: ["ContractClient"]),
        .library(name: "ContractVerifier", targets: ["ContractVerifier"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.90.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.29.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.9.0"),
    ],
    targets: [
        // The compiler: openapi.yaml -> Swift. Nothing below "the service" is imported here.
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        target("YAML", ["CYAML"]),
        target("RegularExpressions"),
        target("OpenAPI", ["RegularExpressions", "YAML"]),
        target("SwiftGenerator", ["OpenAPI", "RegularExpressions", "YAML"]),
        .executableTarget(
            name: "codegen", dependencies: ["SwiftGenerator", "OpenAPI", "YAML", argumentParser],
            swiftSettings: settings, linkerSettings: linking),
        .plugin(name: "CodegenPlugin", capability: .buildTool(), dependencies: ["codegen"]),

        // What generated code stands on.
        target("ContractRuntime", ["RegularExpressions"]),
        target(
            "ContractHummingbird",
            [
                "ContractRuntime", hummingbird, logging, nioCore, nioHTTPTypes,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        target(
            "ContractClient",
            ["ContractRuntime", asyncHTTPClient, nioCore, .product(name: "NIOHTTP1", package: "swift-nio")]),

        // The service.
        target("Generated", ["ContractRuntime"], exclude: ["codegen.yaml"], plugins: ["CodegenPlugin"]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        target("TracePropagation", [tracing]),
        target("Storage", ["COpenSSL", asyncHTTPClient, nioCore, nioSSL, logging, tracing]),
        target("Metadata", ["CLibPQ", "TracePropagation", logging, tracing]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        target(
            "Ingestion",
            ["CExpat", "CZip", "Storage", "Metadata", "TracePropagation", nioCore, logging, serviceLifecycle, tracing]),
        target(
            "Housekeeping",
            ["Storage", "Metadata", "TracePropagation", nioCore, logging, serviceLifecycle, tracing]),
        target("Handlers", ["Generated", "ContractRuntime", "Ingestion", "Storage", "Metadata", logging]),
        .executableTarget(
            name: "Server",
            dependencies: [
                "CMutexAnnotations", "ContractHummingbird", "ContractRuntime", "Generated", "Handlers", "Housekeeping",
                "Ingestion", "Metadata", "Storage", "TracePropagation", argumentParser, asyncHTTPClient, hummingbird,
                logging, nioCore, serviceLifecycle, tracing,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings, linkerSettings: linking),

        // Verification.
        .target(name: "CMutexAnnotations"),
        target("ContractVerifier", ["ContractRuntime", "OpenAPI", "YAML"]),
        .target(
            name: "TestSupport",
            dependencies: [
                "CMutexAnnotations", "ContractRuntime", "Metadata", "Storage", asyncHTTPClient, logging, nioCore,
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ], path: "Tests/Support", swiftSettings: settings),
        tests(
            "Contract",
            [
                "ContractRuntime", "ContractVerifier", "Metadata", "OpenAPI", "Server", "Storage", "TestSupport",
                "YAML", logging,
            ],
            exclude: ["codegen.yaml"], plugins: ["CodegenPlugin"]),
        tests("RegularExpressions", ["RegularExpressions"]),
        tests("YAML", ["YAML"], resources: [.copy("Fixtures")]),
        .target(
            name: "JSONSchemaSuite", path: "Tests/JSONSchemaSuite", resources: [.copy("Fixtures")],
            swiftSettings: settings),
        tests("OpenAPI", ["JSONSchemaSuite", "OpenAPI", "YAML"]),
        tests("SwiftGenerator", ["SwiftGenerator", "OpenAPI", "YAML"], resources: [.copy("Fixtures")]),
        tests("Codegen", []),
        tests(
            "GeneratedTypes", ["ContractRuntime"], exclude: ["codegen.yaml", "schemas.yaml"],
            plugins: ["CodegenPlugin"]),
        tests(
            "GeneratedServer",
            [
                "ContractClient", "ContractHummingbird", "ContractRuntime", asyncHTTPClient, hummingbird, logging,
                nioCore,
                nioSSL, .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOTLS", package: "swift-nio"),
            ], exclude: ["codegen.yaml", "parts.json", "things.yaml"], plugins: ["CodegenPlugin"]),
        .target(
            name: "KeywordTable",
            dependencies: [
                "ContractHummingbird", "ContractRuntime", hummingbird, nioCore,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ], path: "Tests/KeywordTable", swiftSettings: settings),
        tests(
            "GeneratedKeywords", ["ContractRuntime", "KeywordTable"], exclude: ["codegen.yaml", "keywords.yaml"],
            plugins: ["CodegenPlugin"]),
        tests(
            "GeneratedKeywords30", ["ContractRuntime", "KeywordTable"], exclude: ["codegen.yaml", "keywords.yaml"],
            plugins: ["CodegenPlugin"]),
        tests(
            "GeneratedRules", ["ContractRuntime"], exclude: ["codegen.yaml", "rules.yaml"], plugins: ["CodegenPlugin"]),
        tests("ContractRuntime", ["ContractRuntime", "JSONSchemaSuite"], resources: [.copy("Fixtures")]),
        .target(
            name: "FuzzingProperties", dependencies: ["ContractRuntime", "OpenAPI", "SwiftGenerator", "YAML"],
            path: "Tests/Fuzzing/Properties", swiftSettings: settings),
        .testTarget(
            name: "FuzzingTests", dependencies: ["ContractRuntime", "FuzzingProperties"], path: "Tests/Fuzzing/Tests",
            swiftSettings: settings, linkerSettings: linking),
        tests(
            "Integration",
            [
                "ContractRuntime", "Housekeeping", "Ingestion", "Metadata", "Server", "Storage", "TestSupport", logging,
                nioCore, serviceLifecycle, .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        tests(
            "Storage",
            [
                "Storage", asyncHTTPClient, nioCore, nioSSL, logging, tracing,
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        tests("TracePropagation", ["TracePropagation", tracing]),
        tests(
            "Metadata",
            [
                "Metadata", "TracePropagation", logging, tracing,
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
            ]),
        tests(
            "Housekeeping",
            [
                "Housekeeping", "Ingestion", "Metadata", "Storage", asyncHTTPClient, nioCore, logging, serviceLifecycle,
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        tests("Handlers", ["ContractRuntime", "Generated", "Handlers", "Metadata", "Storage"]),
        tests(
            "Server",
            [
                "ContractHummingbird", "ContractRuntime", "Handlers", "Housekeeping", "Ingestion", "Metadata",
                "OpenAPI",
                "Server", "Storage", "TestSupport", "TracePropagation", asyncHTTPClient, hummingbird, logging, nioCore,
                tracing,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ], resources: [.copy("Fixtures")]),
        tests("ContractVerifier", ["ContractRuntime", "ContractVerifier", "OpenAPI"]),
        tests(
            "ContractHummingbird",
            [
                "ContractHummingbird", "ContractRuntime", "TestSupport", hummingbird, nioCore, nioHTTPTypes,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        tests("Ingestion", ["CZip", "Ingestion", "Metadata", "Storage", logging], resources: [.copy("Fixtures")]),
    ] + fuzzers()
)
