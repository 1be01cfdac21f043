import Storage

/// The store could not do what a job needs. However long that lasts, it uses up no attempt: the owner has been told that
/// the file is confirmed, or gone. Only where the store does the same for another object (`ObjectTrial`) is it this
/// object's failure, which counts.
struct StoreOutage: Error {
    let cause: StorageError
    /// The bucket of the object that the job is about.
    let bucket: String
    /// The bucket that the job copies it to, if it does.
    var target: String?

    /// What to throw for an error: an outage, or where it is none the error itself.
    static func wrapping(_ error: StorageError, in bucket: String, copyingTo target: String? = nil) -> any Error {
        error.isOutage ? StoreOutage(cause: error, bucket: bucket, target: target) : error
    }

    /// Whether the failure may be one of this object alone: a broken disk or machine behind the store, a lock that the
    /// store keeps on it, an answer that makes the connection break. All other outages say something about the store, its
    /// fullness or our way to it, and wait for an operator.
    var mayBeOfObject: Bool {
        [.timeout, .connectionFailed, .truncatedBody, .malformedResponse, .serverError, .accessDenied]
            .contains(cause.code)
    }
}
