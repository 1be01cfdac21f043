public import ContractRuntime
import Foundation
public import Generated
public import Metadata
import Storage

extension MatchBotHandlers {
    /// Records the file in one round trip and signs its upload; the store is not asked.
    public func signUpload(
        _ input: SignUpload.Input, context: AuthenticatedContext<UserID>
    ) async throws -> SignUpload.Output {
        let body = input.body
        let contentType = body.contentType ?? FileNaming.contentType(of: body.filename)
        guard FileNaming.accepts(contentType, for: body.filename) else {
            return .unprocessableContent(
                .violation(
                    "/content_type", "content_type", "does not fit the ending of the filename", context.requestID))
        }
        let method = body.uploadMethod ?? (body.contentType != nil && body.fileSizeBytes != nil ? .put : .post)
        if method == .put, body.fileSizeBytes == nil {
            return .unprocessableContent(
                .violation("/file_size_bytes", "required", "is needed to sign a PUT", context.requestID))
        }
        let file = FileID(makeUUID())
        let date = now()
        let fileType = Metadata.FileType(body.fileType)
        let location = ObjectLocation(
            bucket: buckets.temporaryUploads,
            key: FileNaming.uploadKey(
                owner: context.principal, fileType: fileType, file: file, filename: body.filename, at: date))
        let record = NewFile(
            id: file, owner: context.principal, reconciliationID: body.reconciliationID.map { ReconciliationID($0) },
            filename: body.filename, fileType: fileType, bucket: location.bucket, key: location.key,
            contentType: contentType.rawValue, declaredSize: body.fileSizeBytes, uploadMethod: method.rawValue,
            uploadExpiresAt: date.addingTimeInterval(configuration.uploadLifetime.timeInterval))
        switch try await files.createFileRecord(record, rateLimit: rateLimit) {
        case .reconciliationNotFound: return .notFound(.reconciliationNotFound(context.requestID))
        case .rateLimited(let wait):
            let seconds = max(1, Int64(wait.timeInterval.rounded(.up)))
            return .tooManyRequests(.rateLimited(seconds: seconds, context.requestID), retryAfter: seconds)
        case .created: break
        }
        if method == .put, let size = body.fileSizeBytes {
            return .created(put(location, of: file, contentType: contentType, size: size))
        }
        return .created(post(location, of: file, contentType: body.contentType, maximumSize: body.fileSizeBytes))
    }

    private var rateLimit: RateLimit? {
        guard configuration.enforcesRateLimits, let rule = SignUpload.metadata.rateLimit else { return nil }
        return RateLimit(count: rule.requests, window: rule.window)
    }

    private func put(
        _ location: ObjectLocation, of file: FileID, contentType: ContentType, size: Int64
    ) -> SignUploadResponse {
        let request = presigner.putObject(
            location, contentType: contentType.rawValue, contentLength: size,
            expiresIn: configuration.uploadLifetime)
        return SignUploadResponse(
            fileID: file.rawValue, uploadURL: URIReference(trusted: request.url), method: .put,
            headers: JSONMap(request.headers.map { ($0.name, $0.value) }), formFields: [:],
            objectName: location.key, bucketName: location.bucket, expiresAt: request.expiresAt,
            maxFileSizeBytes: SignUploadRequest.fileSizeBytesMaximum)
    }

    /// Signs a form. A browser knows neither size nor, always, type before it uploads, so both may be open: the size
    /// up to the contract's limit. A size that was announced is checked at confirm.
    private func post(
        _ location: ObjectLocation, of file: FileID, contentType: ContentType?, maximumSize: Int64?
    ) -> SignUploadResponse {
        let form = presigner.postObject(
            location, contentType: contentType?.rawValue,
            maximumSize: maximumSize ?? SignUploadRequest.fileSizeBytesMaximum,
            expiresIn: configuration.uploadLifetime)
        return SignUploadResponse(
            fileID: file.rawValue, uploadURL: URIReference(trusted: form.url), method: .post, headers: [:],
            formFields: JSONMap(form.fields.map { ($0.name, $0.value) }), objectName: location.key,
            bucketName: location.bucket, expiresAt: form.expiresAt,
            maxFileSizeBytes: SignUploadRequest.fileSizeBytesMaximum)
    }
}
