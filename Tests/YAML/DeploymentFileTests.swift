import Foundation
import Testing
import YAML

/// Files of deploy/ that no program here runs, read as YAML with every key once.
@Suite struct DeploymentFileTests {
    private func load(_ name: String) throws -> YAMLNode {
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = checkout.appending(path: "deploy").appending(path: name)
        return try YAMLLoader.load([UInt8](try Data(contentsOf: file)), file: name)
    }

    @Test func composeStartsEverythingThatTheServiceNeedsAndWhatWatchesIt() throws {
        let compose = try load("compose.yaml")
        let services = try #require(compose["services"])
        #expect(services.entries.map(\.key) == ["postgresql", "minio", "matchbot", "prometheus", "grafana"])
        let volumes = Set(compose["volumes"]?.entries.map(\.key) ?? [])
        for service in services.entries {
            #expect(service.value["image"]?.text?.contains(":") == true || service.value["build"] != nil)
            for mount in service.value["volumes"]?.elements.compactMap(\.text) ?? [] where !mount.hasPrefix("./") {
                #expect(volumes.contains(String(mount.prefix { $0 != ":" })), "\(mount)")
            }
        }
    }

    @Test func grafanaFindsPrometheusAndTheDashboard() throws {
        let sources = try load("grafana/provisioning/datasources/prometheus.yaml")
        #expect(sources["datasources"]?.elements.first?["url"]?.text == "http://prometheus:9090")
        let dashboards = try load("grafana/provisioning/dashboards/matchbot-files.yaml")
        #expect(dashboards["providers"]?.elements.first?["type"]?.text == "file")
    }
}
