import Testing

@testable import Metadata

@Suite("Row writer")
struct RowWriterTests {
    @Test func aChunkThatLibpqHadNoRoomForIsPutAgain() async throws {
        var steps: [String] = []
        var answers: [CopyProgress] = [.refused, .blocked]
        try await RowWriter.deliver {
            steps.append("put")
            return answers.removeFirst()
        } wait: { () async throws(DatabaseError) in
            steps.append("wait")
        }
        #expect(steps == ["put", "wait", "put", "wait"])
    }

    @Test func aChunkThatIsRefusedWithNothingBeforeItIsAnError() async {
        var puts = 0
        let error = await #expect(throws: DatabaseError.self) {
            try await RowWriter.deliver {
                puts += 1
                return .refused
            } wait: {
            }
        }
        #expect(puts == 2)
        #expect(error?.hint == "libpq is out of memory")
    }

    @Test func aChunkThatLibpqHoldsIsPutOnce() async throws {
        for progress in [CopyProgress.done, .blocked] {
            var puts = 0
            try await RowWriter.deliver {
                puts += 1
                return progress
            } wait: {
            }
            #expect(puts == 1)
        }
    }
}
