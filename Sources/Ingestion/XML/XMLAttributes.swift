import Foundation

/// The attributes of an element; valid only during the call that hands them out.
struct XMLAttributes {
    /// Names and values in turn, ended by nil.
    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        self.list = list
    }

    func forEach(_ body: (XMLName, UnsafeRawBufferPointer) throws -> Void) rethrows {
        guard let list else { return }
        var index = 0
        while let name = list[index], let value = list[index + 1] {
            try body(XMLName(name), UnsafeRawBufferPointer(start: value, count: strlen(value)))
            index += 2
        }
    }

    /// The value of an attribute as text; attributes of no namespace unless told.
    func text(_ name: StaticString, in namespace: XMLNamespace = .none) -> String? {
        var found: String?
        forEach { candidate, value in
            guard candidate.namespace == namespace, candidate.isLocal(name) else { return }
            found = String(decoding: value, as: UTF8.self)
        }
        return found
    }

    /// The value of an attribute of the type xsd:boolean; false when it isn't there.
    func isTrue(_ name: StaticString) -> Bool {
        let value = text(name)
        return value == "1" || value == "true"
    }
}
