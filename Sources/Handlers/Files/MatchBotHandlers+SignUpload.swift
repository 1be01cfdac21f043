public import ContractRuntime
import Foundation
public import Generated
public import Metadata
import Storage

extension MatchBotHandlers {
    /// Records the file in one round trip and signs its upload; the store is not asked, unless its latest answer shows
    /// that it would refuse what is signed now.
    ///
    /// A request that is repeated under its `Idempotency-Key` gets the same answer to the byte: the URL is signed for
    /// the moment of the first one. So it expires when the first one does, and a repetition cannot prolong it.
    public func signUpload(
        _ input: SignUpload.Input, context: AuthenticatedContext<UserID>
    ) async throws -> SignUpload.Output {
        let body = input.body
        let contentType = body.contentType?.value ?? FileNaming.contentType(of: body.filename)
        guard FileNaming.accepts(contentType, for: body.filename) else {
            return .unprocessableContent(
                .violation(
                    "/content_type", "content_type", "does not fit the ending of the filename", context.requestID))
        }
        let size = body.fileSizeBytes?.value
        let method = body.uploadMethod ?? (body.contentType?.value != nil && size != nil ? .put : .post)
        if method == .put, size == nil {
            return .unprocessableContent(
                .violation("/file_size_bytes", "required", "is needed to sign a PUT", context.requestID))
        }
        if let skew = await refusedClockSkew() {
            return .serviceUnavailable(
                .storageClockSkew(skew, context.requestID), retryAfter: Self.clockRetryAfter)
        }
        // Signatures know whole seconds only.
        let date = Date(timeIntervalSince1970: now().timeIntervalSince1970.rounded(.down))
        let record = record(of: body, contentType: contentType, method: method, owner: context.principal, at: date)
        let limit = quota
        let outcome = try await files.createFileRecord(
            record, rateLimit: rateLimit, quota: Quota(files: limit.files, bytes: limit.bytes),
            idempotencyKey: idempotencyKey(input, at: date))
        let signed: SignedUpload
        switch outcome {
        case .created(let file):
            signed = SignedUpload(
                file: file, bucket: record.bucket, key: record.key, signedAt: date, expiresAt: record.uploadExpiresAt)
        case .repeated(let earlier): signed = earlier
        case .reconciliationNotFound: return .notFound(.reconciliationNotFound(context.requestID))
        case .idempotencyKeyReused: return .unprocessableContent(.idempotencyKeyReused(context.requestID))
        case .quotaExceeded(let usage):
            return .forbidden(.quotaExceeded(AccountUsage(usage, of: limit), record.maximumSize, context.requestID))
        case .rateLimited(let wait):
            let seconds = max(1, Int64(wait.timeInterval.rounded(.up)))
            return .tooManyRequests(.rateLimited(seconds: seconds, context.requestID), retryAfter: seconds)
        }
        if method == .put, let size {
            return .created(put(signed, contentType: contentType, size: size))
        }
        return .created(post(signed, contentType: body.contentType?.value, maximumSize: record.maximumSize))
    }

    /// A file of unknown size is taken to be as large as the contract allows, until its confirmation tells.
    private func record(
        of body: SignUploadRequest, contentType: ContentType, method: UploadMethod, owner: UserID, at date: Date
    ) -> NewFile {
        let file = FileID(makeUUID())
        let fileType = Metadata.FileType(body.fileType)
        return NewFile(
            id: file, owner: owner, reconciliationID: body.reconciliationID?.value.map { ReconciliationID($0) },
            filename: body.filename, fileType: fileType, bucket: buckets.temporaryUploads,
            key: FileNaming.uploadKey(owner: owner, fileType: fileType, file: file, filename: body.filename, at: date),
            contentType: contentType.rawValue, declaredSize: body.fileSizeBytes?.value,
            maximumSize: body.fileSizeBytes?.value ?? SignUploadRequest.fileSizeBytesMaximum,
            uploadMethod: method.rawValue,
            uploadExpiresAt: date.addingTimeInterval(configuration.uploadLifetime.timeInterval))
    }

    private var rateLimit: RateLimit? {
        guard configuration.enforcesRateLimits, let rule = SignUpload.metadata.rateLimit else { return nil }
        return RateLimit(count: rule.requests, window: rule.window)
    }

    /// The draft has the key in quotes (a string of RFC 8941), many clients send it without; both are the same key.
    /// Two requests are the same if they mean the same, however their JSON is written.
    private func idempotencyKey(_ input: SignUpload.Input, at date: Date) -> IdempotencyKey? {
        guard var name = input.idempotencyKey?[...] else { return nil }
        if name.utf8.count > 2, name.first == "\"", name.last == "\"" { name = name.dropFirst().dropLast() }
        let request = Array("\(SignUpload.metadata.identifier)\n".utf8) + input.body.withoutNulls.jsonBytes
        return IdempotencyKey(
            name: String(name), fingerprint: SHA256Hasher.hexadecimal(of: SHA256Hasher.digest(of: request)),
            signedAt: date)
    }

    private func put(_ upload: SignedUpload, contentType: ContentType, size: Int64) -> SignUploadResponse {
        let request = presigner.signing(at: upload.signedAt).putObject(
            ObjectLocation(bucket: upload.bucket, key: upload.key), contentType: contentType.rawValue,
            contentLength: size, expiresIn: upload.lifetime)
        return SignUploadResponse(
            fileID: upload.file.rawValue, uploadURL: URI(trusted: request.url), method: .put,
            headers: JSONMap(request.headers.map { ($0.name, $0.value) }), formFields: [:],
            objectName: upload.key, bucketName: upload.bucket, expiresAt: request.expiresAt,
            maxFileSizeBytes: SignUploadRequest.fileSizeBytesMaximum)
    }

    /// Signs a form. A browser knows neither size nor, always, type before it uploads, so both may be open: the size
    /// up to the contract's limit. A size that was announced is checked at confirm.
    private func post(_ upload: SignedUpload, contentType: ContentType?, maximumSize: Int64) -> SignUploadResponse {
        let form = presigner.signing(at: upload.signedAt).postObject(
            ObjectLocation(bucket: upload.bucket, key: upload.key), contentType: contentType?.rawValue,
            maximumSize: maximumSize, expiresIn: upload.lifetime)
        return SignUploadResponse(
            fileID: upload.file.rawValue, uploadURL: URI(trusted: form.url), method: .post, headers: [:],
            formFields: JSONMap(form.fields.map { ($0.name, $0.value) }), objectName: upload.key,
            bucketName: upload.bucket, expiresAt: form.expiresAt,
            maxFileSizeBytes: SignUploadRequest.fileSizeBytesMaximum)
    }
}

extension SignUploadRequest {
    /// The same request with what is `null` left out, which means the same.
    fileprivate var withoutNulls: SignUploadRequest {
        var request = self
        if request.contentType?.value == nil { request.contentType = nil }
        if request.fileSizeBytes?.value == nil { request.fileSizeBytes = nil }
        if request.reconciliationID?.value == nil { request.reconciliationID = nil }
        return request
    }
}

extension SignedUpload {
    /// How long its URL works.
    fileprivate var lifetime: Duration { .seconds(Int64(expiresAt.timeIntervalSince(signedAt).rounded())) }
}
