// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "notes",
    dependencies: [
        // A package of its own writes `.package(url: "…/matchbot-files", from: "…")` here.
        .package(name: "matchbot-files", path: "../.."),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0"),
    ],
    targets: [
        .target(
            name: "NotesContract",
            dependencies: [.product(name: "ContractRuntime", package: "matchbot-files")],
            exclude: ["codegen.yaml"],
            plugins: [.plugin(name: "CodegenPlugin", package: "matchbot-files")]),
        .executableTarget(
            name: "Notes",
            dependencies: [
                "NotesContract",
                .product(name: "ContractRuntime", package: "matchbot-files"),
                .product(name: "ContractHummingbird", package: "matchbot-files"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ]),
        .testTarget(
            name: "NotesTests",
            dependencies: ["Notes", .product(name: "HummingbirdTesting", package: "hummingbird")],
            path: "Tests/Notes"),
        // Replays the examples of the contract.
        .testTarget(
            name: "NotesContractTests",
            dependencies: [
                "Notes",
                .product(name: "ContractRuntime", package: "matchbot-files"),
                .product(name: "ContractVerifier", package: "matchbot-files"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            path: "Tests/NotesContract",
            exclude: ["codegen.yaml"],
            plugins: [.plugin(name: "CodegenPlugin", package: "matchbot-files")]),
    ]
)
