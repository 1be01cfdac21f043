import Foundation

/// What the client said about its file at confirmation, as far as ingestion uses it.
struct ClientMetadata: Sendable, Equatable {
    /// The header names of date, amount and description, or of all columns; empty when the client named none.
    var columns: [String] = []

    /// The sheet of a workbook that holds the transactions; nil when the client named none.
    var sheet: String?

    private struct Columns: Decodable {
        let columns: [String]
    }

    private struct Sheet: Decodable {
        let sheet: String
    }

    /// Reads the JSON text that is stored with the file; what isn't a list of texts is taken as no list, and what isn't
    /// a text as no sheet.
    init(json: String?) {
        guard let json else { return }
        let data = Data(json.utf8)
        let decoder = JSONDecoder()
        if let read = try? decoder.decode(Columns.self, from: data) { columns = Array(read.columns.prefix(4096)) }
        if let read = try? decoder.decode(Sheet.self, from: data), !read.sheet.isEmpty { sheet = read.sheet }
    }
}
