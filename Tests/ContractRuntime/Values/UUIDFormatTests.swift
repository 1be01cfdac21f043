import ContractRuntime
import Foundation
import Testing

@Suite struct UUIDFormatTests {
    @Test func bothCasesAreReadAndLowerCaseIsWritten() {
        let text = "5F0C6d0e-8A4B-4a52-9a57-2f1f6d0f4c11"
        #expect(UUID(formatted: text)?.formatted == text.lowercased())
        #expect(UUID(formatted: "00000000-0000-0000-0000-000000000000") != nil)
    }

    @Test(arguments: [
        "", "5f0c6d0e8a4b4a529a572f1f6d0f4c11", "{5f0c6d0e-8a4b-4a52-9a57-2f1f6d0f4c1}",
        "5f0c6d0e-8a4b-4a52-9a57-2f1f6d0f4c1g",
        "5f0c6d0e-8a4b-4a52-9a57-2f1f6d0f4c1", "5f0c6d0e-8a4b-4a52-9a57-2f1f6d0f4c111",
        "5f0c6d0e-8a4b-4a52-9a572-f1f6d0f4c11",
        "5f0c6d0e-8a4b-4a52-9a57-2f1f6d0f4c1\0", "5f0c6d0e_8a4b_4a52_9a57_2f1f6d0f4c11",
        "+f0c6d0e-8a4b-4a52-9a57-2f1f6d0f4c11",
        " 5f0c6d0e-8a4b-4a52-9a57-2f1f6d0f4c1", "5f0c6d0e-8a4b-4a52-9a57-2f1f6d0f4cé",
        "0x0c6d0e-8a4b-4a52-9a57-2f1f6d0f4c11",
    ])
    func everythingElseIsRefused(_ text: String) {
        #expect(UUID(formatted: text) == nil)
    }
}
