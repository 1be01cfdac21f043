extension [UInt8] {
    /// Appends a text in UTF-8.
    static func += (bytes: inout [UInt8], text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}
