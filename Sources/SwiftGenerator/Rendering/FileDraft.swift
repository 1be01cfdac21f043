/// A file that is planned and not written yet.
///
/// Its text depends on nothing but what it was made of, so files can be written in any order and side by side.
struct FileDraft: Sendable {
    let name: String
    private let text: @Sendable () -> String

    init(_ name: String, text: @escaping @Sendable () -> String) {
        self.name = name
        self.text = text
    }

    /// The file with its text.
    var file: Generator.File { Generator.File(name: name, text: text()) }

    /// Writes files side by side, and returns them in their order.
    static func files(of drafts: [FileDraft]) async -> [Generator.File] {
        await withTaskGroup(of: (Int, Generator.File).self) { group in
            for (index, draft) in drafts.enumerated() { group.addTask { (index, draft.file) } }
            var files: [(Int, Generator.File)] = []
            for await file in group { files.append(file) }
            return files.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
