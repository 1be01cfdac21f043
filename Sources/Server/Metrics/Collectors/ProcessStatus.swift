import Foundation

/// What the kernel says about this process, from `/proc` (proc(5)).
struct ProcessStatus: Sendable, Hashable {
    /// CPU time used, in user and kernel mode, in seconds.
    var cpuSeconds: Double
    var residentBytes: Double
    var virtualBytes: Double
    var threads: Double
    /// Seconds since the Unix epoch.
    var startTime: Double

    /// Reads the text of `/proc/self/stat`; nil where it is none.
    ///
    /// - Parameters:
    ///   - stat: The text. The command's name in parentheses may hold anything, so fields are counted from its end.
    ///   - bootTime: When the machine started, in seconds since the Unix epoch.
    ///   - ticksPerSecond: `sysconf(_SC_CLK_TCK)`.
    ///   - pageSize: In bytes.
    init?(stat: String, bootTime: Double, ticksPerSecond: Double, pageSize: Double) {
        guard let end = stat.lastIndex(of: ")") else { return nil }
        // The first field after the name is the third of proc(5), the state.
        let fields = stat[stat.index(after: end)...].split(whereSeparator: \.isWhitespace)
        func field(_ number: Int) -> Double? { fields.indices.contains(number - 3) ? Double(fields[number - 3]) : nil }
        guard let user = field(14), let system = field(15), let threads = field(20), let start = field(22),
            let size = field(23), let pages = field(24), ticksPerSecond > 0
        else { return nil }
        cpuSeconds = (user + system) / ticksPerSecond
        residentBytes = pages * pageSize
        virtualBytes = size
        self.threads = threads
        startTime = bootTime + start / ticksPerSecond
    }

    /// Reads `btime` of `/proc/stat`.
    static func bootTime(_ text: String) -> Double? {
        text.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) }
    }

    /// The soft limit of open files in `/proc/self/limits`; nil where there is none.
    static func openFilesLimit(_ text: String) -> Double? {
        text.split(separator: "\n").first { $0.hasPrefix("Max open files") }
            .flatMap { $0.dropFirst("Max open files".count).split(separator: " ").first }.flatMap { Double($0) }
    }
}
