import Foundation
import Metadata

/// Decides what happens to one object; pure.
///
/// Deleting on a verdict is safe though time passes between verdict and deletion, because neither kind of deletable
/// object can come to be needed again:
/// - a *released* object's record has failed or keeps its file elsewhere, and both are for good (a file that a job can
///   still be revived for is not released);
/// - an *unknown* object's key holds a UUID that was made for this one object: an upload's record is older than its
///   object, and a confirmation or an archiving adopts its copy within seconds of making it, or never.
struct SweepRule: Hashable {
    /// What happens to an object.
    enum Verdict: Hashable {
        /// A record needs it, its deletion is queued, or it's too young.
        case keep
        /// No record names it, but it isn't old enough, or may be another installation's.
        case orphanToKeep
        /// No record names it and it's old.
        case orphanToDelete
        /// Its record doesn't need it any more.
        case releasedToDelete
    }

    /// Released objects whose upload URL expired before this may go.
    var releasedBefore: Date
    /// Unknown objects that were stored before this may go.
    var orphanedBefore: Date
    /// Unknown objects that were stored before this are not ours to judge (see ``BucketClaim``); nil: none is.
    var ownedSince: Date?

    func verdict(_ standing: ObjectStanding, lastModified: Date?) -> Verdict {
        switch standing {
        case .needed, .awaitingDeletion:
            return .keep
        case .released(let uploadExpiresAt):
            return uploadExpiresAt < releasedBefore ? .releasedToDelete : .keep
        case .unknown:
            guard let lastModified, let ownedSince, lastModified >= ownedSince, lastModified < orphanedBefore else {
                return .orphanToKeep
            }
            return .orphanToDelete
        }
    }
}
