import Testing

@testable import Server

@Suite struct MetricsRegistryTests {
    @Test func countsAnswersAndSortsTimesIntoBuckets() {
        let registry = MetricsRegistry()
        registry.record(operation: "getFile", status: 200, duration: .milliseconds(2))
        registry.record(operation: "getFile", status: 404, duration: .seconds(60))
        let text = registry.render(gauges: [(name: "jobs", help: "Jobs.", value: 3)])
        let lines = text.split(separator: "\n")
        for expected in [
            #"matchbot_http_requests_total{operation="getFile",status="200"} 1"#,
            #"matchbot_http_requests_total{operation="getFile",status="404"} 1"#,
            #"matchbot_http_request_duration_seconds_bucket{operation="getFile",le="0.001"} 0"#,
            #"matchbot_http_request_duration_seconds_bucket{operation="getFile",le="0.0025"} 1"#,
            #"matchbot_http_request_duration_seconds_bucket{operation="getFile",le="10.0"} 1"#,
            #"matchbot_http_request_duration_seconds_bucket{operation="getFile",le="+Inf"} 2"#,
            #"matchbot_http_request_duration_seconds_count{operation="getFile"} 2"#, "# TYPE jobs gauge", "jobs 3",
        ] {
            #expect(lines.contains { $0 == expected }, "\(expected)")
        }
    }
}
