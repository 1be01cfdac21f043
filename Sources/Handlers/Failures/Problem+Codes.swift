import ContractRuntime
import Generated
import Ingestion

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

    /// The request can be read and breaks a rule that no keyword of the contract can state.
    static func violation(_ pointer: String, _ reason: String, _ message: String, _ requestID: String) -> Problem {
        Problem(
            type: "about:blank", title: "The request breaks the contract", status: 422, detail: "See violations.",
            code: .validationFailed, requestID: requestID,
            violations: [.init(location: .body, pointer: pointer, reason: reason, message: message)])
    }
}
