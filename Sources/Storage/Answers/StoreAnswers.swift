/// The `<Error>` document of a refused request.
struct ErrorAnswer: Sendable, Hashable {
    var code: String?
    /// For people, but some stores tell nothing else of what went wrong inside.
    var message: String?
    var requestID: String?

    /// Reads the document, or returns `nil` where the bytes are none: HEAD answers and proxies have no such body.
    init?(_ bytes: [UInt8]) {
        var code: String?
        var message: String?
        var requestID: String?
        do throws(XMLScannerError) {
            try XMLLeafReader.read(bytes, root: "Error") { path, text in
                switch path.dropFirst() {
                case ["Code"]: code = text
                case ["Message"]: message = text
                case ["RequestId"]: requestID = text
                default: break
                }
            }
        } catch {
            return nil
        }
        self.code = code
        self.message = message
        self.requestID = requestID
    }
}

/// The `<ListBucketResult>` document of a listing (version 2).
struct ListBucketAnswer: Sendable {
    var page = ObjectPage(objects: [], nextContinuationToken: nil)

    init(_ bytes: [UInt8]) throws(XMLScannerError) {
        var objects: [ObjectSummary] = []
        var key: String?
        var size: Int64?
        var entityTag = ""
        var modified: String?
        var token: String?
        var isTruncated = false
        var isComplete = true
        try XMLLeafReader.read(bytes, root: "ListBucketResult") { path, text in
            switch path.dropFirst() {
            case ["Contents", "Key"]: key = text
            case ["Contents", "Size"]: size = Int64(text)
            case ["Contents", "ETag"]: entityTag = EntityTag.bare(text)
            case ["Contents", "LastModified"]: modified = text
            case ["Contents"]:
                if let key, let size, size >= 0 {
                    let date = modified.flatMap(StoreTimestamp.parseISO8601)
                    objects.append(ObjectSummary(key: key, size: size, etag: entityTag, lastModified: date))
                } else {
                    isComplete = false
                }
                (key, size, entityTag, modified) = (nil, nil, "", nil)
            case ["NextContinuationToken"]: token = text
            case ["IsTruncated"]: isTruncated = text == "true"
            default: break
            }
        }
        guard isComplete, !isTruncated || token?.isEmpty == false else { throw .unexpectedContent }
        page = ObjectPage(objects: objects, nextContinuationToken: isTruncated ? token : nil)
    }
}

/// The `<ListAllMyBucketsResult>` document: the names of the buckets that the keys may see.
struct BucketsAnswer: Sendable {
    var names: [String] = []

    init(_ bytes: [UInt8]) throws(XMLScannerError) {
        var names: [String] = []
        try XMLLeafReader.read(bytes, root: "ListAllMyBucketsResult") { path, text in
            if path.dropFirst() == ["Buckets", "Bucket", "Name"] { names.append(text) }
        }
        self.names = names
    }
}

/// The `<CopyObjectResult>` document: the copy's entity tag.
struct CopyAnswer: Sendable {
    var etag: String

    init(_ bytes: [UInt8]) throws(XMLScannerError) {
        var entityTag: String?
        try XMLLeafReader.read(bytes, root: "CopyObjectResult") { path, text in
            if path.dropFirst() == ["ETag"] { entityTag = EntityTag.bare(text) }
        }
        guard let entityTag, !entityTag.isEmpty else { throw .unexpectedContent }
        etag = entityTag
    }
}
