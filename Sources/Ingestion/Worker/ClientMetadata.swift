import Foundation

/// What the client said about its file at confirmation, as far as ingestion uses it.
struct ClientMetadata: Sendable, Equatable {
    /// The header names of date, amount and description, or of all columns; empty when the client named none.
    var columns: [String] = []

    private struct Columns: Decodable {
        let columns: [String]
    }

    /// Reads the JSON text that is stored with the file; what isn't a list of texts is taken as no list.
    init(json: String?) {
        guard let json, let read = try? JSONDecoder().decode(Columns.self, from: Data(json.utf8)) else { return }
        columns = Array(read.columns.prefix(4096))
    }
}
