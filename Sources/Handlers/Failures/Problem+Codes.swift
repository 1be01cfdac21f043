import ContractRuntime
import Generated
import Ingestion
import Storage

/// The registry of the problems that handlers answer: one code, one status, one title.
extension Problem {
    private init(_ code: ProblemCode, _ status: Int32, _ title: String, _ detail: String, _ requestID: String) {
        self.init(
            type: "about:blank", title: title, status: status, detail: detail, code: code, requestID: requestID)
    }

    /// The user has no such file; another user's answers the same.
    static func fileNotFound(_ requestID: String) -> Problem {
        Problem(
            .fileNotFound, 404, "There is no such file",
            "Check the identifier; it is the file_id that sign_upload answered.", requestID)
    }

    /// The user has no such reconciliation; another user's answers the same.
    static func reconciliationNotFound(_ requestID: String) -> Problem {
        Problem(
            .reconciliationNotFound, 404, "There is no such reconciliation",
            "Check the identifier of the reconciliation.", requestID)
    }

    /// Nothing has been uploaded to the answered URL.
    static func uploadNotFound(_ requestID: String) -> Problem {
        Problem(
            .uploadNotFound, 409, "Nothing has been uploaded yet",
            "Upload the file to the answered URL first, then confirm.", requestID)
    }

    /// The file is not confirmed or has failed, so there is nothing to download.
    static func notUploaded(_ requestID: String) -> Problem {
        Problem(
            .notUploaded, 409, "There is nothing to download",
            "Only a confirmed file that has not failed can be downloaded.", requestID)
    }

    /// The file is in a state from which the step cannot be taken.
    static func illegalState(_ detail: String, _ requestID: String) -> Problem {
        Problem(.illegalState, 409, "The file is in another state", detail, requestID)
    }

    /// The uploaded object is not what was announced.
    static func uploadRefused(_ refusal: UploadRefusal, _ requestID: String) -> Problem {
        let detail = "\(refusal) Sign a new upload."
        return switch refusal {
        case .size: Problem(.sizeMismatch, 422, "The upload has another size", detail, requestID)
        case .content: Problem(.contentMismatch, 422, "The upload is another kind of file", detail, requestID)
        }
    }

    /// The user has used the rate limit up.
    static func rateLimited(seconds: Int64, _ requestID: String) -> Problem {
        Problem(.rateLimited, 429, "Too many requests", "Ask again in \(seconds) seconds.", requestID)
    }

    /// The file would exceed the user's quota.
    static func quotaExceeded(_ usage: AccountUsage, _ needed: Int64, _ requestID: String) -> Problem {
        let detail =
            usage.files.used >= usage.files.limit
            ? "\(usage.files.used) of \(usage.files.limit) files are used. "
            : "\(usage.bytes.used) of \(usage.bytes.limit) bytes are used and \(needed) more are asked for. "
        var problem = Problem(
            .quotaExceeded, 403, "The quota is used up", detail + "Delete files that are not needed any more.",
            requestID)
        problem.quota = usage
        return problem
    }

    /// The key was sent with another request before.
    static func idempotencyKeyReused(_ requestID: String) -> Problem {
        Problem(
            .idempotencyKeyReused, 422, "The key belongs to another request",
            "Send a new Idempotency-Key with a new request, and the same request with a key that was sent before.",
            requestID)
    }

    /// The store would refuse a URL that is signed now.
    static func storageClockSkew(_ skew: ClockSkew, _ requestID: String) -> Problem {
        let seconds = skew.offset.components.seconds
        return Problem(
            .storageClockSkew, 503, "The clocks of the service and the object store differ",
            "The object store's clock is \(seconds.magnitude) s \(seconds < 0 ? "behind" : "ahead of") the service's, so it "
                + "would refuse what is signed now. An operator must synchronise them.", requestID)
    }

    /// The request can be read and breaks a rule that no keyword of the contract can state.
    static func violation(_ pointer: String, _ reason: String, _ message: String, _ requestID: String) -> Problem {
        Problem(
            type: "about:blank", title: "The request breaks the contract", status: 422, detail: "See violations.",
            code: .validationFailed, requestID: requestID,
            violations: [.init(location: .body, pointer: pointer, reason: reason, message: message)])
    }
}
