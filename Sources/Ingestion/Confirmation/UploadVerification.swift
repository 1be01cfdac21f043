public import Foundation
public import Metadata
public import Storage

/// Checks an uploaded object and copies exactly the checked version to where no upload URL reaches.
///
/// ```
/// HEAD --> size? --> first bytes, a workbook's directory --> copy --> verified
///  |        |                     |                           |
///  v        v                     v                           v
/// missing  refused              refused                     changed
/// ```
/// Every step names the entity tag that HEAD told, so what was looked at is what is copied. Each copy has a name of its
/// own: of two checks at the same time neither can replace what the other verified. A copy that ends up needed by no
/// record is the caller's to ``discard(_:)``, or housekeeping's.
public struct UploadVerification: Sendable {
    /// How a check ended.
    public enum Outcome: Sendable, Hashable {
        /// The object is what was announced; this is its copy.
        case verified(ConfirmedObject)
        /// Nothing has been uploaded.
        case missing
        /// The object was replaced while it was checked; checking again may succeed.
        case changed
        /// The object is not what was announced and never will be.
        case refused(UploadRefusal)
    }

    private let store: ObjectStore
    /// Where checked files go.
    let bucket: String
    private let maximumSize: Int64
    private let acceptedContentType: @Sendable (_ contentType: String, _ filename: String) -> String?
    private let makeUUID: @Sendable () -> UUID

    /// - Parameters:
    ///   - store: Where uploads are.
    ///   - bucket: Where checked files go.
    ///   - maximumSize: The greatest size of a file, in bytes.
    ///   - acceptedContentType: The media type to record for one that the store tells, if a file of that name may have
    ///     it.
    ///   - makeUUID: A source of new identifiers.
    public init(
        store: ObjectStore, bucket: String, maximumSize: Int64,
        acceptedContentType: @escaping @Sendable (_ contentType: String, _ filename: String) -> String?,
        makeUUID: @escaping @Sendable () -> UUID = { UUID() }
    ) {
        self.store = store
        self.bucket = bucket
        self.maximumSize = maximumSize
        self.acceptedContentType = acceptedContentType
        self.makeUUID = makeUUID
    }

    /// Checks what was uploaded for a file.
    ///
    /// - Parameters:
    ///   - file: The file's record, which says where its upload is and what was announced when it was signed.
    ///   - announcedSize: The size that the confirmation told besides, in bytes.
    /// - Throws: What the store answers besides that the object is missing or another version.
    public func verify(_ file: FileRecord, announcedSize: Int64?) async throws(StorageError) -> Outcome {
        let source = ObjectLocation(bucket: file.bucket, key: file.key)
        let found: ObjectMetadata
        do throws(StorageError) {
            found = try await store.head(source)
        } catch {
            guard error.code == .objectNotFound else { throw error }
            return .missing
        }
        let announced = [file.declaredSize, announcedSize].compactMap(\.self).first { $0 != found.size }
        if let announced = announced ?? (found.size > maximumSize ? maximumSize : nil) {
            return .refused(.size(found: found.size, announced: announced))
        }
        do throws(StorageError) {
            if let refusal = try await contentRefusal(source, found, filename: file.filename) {
                return .refused(refusal)
            }
            let target = ObjectLocation(bucket: bucket, key: key(of: file))
            let etag = try await store.copy(source, to: target, ifSourceMatches: found.etag)
            return .verified(
                ConfirmedObject(
                    bucket: target.bucket, key: target.key, size: found.size, etag: etag,
                    contentType: found.contentType.flatMap { acceptedContentType($0, file.filename) }))
        } catch {
            guard error.code == .preconditionFailed || error.code == .objectNotFound else { throw error }
            return .changed
        }
    }

    /// Deletes an object that no record needs.
    public func discard(_ location: ObjectLocation) async throws(StorageError) {
        try await store.delete(location)
    }

    /// Where the checked file goes: `files/USER/FILE/CHECK.csv`.
    private func key(of file: FileRecord) -> String {
        let check = makeUUID().uuidString.lowercased()
        return "files/\(file.userID)/\(file.id)/\(check).\(UploadFormat(filename: file.filename).fileExtension)"
    }

    private func contentRefusal(
        _ location: ObjectLocation, _ found: ObjectMetadata, filename: String
    ) async throws(StorageError) -> UploadRefusal? {
        // An empty file is refused by its reading, with a message of its own.
        guard found.size > 0 else { return nil }
        let head = try await store.read(location, from: 0, count: ContentSignature.window, ifMatch: found.etag)
        let format = UploadFormat(filename: filename)
        if let kind = ContentSignature.foreignKind(of: head, in: format) {
            return .content(kind, expected: format)
        }
        guard format == .workbook else { return nil }
        return try await isWorkbook(location, found)
            ? nil : .content("a ZIP archive without a workbook", expected: format)
    }

    /// Looks for a workbook's parts in the directory at the archive's end, reading at most 1 MiB and 64 KiB.
    private func isWorkbook(_ location: ObjectLocation, _ found: ObjectMetadata) async throws(StorageError) -> Bool {
        let count = min(found.size, Int64(ArchiveOutline.tailLength))
        let tail = try await store.read(
            location, from: found.size - count, count: Int(count), ifMatch: found.etag)
        switch ArchiveOutline.find(in: tail, endingAt: found.size) {
        case .none: return false
        // What only a reader of archives can judge is left to the reading of rows, which has its own bounds.
        case .unusual: return true
        case .at(let offset, let length):
            let directory = try await store.read(location, from: offset, count: length, ifMatch: found.etag)
            return ArchiveOutline.names(in: directory).map(Self.areOfWorkbook) ?? false
        }
    }

    /// ECMA-376, part 2, names the first; the name of the second is a custom that every spreadsheet program keeps.
    private static func areOfWorkbook(_ names: [String]) -> Bool {
        names.contains("[Content_Types].xml") && names.contains { $0.lowercased().hasSuffix("workbook.xml") }
    }
}
