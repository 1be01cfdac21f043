import Foundation
import TestSupport
import Testing

@testable import Server

@Suite struct TokenKeyringTests {
    private let start = Date(timeIntervalSince1970: 1_800_000_000)
    private let keyring = TokenKeyring(overlap: 60)

    private func set(_ keys: SigningKey...) throws -> KeySet {
        let text = try keys.map { try $0.jsonWebKey() }.joined(separator: ",")
        return try KeySet(json: Array(#"{"keys":[\#(text)]}"#.utf8))
    }

    @Test func takesARemovedKeyForTheOverlapAndNoLonger() throws {
        let old = SigningKey.es256("old")
        keyring.replace(with: try set(old), at: start)
        let lookup = try #require(keyring.key(named: "old", at: start))
        #expect(keyring.replace(with: try set(.es256("new")), at: start.addingTimeInterval(10)))
        #expect(keyring.isUsable(lookup, at: start.addingTimeInterval(69)))
        #expect(!keyring.isUsable(lookup, at: start.addingTimeInterval(70)))
        #expect(keyring.key(named: "old", at: start.addingTimeInterval(70)) == nil)
        #expect(keyring.key(named: "new", at: start.addingTimeInterval(70)) != nil)
    }

    /// Otherwise each reading would give a removed key another while.
    @Test func doesNotProlongTheOverlapByFurtherReadings() throws {
        keyring.replace(with: try set(.es256("old")), at: start)
        let new = SigningKey.es256("new")
        for seconds in [0.0, 30, 59] { keyring.replace(with: try set(new), at: start.addingTimeInterval(seconds)) }
        #expect(keyring.key(named: "old", at: start.addingTimeInterval(60)) == nil)
    }

    @Test func replacesAKeyOfTheSameIdentifierAtOnce() throws {
        keyring.replace(with: try set(.es256("key")), at: start)
        let lookup = try #require(keyring.key(named: "key", at: start))
        #expect(keyring.replace(with: try set(.es256("key")), at: start))
        #expect(!keyring.isUsable(lookup, at: start))
    }

    @Test func keepsWhatWasFoundWhenNothingChanges() throws {
        let key = SigningKey.es256("key")
        #expect(keyring.replace(with: try set(key), at: start))
        let lookup = try #require(keyring.key(named: "key", at: start))
        #expect(!keyring.replace(with: try set(key), at: start))
        #expect(keyring.isUsable(lookup, at: start.addingTimeInterval(1_000_000)))
    }

    @Test func takesAKeyBackThatReturnsWithinItsOverlap() throws {
        let key = SigningKey.es256("key")
        keyring.replace(with: try set(key), at: start)
        keyring.replace(with: try set(.es256("other")), at: start)
        keyring.replace(with: try set(key), at: start.addingTimeInterval(30))
        #expect(keyring.key(named: "key", at: start.addingTimeInterval(1_000)) != nil)
    }
}
