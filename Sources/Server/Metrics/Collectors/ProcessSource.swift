import Foundation

/// The figures of this process, under the names that Prometheus' client libraries share.
struct ProcessSource: MetricSource {
    func families() -> [MetricFamily] {
        let boot = Self.text("/proc/stat").flatMap(ProcessStatus.bootTime)
        let status = Self.text("/proc/self/stat").flatMap { stat in
            ProcessStatus(
                stat: stat, bootTime: boot ?? 0, ticksPerSecond: Double(sysconf(Int32(_SC_CLK_TCK))),
                pageSize: Double(sysconf(Int32(_SC_PAGESIZE))))
        }
        let limit = Self.text("/proc/self/limits").flatMap(ProcessStatus.openFilesLimit)
        return [
            .counter("process_cpu_seconds_total", "CPU time used, in seconds.", status?.cpuSeconds),
            .gauge("process_resident_memory_bytes", "Memory in use, in bytes.", status?.residentBytes),
            .gauge("process_virtual_memory_bytes", "Address space in use, in bytes.", status?.virtualBytes),
            .gauge("process_threads", "Threads of the process.", status?.threads),
            .gauge("process_open_fds", "Open file descriptors.", openFiles),
            .gauge("process_max_fds", "File descriptors that may be open at once.", limit),
            .gauge(
                "process_start_time_seconds", "When the process started, in seconds since the Unix epoch.",
                boot == nil ? nil : status?.startTime),
        ]
    }

    private var openFiles: Double? {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { Double($0.count) }
    }

    /// The kernel says of these files that they are empty, so they are read to their end and not by their size.
    private static func text(_ path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.readToEnd() else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}
