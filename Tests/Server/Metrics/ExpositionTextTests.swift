import Testing

@testable import Server

@Suite struct ExpositionTextTests {
    @Test func writesHelpAndTypeOnceAndBeforeTheLines() {
        let family = MetricFamily(
            name: "files_total", help: "Files.", kind: .counter,
            samples: [
                .init(labels: [.init(name: "a", value: "1"), .init(name: "b", value: "2")], value: 3),
                .init(labels: [.init(name: "a", value: "2"), .init(name: "b", value: "2")], value: 0.5),
            ])
        #expect(
            ExpositionText.text([family, .gauge("depth", "Depth.", nil)]) == """
                # HELP files_total Files.
                # TYPE files_total counter
                files_total{a="1",b="2"} 3
                files_total{a="2",b="2"} 0.5
                # HELP depth Depth.
                # TYPE depth gauge

                """)
    }

    @Test func escapesWhatWouldEndALineOrALabel() {
        let family = MetricFamily.gauge("g", "a \"b\" \\ c\nd", by: "path", [("C:\\x\"\ny", 1)])
        #expect(
            ExpositionText.text([family]) == #"""
                # HELP g a "b" \\ c\nd
                # TYPE g gauge
                g{path="C:\\x\"\ny"} 1

                """#)
    }

    @Test(arguments: [
        (1.0, "1"), (-3, "-3"), (0.25, "0.25"), (1e18, "1e+18"), (.nan, "NaN"), (.infinity, "+Inf"),
        (-.infinity, "-Inf"), (104_857_600, "104857600"),
    ])
    func writesNumbersAsPrometheusReadsThem(value: Double, text: String) {
        #expect(ExpositionText.number(value) == text)
    }
}
