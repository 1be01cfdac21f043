import Testing

@testable import Storage

@Suite struct BucketInitializerTests {
    @Test func theStoreExpiresNoUploadThatMayStillBeConfirmed() {
        let longestURL = 7
        let confirmation = 1
        let twoWeeksOfRefusal = 14
        #expect(BucketInitializer.temporaryExpirationDays > longestURL + confirmation + twoWeeksOfRefusal)
    }
}
