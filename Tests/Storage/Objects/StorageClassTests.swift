import Storage
import Testing

@Suite struct StorageClassTests {
    @Test(arguments: ["STANDARD", "STANDARD_IA", "GLACIER_IR", "INTELLIGENT_TIERING"])
    func aClassThatIsReadAtOnceIsTaken(name: String) {
        #expect(StorageClass(name)?.name == name)
    }

    @Test(arguments: [
        "", "GLACIER", "DEEP_ARCHIVE", "standard", "A B", "A\r\nX: y", "É", String(repeating: "A", count: 65),
    ])
    func anythingElseIsNone(name: String) {
        #expect(StorageClass(name) == nil)
    }
}
