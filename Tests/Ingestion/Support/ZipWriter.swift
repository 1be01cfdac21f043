import CZip
import Foundation

/// Packs entries into a ZIP archive with libzip, as an honest program does.
enum ZipWriter {
    struct Entry {
        var name: String
        var bytes: [UInt8]
        var isStored = false
        var password: String?

        init(_ name: String, _ text: String, isStored: Bool = false, password: String? = nil) {
            self.init(name, Array(text.utf8), isStored: isStored, password: password)
        }

        init(_ name: String, _ bytes: [UInt8], isStored: Bool = false, password: String? = nil) {
            self.name = name
            self.bytes = bytes
            self.isStored = isStored
            self.password = password
        }
    }

    private struct Failure: Error {
        let step: String
    }

    static func archive(_ entries: [Entry]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zip-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "archive.zip")
        var code: Int32 = 0
        guard let archive = zip_open(file.path, ZIP_CREATE, &code) else { throw Failure(step: "open") }
        for entry in entries {
            // libzip frees the copy when it has been written; of nothing there is no copy.
            let copy = entry.bytes.isEmpty ? nil : malloc(entry.bytes.count)
            if let copy {
                entry.bytes.withUnsafeBytes { bytes in _ = bytes.baseAddress.map { memcpy(copy, $0, bytes.count) } }
            }
            guard let source = zip_source_buffer(archive, copy, zip_uint64_t(entry.bytes.count), 1) else {
                throw Failure(step: "source")
            }
            let index = zip_file_add(archive, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
            guard index >= 0 else { throw Failure(step: "add") }
            let method = entry.isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE
            guard zip_set_file_compression(archive, zip_uint64_t(index), method, 0) == 0 else {
                throw Failure(step: "method")
            }
            if let password = entry.password {
                let method = zip_uint16_t(ZIP_EM_AES_256)
                guard zip_file_set_encryption(archive, zip_uint64_t(index), method, password) == 0 else {
                    throw Failure(step: "encryption")
                }
            }
        }
        guard zip_close(archive) == 0 else { throw Failure(step: "close") }
        return Array(try Data(contentsOf: file))
    }
}
