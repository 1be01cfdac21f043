public import Storage

extension StorageError {
    /// Whether the store can't be used at all now, by whatever fault, so that the failure says nothing about the object.
    ///
    /// A confirmation is deferred then, and its job waits without using its attempts up.
    public var isOutage: Bool {
        [
            .timeout, .connectionRefused, .connectionFailed, .circuitOpen, .tooManyWaiting, .slowDown, .serverError,
            .truncatedBody, .malformedResponse, .invalidCredentials, .accessDenied, .bucketNotFound, .clockSkew,
            .quotaExceeded,
        ].contains(code)
    }
}
