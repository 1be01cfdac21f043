import FoundationEssentials
import Synchronization

/// Remembers what the latest answer of the store told about its clock.
final class ClockComparison: Sendable {
    private let last = Mutex<ClockSkew?>(nil)

    var latest: ClockSkew? { last.withLock { $0 } }

    /// Takes note of an answer's `Date`.
    ///
    /// The store wrote it somewhere between the request and the answer, and cut the fraction off; the middle of both is
    /// the best guess. What is no date is passed over.
    func record(
        date header: String?, sent: Date, received: Date, at moment: ContinuousClock.Instant
    ) {
        guard let header, let date = StoreTimestamp.parseHTTPDate(header) else { return }
        let middle = (sent.timeIntervalSinceReferenceDate + received.timeIntervalSinceReferenceDate) / 2
        let offset = date.timeIntervalSinceReferenceDate + 0.5 - middle
        let skew = ClockSkew(offset: .seconds(offset), measuredAt: moment)
        last.withLock { $0 = skew }
    }
}

extension ObjectStore {
    /// Asks the store one small question, whose answer tells its clock, whatever it answers besides.
    ///
    /// Once and directly: it neither teaches the circuit breaker nor waits for it.
    ///
    /// - Throws: ``StorageError`` where no answer came.
    public func askForClock() async throws(StorageError) {
        do {
            _ = try await direct(within: .seconds(5)).bucketExists(configuration.buckets.temporaryUploads)
        } catch {
            guard error.status != nil else { throw error }
        }
    }
}
