import Foundation

extension PrivateStore {
    /// Somebody besides the administrator.
    package struct User: Sendable {
        package let accessKey: String
        package let secretKey: String
        /// What SeaweedFS calls actions: `Read`, `Write`, `List`, `Tagging`, `Admin`, each for all buckets or, as in
        /// `Read:files`, for one.
        package let actions: [String]

        package init(accessKey: String, secretKey: String, actions: [String]) {
            self.accessKey = accessKey
            self.secretKey = secretKey
            self.actions = actions
        }
    }

    /// Runs `body` with a SeaweedFS that knows these users besides its administrator.
    package static func withSeaweedFS<Value>(
        _ users: [User], isolation: isolated (any Actor)? = #isolation, _ body: (PrivateStore) async throws -> Value
    ) async throws -> Value {
        let folder = try makeFolder()
        try FileManager.default.createDirectory(
            at: folder.appending(path: "data"), withIntermediateDirectories: true)
        let everyone =
            [
                User(
                    accessKey: "administrator", secretKey: "administrators-key",
                    actions: ["Admin", "Read", "Write", "List", "Tagging"])
            ] + users
        let identities = everyone.map { user in
            [
                "name": user.accessKey, "actions": user.actions,
                "credentials": [["accessKey": user.accessKey, "secretKey": user.secretKey]],
            ]
        }
        try JSONSerialization.data(withJSONObject: ["identities": identities])
            .write(to: folder.appending(path: "identities.json"))
        let parts = ["master", "volume", "filer", "s3"]
        let ports = try await freePorts(2 * parts.count)
        var arguments = [
            "-logtostderr=true", "server", "-dir=\(path(folder, "data"))", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
            "-filer", "-s3", "-s3.config=\(path(folder, "identities.json"))", "-s3.port.iceberg=0", "-s3.port.lance=0",
            "-s3.autoCreateBucket=false", "-master.volumeSizeLimitMB=64", "-volume.max=100", "-master.telemetry=false",
            "-master.electionTimeout=500ms", "-volume.preStopSeconds=0",
        ]
        for (part, pair) in zip(parts, stride(from: 0, to: ports.count - 1, by: 2)) {
            arguments += ["-\(part).port=\(ports[pair])", "-\(part).port.grpc=\(ports[pair + 1])"]
        }
        return try await with(
            TestEnvironment.program(of: .seaweedFS), arguments,
            environment: ["WEED_MASTER_VOLUME_GROWTH_COPY_1": "1"], port: ports[6], folder: folder, body)
    }

    static func path(_ folder: URL, _ name: String) -> String {
        folder.appending(path: name).path(percentEncoded: false)
    }
}
