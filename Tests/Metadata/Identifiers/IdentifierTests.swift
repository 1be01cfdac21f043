import Foundation
import Testing

@testable import Metadata

@Suite struct IdentifierTests {
    @Test func textIsLowercaseAndComesBack() throws {
        let text = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
        let id = try #require(FileID(text.uppercased()))
        #expect(id.description == text)
        #expect(FileID(id.description) == id)
        for _ in 0..<100 {
            let random = FileID.random()
            #expect(random.description == random.rawValue.uuidString.lowercased())
        }
    }

    @Test(arguments: ["", "0f1e2d3c", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "zf1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"])
    func otherTextIsRefused(_ text: String) {
        #expect(FileID(text) == nil)
    }
}
