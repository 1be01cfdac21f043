import Foundation

/// A file without a name that is gone when this value is, however the process ends.
///
/// Calls block; they are for the thread that works on the file, not for the cooperative pool.
package final class TemporaryFile {
    private let descriptor: Int32
    /// How many bytes have been appended.
    package private(set) var size: Int64 = 0

    /// Makes an empty file in `folder`.
    ///
    /// - Throws: `TemporaryFileError`
    package init(folder: String = FileManager.default.temporaryDirectory.path) throws(TemporaryFileError) {
        // The six X are part of mkstemp(3)'s interface: it writes random characters over them.
        var path = Array("\(folder)/matchbot-XXXXXX".utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw TemporaryFileError(operation: "create", number: errno) }
        unlink(path)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        close(descriptor)
    }

    /// - Throws: `TemporaryFileError`, for example when the disk is full.
    package func append(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while rest.count > 0 {
            let written = pwrite(descriptor, rest.baseAddress, rest.count, off_t(size))
            if written < 0 {
                guard errno == EINTR else { throw TemporaryFileError(operation: "write", number: errno) }
                continue
            }
            size += Int64(written)
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
        }
    }

    /// Exactly `length` bytes from `offset`.
    ///
    /// - Throws: `TemporaryFileError`, also when the file ends before.
    func read(at offset: Int64, length: Int) throws(TemporaryFileError) -> [UInt8] {
        var failure: TemporaryFileError?
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            while count < length {
                let rest = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer).dropFirst(count))
                let taken = pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(count))
                if taken < 0, errno == EINTR { continue }
                guard taken > 0 else {
                    failure = TemporaryFileError(operation: "read", number: taken < 0 ? errno : 0)
                    return
                }
                count += taken
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// A second descriptor of the same file, which the caller closes.
    ///
    /// - Throws: `TemporaryFileError`
    func duplicate() throws(TemporaryFileError) -> Int32 {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw TemporaryFileError(operation: "open", number: errno) }
        return copy
    }
}

/// Says that the disk for temporary files failed; the upload isn't to blame, and a later attempt may succeed.
package struct TemporaryFileError: Error, Sendable, Hashable, CustomStringConvertible {
    let operation: String
    /// The system's error number; zero when there is none.
    let number: Int32

    package var description: String {
        let cause = number == 0 ? "unexpected end of file" : String(cString: strerror(number))
        return "could not \(operation) a temporary file: \(cause): check TMPDIR and its free space"
    }
}
