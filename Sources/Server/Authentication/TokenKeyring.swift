import Foundation
import Synchronization

/// The keys that tokens may be signed with at this moment.
///
/// A key that has left the set is taken for a while longer, so that what is under way when keys are changed goes through;
/// then nothing that it signed is valid any more, also not what was found valid before. A key that comes back under the
/// same `kid` with other bytes replaces the old one at once.
final class TokenKeyring: Sendable {
    /// A key as it was found, to ask later whether it still counts.
    struct Lookup: Sendable {
        let key: VerificationKey
        /// Tells the keys apart that one identifier has had.
        fileprivate let serial: Int
    }

    private struct Entry {
        var key: VerificationKey
        var serial: Int
        var usableUntil: Date
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var lastSerial = 0
    }

    private let overlap: TimeInterval
    private let state = Mutex(State())

    /// - Parameter overlap: How long a key is taken after it has left the set, in seconds.
    init(overlap: TimeInterval) {
        self.overlap = overlap
    }

    /// Whether no set has been read yet.
    var isEmpty: Bool { state.withLock { $0.entries.isEmpty } }

    func key(named identifier: String, at date: Date) -> Lookup? {
        state.withLock { state in
            guard let entry = state.entries[identifier], date < entry.usableUntil else { return nil }
            return Lookup(key: entry.key, serial: entry.serial)
        }
    }

    /// Whether a key that was found earlier still counts.
    func isUsable(_ lookup: Lookup, at date: Date) -> Bool {
        state.withLock { state in
            guard let entry = state.entries[lookup.key.identifier] else { return false }
            return entry.serial == lookup.serial && date < entry.usableUntil
        }
    }

    /// Takes the keys of a set that was just read; true when anything has changed.
    @discardableResult func replace(with set: KeySet, at date: Date) -> Bool {
        state.withLock { state in
            var hasChanged = false
            let names = Set(set.keys.map(\.identifier))
            for (name, entry) in state.entries where !names.contains(name) {
                if entry.usableUntil == .distantFuture {
                    state.entries[name]?.usableUntil = date.addingTimeInterval(overlap)
                    hasChanged = true
                } else if entry.usableUntil <= date {
                    state.entries[name] = nil
                }
            }
            for key in set.keys {
                if let known = state.entries[key.identifier], known.key.algorithm == key.algorithm,
                    known.key.publicBytes == key.publicBytes
                {
                    if known.usableUntil != .distantFuture { hasChanged = true }
                    state.entries[key.identifier]?.usableUntil = .distantFuture
                    continue
                }
                hasChanged = true
                state.lastSerial += 1
                state.entries[key.identifier] = Entry(
                    key: key, serial: state.lastSerial, usableUntil: .distantFuture)
            }
            return hasChanged
        }
    }
}
