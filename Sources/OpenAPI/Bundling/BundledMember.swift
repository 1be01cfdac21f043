/// A name and a value of a mapping of the one file.
struct BundledMember: Sendable {
    var name: String
    var value: BundledValue

    init(_ name: String, _ value: BundledValue) {
        self.name = name
        self.value = value
    }
}
