import Foundation

/// The room on the disk where workers keep workbooks while they read them.
struct DiskSource: MetricSource {
    var folder: URL

    func families() -> [MetricFamily] {
        var status = statvfs()
        let isKnown = statvfs(folder.path(percentEncoded: false), &status) == 0
        let size = Double(status.f_frsize)
        return [
            .gauge(
                "matchbot_temporary_disk_free_bytes", "Bytes free on the disk that TMPDIR is on.",
                isKnown ? Double(status.f_bavail) * size : nil),
            .gauge(
                "matchbot_temporary_disk_size_bytes", "Bytes of the disk that TMPDIR is on.",
                isKnown ? Double(status.f_blocks) * size : nil),
        ]
    }
}
