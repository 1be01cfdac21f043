#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A search byte by byte would be what reading a large body takes its time for.
extension [UInt8] {
    /// Where a byte stands next, from an index on; nil where it does not.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard start < count else { return nil }
        return withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base + start, Int32(byte), bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// Where other bytes stand next as a whole, from an index on; nil where they do not.
    func firstIndex(of other: [UInt8], from start: Int) -> Int? {
        guard let first = other.first, start >= 0, count - start >= other.count else { return nil }
        return withUnsafeBytes { bytes in
            other.withUnsafeBytes { other in
                guard let base = bytes.baseAddress, let needle = other.baseAddress else { return nil }
                let end = bytes.count - other.count + 1
                var index = start
                while index < end, let found = memchr(base + index, Int32(first), end - index) {
                    if memcmp(found, needle, other.count) == 0 { return UnsafeRawPointer(found) - base }
                    index = UnsafeRawPointer(found) - base + 1
                }
                return nil
            }
        }
    }
}
