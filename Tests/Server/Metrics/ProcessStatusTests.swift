import Foundation
import Testing

@testable import Server

@Suite struct ProcessStatusTests {
    /// Of proc(5), with a command's name that looks like fields.
    private static let stat =
        "4242 (a) R 1 (b) S 1 4242 4242 0 -1 4194560 9 0 0 0 250 50 0 0 20 0 7 0 10000 1073741824 2048 "
        + "18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 1 0 0 0 0 0"

    @Test func readsTheFieldsBehindTheName() throws {
        let status = try #require(
            ProcessStatus(stat: Self.stat, bootTime: 1_000_000, ticksPerSecond: 100, pageSize: 4_096))
        #expect(status.cpuSeconds == 3)
        #expect(status.threads == 7)
        #expect(status.startTime == 1_000_100)
        #expect(status.virtualBytes == 1_073_741_824)
        #expect(status.residentBytes == 8_388_608)
    }

    @Test(arguments: ["", "1 no name", "1 (cut) R 1 2"]) func knowsNothingOfWhatIsNoStatus(_ text: String) {
        #expect(ProcessStatus(stat: text, bootTime: 0, ticksPerSecond: 100, pageSize: 4_096) == nil)
    }

    @Test func readsTheTimeOfTheBootAndTheLimitOfFiles() {
        #expect(ProcessStatus.bootTime("cpu 1 2\nbtime 1700000000\nprocesses 9\n") == 1_700_000_000)
        #expect(ProcessStatus.bootTime("cpu 1 2\n") == nil)
        let limits = "Limit  Soft Limit  Hard Limit  Units\nMax open files            1024     4096     files\n"
        #expect(ProcessStatus.openFilesLimit(limits) == 1_024)
        #expect(ProcessStatus.openFilesLimit("Max open files   unlimited   unlimited   files\n") == nil)
    }

    @Test func everyFigureOfThisProcessIsThereAndCredible() throws {
        let figures = Dictionary(
            uniqueKeysWithValues: ProcessSource().families().map { ($0.name, $0.samples.first?.value) })
        let resident = try #require(figures["process_resident_memory_bytes"] ?? nil)
        #expect(resident > 1_048_576)
        let started = try #require(figures["process_start_time_seconds"] ?? nil)
        #expect(abs(Date().timeIntervalSince1970 - started) < 86_400)
        for name in [
            "process_cpu_seconds_total", "process_threads", "process_open_fds", "process_virtual_memory_bytes",
        ] {
            #expect((figures[name] ?? nil) ?? 0 > 0, "\(name)")
        }
    }

    @Test func tellsTheRoomOnTheDisk() throws {
        let values = DiskSource(folder: FileManager.default.temporaryDirectory).families().map {
            $0.samples.first?.value
        }
        let free = try #require(values.first ?? nil)
        let size = try #require(values.last ?? nil)
        #expect(free > 0 && free < size)
        #expect(DiskSource(folder: URL(filePath: "/nowhere")).families().allSatisfy { $0.samples.isEmpty })
    }
}
