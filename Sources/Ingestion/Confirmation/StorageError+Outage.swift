public import Storage

extension StorageError {
    /// Whether the store can't be used at all now, by whatever fault, so that the failure says nothing about the object.
    ///
    /// A confirmation is deferred then, and its job waits without using its attempts up. What an operator has to put
    /// right counts as well (keys, permissions, a certificate, an endpoint that redirects): until then the file is safe
    /// where it is, and nobody has to confirm again.
    public var isOutage: Bool {
        [
            .timeout, .connectionRefused, .connectionFailed, .tlsFailed, .unexpectedRedirect, .circuitOpen,
            .tooManyWaiting, .slowDown, .serverError, .truncatedBody, .malformedResponse, .invalidCredentials,
            .accessDenied, .bucketNotFound, .clockSkew, .quotaExceeded,
        ].contains(code)
    }
}
