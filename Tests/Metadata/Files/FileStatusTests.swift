import Testing

@testable import Metadata

@Suite struct FileStatusTests {
    @Test func legalTransitionsAreExactlyThese() {
        let legal: Set<String> = [
            "pending>uploading", "pending>uploaded", "pending>confirmed", "pending>failed", "uploading>uploaded",
            "uploading>confirmed", "uploading>failed", "uploaded>confirmed", "uploaded>failed",
            "confirmed>processing", "confirmed>failed", "processing>ready", "processing>failed",
        ]
        for from in FileStatus.allCases {
            for next in FileStatus.allCases {
                #expect(from.canBecome(next) == legal.contains("\(from)>\(next)"))
            }
        }
    }
}
