/// One entry of a ZIP archive as its table of contents states it.
struct ArchiveEntry: Sendable, Equatable {
    /// The bytes of the name; most archives write UTF-8.
    let rawName: [UInt8]
    /// General purpose flags; bit 0 says that the entry is encrypted.
    let flags: UInt16
    /// 0 is stored, 8 is deflated.
    let method: UInt16
    let packedSize: UInt64
    let unpackedSize: UInt64
    /// Where the entry's own header begins in the file.
    let headerOffset: UInt64
    /// The Unix file mode; zero when the archive wasn't made by a Unix.
    let unixMode: UInt16

    /// The name as text; what isn't UTF-8 becomes U+FFFD.
    var name: String { String(decoding: rawName, as: UTF8.self) }

    /// The name by which entries are told apart: without regard to the case of ASCII letters, as part names are
    /// (ECMA-376 part 2, 6.2.2).
    var key: [UInt8] { Self.key(rawName) }

    static func key(_ name: some Sequence<UInt8>) -> [UInt8] {
        name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    /// Whether the entry or its name is encrypted: bits 0, 6 and 13 (APPNOTE 4.4.4).
    var isEncrypted: Bool { flags & 0b0010_0000_0100_0001 != 0 }

    var isSymbolicLink: Bool { unixMode & 0xF000 == 0xA000 }

    /// Whether the name stays inside the archive: relative, without `..`, without a drive, without a zero byte.
    var hasSafeName: Bool {
        guard let first = rawName.first, !rawName.contains(0) else { return false }
        let isSlash: (UInt8) -> Bool = { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        guard !isSlash(first), !(rawName.count > 1 && rawName[1] == UInt8(ascii: ":")) else { return false }
        return !rawName.split(whereSeparator: isSlash).contains { $0.elementsEqual("..".utf8) }
    }

    /// The first byte that can't belong to this entry any more, at the least.
    var minimumEnd: UInt64? {
        let header = headerOffset.addingReportingOverflow(30 + UInt64(rawName.count))
        let end = header.partialValue.addingReportingOverflow(packedSize)
        return header.overflow || end.overflow ? nil : end.partialValue
    }
}
