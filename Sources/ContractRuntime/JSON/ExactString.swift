/// A string that equals another of the same code points alone, where Swift's own equality takes `é` for `e` with an accent.
@usableFromInline
struct ExactString: Hashable, Sendable {
    let text: String

    @usableFromInline init(_ text: String) {
        self.text = text
    }

    @usableFromInline static func == (left: ExactString, right: ExactString) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    @usableFromInline func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}
