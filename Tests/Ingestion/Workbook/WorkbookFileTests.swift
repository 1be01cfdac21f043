import Foundation
import Testing

@testable import Ingestion

@Suite("Workbook file")
struct WorkbookFileTests {
    private static let bytes = try? TestWorkbook("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>").bytes()

    @Test(arguments: [1, 7, 1000, 100_000])
    func bytesMayComeInAnyPieces(_ pieceSize: Int) async throws {
        let bytes = try #require(Self.bytes)
        let file = WorkbookFile(limit: Int64(bytes.count))
        for start in stride(from: 0, to: bytes.count, by: pieceSize) {
            try await file.append(Array(bytes[start..<min(bytes.count, start + pieceSize)]))
        }
        try await file.open(sheet: nil)
        let (rows, properties) = try await file.nextRows()
        #expect(rows.map(\.texts) == [["1"], ["2"]])
        #expect(properties == TableProperties(sheet: "Sheet1"))
        #expect(try await file.nextRows().rows.isEmpty)
        await file.close()
    }

    @Test func moreBytesThanWereConfirmedAreRefused() async throws {
        let file = WorkbookFile(limit: 10)
        try await file.append(Array(repeating: 0, count: 10))
        await #expect(throws: ContentError.workbookTooLarge(limit: 10)) { try await file.append([0]) }
    }

    @Test func moreBytesThanAnUploadMayHaveAreRefused() async throws {
        let file = WorkbookFile(limit: .max)
        let piece = [UInt8](repeating: 0, count: 1 << 20)
        for _ in 0..<100 { try await file.append(piece) }
        await #expect(throws: ContentError.workbookTooLarge(limit: 100 << 20)) { try await file.append([0]) }
    }

    @Test func nothingButBytesIsRefused() async throws {
        await #expect(throws: ContentError.brokenArchive) { try await WorkbookFile(limit: 10).open(sheet: nil) }
    }

    @Test func cancellationEndsTheReading() async throws {
        let bytes = try #require(Self.bytes)
        let file = WorkbookFile(limit: 1 << 20)
        try await file.append(bytes)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await file.open(sheet: nil)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func temporaryFilesHaveNoName() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try TemporaryFile(folder: folder.path)
        try [1, 2, 3].withUnsafeBytes { try file.append($0) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        #expect(throws: TemporaryFileError.self) { try file.read(at: 20, length: 5) }
    }

    @Test func aDiskThatFailsIsToldWithoutItsPath() {
        do throws(TemporaryFileError) {
            _ = try TemporaryFile(folder: "/nowhere/at/all")
            Issue.record("made a file nowhere")
        } catch {
            #expect(
                error.description
                    == "could not create a temporary file: No such file or directory: check TMPDIR and its free space")
        }
    }
}
