/// Something that can tell metrics of this moment; asked at each scrape, so it must be quick and ask nobody.
protocol MetricSource: Sendable {
    /// The families with their values now.
    func families() -> [MetricFamily]
}
