import Foundation

/// The namespaces that mean something in a workbook, in the forms of ECMA-376 and of ISO/IEC 29500 Strict.
enum XMLNamespace: Sendable {
    /// Elements of workbooks, sheets, styles and shared strings.
    case spreadsheet
    /// Elements of relationship parts.
    case packageRelationships
    /// Attributes that refer to a relationship.
    case relationshipReference
    case none
    case other

    private static let known: [(namespace: XMLNamespace, address: StaticString)] = [
        (.spreadsheet, "http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
        (.spreadsheet, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (.packageRelationships, "http://schemas.openxmlformats.org/package/2006/relationships"),
        (.relationshipReference, "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        (.relationshipReference, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ]

    init(_ address: UnsafeRawBufferPointer) {
        self = .other
        for candidate in Self.known where candidate.address.utf8CodeUnitCount == address.count {
            if let start = address.baseAddress, memcmp(start, candidate.address.utf8Start, address.count) == 0 {
                self = candidate.namespace
                return
            }
        }
    }
}

/// The name of an element or attribute; valid only during the call that hands it out.
struct XMLName {
    /// Stands between the address of the namespace and the local name; no address can hold it.
    static let separator: UInt8 = 0x0A

    let namespace: XMLNamespace
    /// The whole name as expat writes it, for telling names apart.
    let whole: UnsafeRawBufferPointer
    private let local: UnsafeRawBufferPointer

    init(_ text: UnsafePointer<CChar>) {
        whole = UnsafeRawBufferPointer(start: text, count: strlen(text))
        guard let place = whole.lastIndex(of: Self.separator) else {
            namespace = .none
            local = whole
            return
        }
        namespace = XMLNamespace(UnsafeRawBufferPointer(rebasing: whole[..<place]))
        local = UnsafeRawBufferPointer(rebasing: whole[(place + 1)...])
    }

    /// The length of the local name in bytes.
    var localLength: Int { local.count }

    @inline(__always)
    func isLocal(_ name: StaticString) -> Bool {
        guard name.utf8CodeUnitCount == local.count, let start = local.baseAddress else { return false }
        return memcmp(start, name.utf8Start, local.count) == 0
    }

    /// Whether this is the name of a spreadsheet element.
    @inline(__always)
    func isSheet(_ name: StaticString) -> Bool {
        namespace == .spreadsheet && isLocal(name)
    }
}
