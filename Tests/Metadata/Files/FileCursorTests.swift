import Foundation
import Testing

@testable import Metadata

@Suite struct FileCursorTests {
    @Test func textComesBackToTheMicrosecond() {
        for _ in 0..<1000 {
            let moment = PostgresTime.date(microseconds: .random(in: -1_000_000...3_155_760_000_000_000))
            let cursor = FileCursor(createdAt: moment, id: .random())
            #expect(cursor.description.utf8.count == 48)
            #expect(FileCursor(cursor.description) == cursor)
        }
    }

    @Test(arguments: [
        "", "0", String(repeating: "g", count: 48), String(repeating: "0", count: 47),
        String(repeating: "A", count: 48),
        "-" + String(repeating: "0", count: 47), "+" + String(repeating: "0", count: 47),
        String(repeating: "é", count: 24),
        // Moments that no timestamp of PostgreSQL can hold.
        "f" + String(repeating: "0", count: 47), "7" + String(repeating: "f", count: 47),
    ])
    func otherTextIsRefused(_ text: String) {
        #expect(FileCursor(text) == nil)
    }
}
